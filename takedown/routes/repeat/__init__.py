"""A repeated request with what is new, in the employee's name."""
