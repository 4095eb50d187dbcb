"""The employee changes their details, and shows that a number or address is theirs."""
