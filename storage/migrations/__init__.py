"""Alembic's room: `vault/` and `keys/` are two lists of migrations for two databases."""
