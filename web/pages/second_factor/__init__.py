"""A code beside the password."""
