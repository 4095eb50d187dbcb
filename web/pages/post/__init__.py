"""Replies that a person must read."""
