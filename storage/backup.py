"""Copies of the vault, and apart from them of the key store, each in one encrypted file; the same on SQLite and PostgreSQL.

The data keys are not in a copy of the vault: so what was erased stays erased when it is put back. A copy is of one moment, and
made while everybody works. What is put back is put back whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from sqlalchemy import Connection, Engine, MetaData, Table, delete, func, insert, select

from domain.errors import BadInput, Conflict
from storage import guards, migrate, sealed_file, snapshot
from storage.sealed_file import Head
from storage.tables import key_metadata, keys, metadata
from storage.vault import Vault

_CHUNK = 500
Write = Callable[[str, list[Any]], None]


def write(vault: Vault, out: BinaryIO) -> None:
    """Every row of the vault, at one moment."""
    _write(vault, vault.engine, "vault", metadata, out)


def write_keys(vault: Vault, out: BinaryIO) -> None:
    """Every data key, wrapped as it is. Keep only the newest such copy: an old one brings back keys that were destroyed."""
    _write(vault, vault.keys.engine, "keys", key_metadata, out)


def restore(vault: Vault, raw: BinaryIO, where: str) -> int:
    """Put a copy of the vault into an empty one, through every migration since it was made; returns the number of rows. Raises
    `BadInput` for a file that is none or not whole, `Conflict` when the vault holds anything; then nothing has changed."""
    head, lines = sealed_file.read(raw, vault.keys.ring, where)
    _expect(head, "vault", where)
    with migrate.rebuilding(vault.engine) as connection:
        _require_empty(connection)
        old = head.revision != migrate.newest("vault")
        if old:
            migrate.start_over(vault.engine, connection, head.revision)
        total = _put(connection, _there(connection, metadata) if old else metadata, lines)
        if old:
            migrate.to_newest(vault.engine, connection)
            guards.install(connection)
    return total


def restore_keys(vault: Vault, raw: BinaryIO, where: str) -> int:
    """Put a copy of the key store back, before the vault's. The service's own keys that were made at the first start give way.
    Raises `Conflict` when the vault holds anything already, or the key store a key of somebody's."""
    head, lines = sealed_file.read(raw, vault.keys.ring, where)
    _expect(head, "keys", where)
    if head.revision != migrate.newest("keys"):
        raise BadInput(where, f"it was made at schema {head.revision} of the key store; use the luwte of that time")
    with vault.engine.begin() as connection:
        _require_empty(connection)
    with vault.keys.engine.begin() as connection:
        if connection.execute(select(func.count()).select_from(keys).where(keys.c.owner != "service")).scalar_one():
            raise Conflict("the key store holds keys of profiles or cases already; restore into a new one")
        connection.execute(delete(keys))
        return _put(connection, key_metadata, lines)


def _write(vault: Vault, engine: Engine, what: str, tables: MetaData, out: BinaryIO) -> None:
    with snapshot.reading(engine) as connection:
        head = Head(what, migrate.revision_of(connection))
        sealed_file.write(out, vault.keys.ring, head, _told(connection, tables))


def _told(connection: Connection, tables: MetaData) -> Iterator[str]:
    yield json.dumps({table.name: [column.name for column in table.columns] for table in tables.sorted_tables})
    yield from (line for _table, line in snapshot.lines(connection, tables))


def _expect(head: Head, what: str, where: str) -> None:
    if head.what != what:
        raise BadInput(where, f"this is a copy of the {head.what}, not of the {what}")
    if what == "vault" and head.revision not in migrate.known("vault"):
        raise BadInput(where, "it was made by a newer luwte; install that one first")


def _require_empty(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        # Processes may be at work on an empty vault already: what they note of themselves comes again.
        if table.name in _OF_THE_MOMENT:
            connection.execute(delete(table))
        elif connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise Conflict("restore into an empty vault: this one holds something already")


def _there(connection: Connection, newest: MetaData) -> MetaData:
    """The tables as this database has them."""
    found = MetaData(naming_convention=newest.naming_convention)
    found.reflect(connection)
    return found


def _put(connection: Connection, tables: MetaData, lines: Iterator[str]) -> int:
    columns: dict[str, list[str]] = json.loads(next(lines))
    total, waiting, current = 0, list[dict[str, Any]](), ""
    for line in lines:
        name, values = json.loads(line)
        if waiting and (name != current or len(waiting) >= _CHUNK):
            connection.execute(insert(tables.tables[current]), waiting)
            waiting = []
        current = name
        waiting.append({column: snapshot.value_of(plain) for column, plain in zip(columns[name], values, strict=True)})
        total += 1
    if waiting:
        connection.execute(insert(tables.tables[current]), waiting)
    if connection.dialect.name == "postgresql":
        for table in tables.sorted_tables:
            _advance_sequence(connection, table)
    return total


def _advance_sequence(connection: Connection, table: Table) -> None:
    """Numbers that the database gives out must go on after those that were put back."""
    if "seq" in table.primary_key.columns:
        sequence, last = func.pg_get_serial_sequence(table.name, "seq"), select(func.max(table.c.seq)).scalar_subquery()
        connection.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))


#: What processes note of themselves, anew at each start.
_OF_THE_MOMENT = frozenset({"pulses", "parts"})
