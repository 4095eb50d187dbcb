"""The employee reads every letter about them, and agrees or objects."""
