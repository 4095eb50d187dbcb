"""Every row of a database at one moment, as lines that are the same on SQLite and PostgreSQL; others write on meanwhile."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, MetaData, String, Table, UniqueConstraint, select

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class TableDigest:
    """How many rows a table has, and SHA-256 over their lines."""

    table: str
    rows: int
    digest: str


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one moment, and in which nobody waits for us."""
    options: dict[str, Any] = {"snapshot": True} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def lines(connection: Connection, metadata: MetaData) -> Iterator[tuple[str, str]]:
    """(table, line) of every row; tables so that none points at one that comes later, rows by their key."""
    for table in metadata.sorted_tables:
        query = select(table).order_by(*_key(connection, table)).execution_options(yield_per=_AT_ONCE)
        for row in connection.execute(query):
            values = [table.name, [_plain(value) for value in row]]
            yield table.name, json.dumps(values, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def digests(engine: Engine, metadata: MetaData) -> list[TableDigest]:
    """Of every table, in the order of their names: two databases that hold the same have the same."""
    found = {table.name: (0, hashlib.sha256()) for table in metadata.sorted_tables}
    with reading(engine) as connection:
        for table, line in lines(connection, metadata):
            rows, digest = found[table]
            digest.update(line.encode() + b"\n")
            found[table] = rows + 1, digest
    return [TableDigest(table, rows, digest.hexdigest()) for table, (rows, digest) in sorted(found.items())]


def value_of(plain: Any) -> Any:
    """The reverse of what a line holds for one value."""
    if not isinstance(plain, dict):
        return plain
    if "b" in plain:
        return base64.b64decode(plain["b"])
    return datetime.fromisoformat(plain["t"]) if "t" in plain else plain["j"]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"b": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime):
        return {"t": value.astimezone(UTC).isoformat()}
    return {"j": value} if isinstance(value, list | dict) else value


def _key(connection: Connection, table: Table) -> list[ColumnElement[Any]]:
    """In the order of bytes, whatever language the database sorts in."""
    columns = list(table.primary_key.columns)
    if not columns:
        unique = next(one for one in table.constraints if isinstance(one, UniqueConstraint))
        columns = list(unique.columns)
    if connection.dialect.name != "postgresql":
        return list(columns)
    return [column.collate("C") if isinstance(column.type, String) else column for column in columns]
