"""Delisting from the results for a name, in the employee's name (CJEU C-131/12)."""
