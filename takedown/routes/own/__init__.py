"""A removal inside the organisation's own house."""
