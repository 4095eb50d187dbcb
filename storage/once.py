"""Adds a row unless somebody else was first, also somebody whose transaction is open at the same time."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.vault import Db


def insert_once(db: Db, table: Table, values: dict[str, Any]) -> bool:
    """True if the row is ours, False if there is one with its key already; waits for whoever is adding that one just now."""
    made = postgresql.insert(table) if db.connection.dialect.name == "postgresql" else sqlite.insert(table)
    # Asked for back rather than counted: the drivers do not agree on how many rows an insert was.
    ours = made.values(values).on_conflict_do_nothing().returning(*table.primary_key.columns)
    return db.connection.execute(ours).first() is not None


def insert_many_once(db: Db, table: Table, values: list[dict[str, Any]]) -> None:
    """Adds those of these rows whose key is not there yet."""
    made = postgresql.insert(table) if db.connection.dialect.name == "postgresql" else sqlite.insert(table)
    db.connection.execute(made.on_conflict_do_nothing(), values)
