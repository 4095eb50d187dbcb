"""Whom letters are addressed to, for an administrator."""
