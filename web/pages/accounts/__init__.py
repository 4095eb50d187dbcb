"""Accounts of staff, for an administrator."""
