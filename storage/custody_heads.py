"""The custody logs of all cases at once, and what was stamped of them day by day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from domain.evidence import CustodyLine
from storage import rows
from storage.tables import custody, custody_heads
from storage.vault import Db


def logs(db: Db) -> dict[str, tuple[CustodyLine, ...]]:
    """Every case's log, erased cases' too, oldest line first."""
    found: dict[str, list[CustodyLine]] = {}
    for row in db.connection.execute(select(custody).order_by(custody.c.case_id, custody.c.seq)):
        found.setdefault(row.case_id, []).append(rows.custody_from_bytes(row.line))
    return {case_id: tuple(lines) for case_id, lines in found.items()}


def keep(db: Db, at: datetime, document: bytes, signature: bytes, token: bytes | None) -> None:
    values = {"at": at, "document": document, "signature": signature, "token": token}
    db.connection.execute(insert(custody_heads).values(values))


def newest(db: Db) -> tuple[bytes, bytes | None] | None:
    """(document, token) of the last day that an authority stamped."""
    query = select(custody_heads).where(custody_heads.c.token.is_not(None)).order_by(custody_heads.c.seq.desc()).limit(1)
    row = db.connection.execute(query).one_or_none()
    return (row.document, row.token) if row else None
