"""Choosing the language of the pages."""
