"""Tokens of the API, for an administrator."""
