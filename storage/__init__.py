"""What luwte remembers, and the only room that knows how: SQLAlchemy Core on SQLite or PostgreSQL, encrypted at rest.

Functions take a `Db` (one transaction, from `Vault.begin()`) and speak in domain values. `profiles.open_for` is the
only door to an identity.
"""
