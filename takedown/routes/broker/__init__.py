"""Opt-out from a data broker, in the employee's name."""
