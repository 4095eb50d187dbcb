"""A copy of the vault in one file, encrypted under the key ring; the same on SQLite and PostgreSQL.

The data keys are not in it: they are kept apart, so that what was erased stays erased when a backup is put back.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from domain.errors import BadInput, Conflict
from storage.cipher import lock, new_key, unlock
from storage.tables import metadata
from storage.vault import Vault

_MAGIC = b"luwte-backup-1\n"
_BOUND_TO = "backup"
_CHUNK = 500


def write(vault: Vault) -> bytes:
    """Every row of every table, compressed and encrypted: magic ‖ name of the master key ‖ wrapped key ‖ content."""
    plain = zlib.compress("\n".join(_lines(vault)).encode())
    key = new_key()
    name, wrapped = vault.keys.ring.wrap(key, _BOUND_TO)
    head = json.dumps({"wrapped_by": name, "wrapped": base64.b64encode(wrapped).decode()}).encode()
    return _MAGIC + head + b"\n" + lock(key, plain, _BOUND_TO)


def restore(vault: Vault, raw: bytes, where: str) -> int:
    """Put a backup into an empty vault; returns the number of rows. Raises `BadInput` for a file that is none, `Conflict`
    when the vault holds anything."""
    if not raw.startswith(_MAGIC):
        raise BadInput(where, "this is no backup of luwte, or of another version")
    head, _, locked = raw.removeprefix(_MAGIC).partition(b"\n")
    told = json.loads(head)
    key = vault.keys.ring.unwrap(told["wrapped_by"], base64.b64decode(told["wrapped"]), _BOUND_TO)
    return _put(vault, zlib.decompress(unlock(key, locked, _BOUND_TO)).decode())


def _lines(vault: Vault) -> Iterator[str]:
    with vault.engine.begin() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
                yield json.dumps([table.name, [_plain(value) for value in row]], separators=(",", ":"))


def _put(vault: Vault, lines: str) -> int:
    total = 0
    with vault.engine.begin() as connection:
        for table in metadata.sorted_tables:
            if connection.execute(select(func.count()).select_from(table)).scalar_one():
                raise Conflict("restore into an empty vault: this one holds something already")
        rows: dict[str, list[dict[str, Any]]] = {}
        for line in filter(None, lines.split("\n")):
            name, values = json.loads(line)
            columns = metadata.tables[name].columns
            rows.setdefault(name, []).append({column.name: _value(v) for column, v in zip(columns, values, strict=True)})
        for table in metadata.sorted_tables:
            kept = rows.get(table.name, [])
            for start in range(0, len(kept), _CHUNK):
                connection.execute(insert(table), kept[start : start + _CHUNK])
            total += len(kept)
            if kept and vault.engine.dialect.name == "postgresql":
                _advance_sequence(connection, table)
    return total


def _advance_sequence(connection: Connection, table: Table) -> None:
    """Numbers that the database gives out must go on after those that were put back."""
    if "seq" in table.primary_key.columns:
        sequence = func.pg_get_serial_sequence(table.name, "seq")
        connection.execute(select(func.setval(sequence, select(func.max(table.c.seq)).scalar_subquery())))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"b": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    return {"j": value} if isinstance(value, list | dict) else value


def _value(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "b" in value:
        return base64.b64decode(value["b"])
    return datetime.fromisoformat(value["t"]) if "t" in value else value["j"]
