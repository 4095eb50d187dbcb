"""A link with which somebody of staff sets a password."""
