"""The flare-up calendar: moments at which more may appear, what is scanned because of them, and what that covered."""
