"""Adds a row unless somebody else was first, also somebody whose transaction is open at the same time."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.vault import Db


def insert_once(db: Db, table: Table, values: dict[str, Any]) -> bool:
    """True if the row is ours, False if there is one with its key already; waits for whoever is adding that one just now."""
    if db.connection.dialect.name == "postgresql":
        return db.connection.execute(postgresql.insert(table).values(values).on_conflict_do_nothing()).rowcount == 1
    return db.connection.execute(sqlite.insert(table).values(values).on_conflict_do_nothing()).rowcount == 1


def insert_many_once(db: Db, table: Table, values: list[dict[str, Any]]) -> None:
    """Adds those of these rows whose key is not there yet."""
    made = postgresql.insert(table) if db.connection.dialect.name == "postgresql" else sqlite.insert(table)
    db.connection.execute(made.on_conflict_do_nothing(), values)
