"""Places that were told by telephone: captured as soon as possible, and judged like any other finding."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select, update

from domain.due import Action, Due
from domain.errors import NotFound
from storage import due
from storage.tables import told
from storage.vault import Db, new_id


def keep(db: Db, profile_id: str, url: str, by: str, now: datetime) -> str:
    """Keep the address, and capture it now. Returns the report's id."""
    report_id = new_id()
    sealed = db.lock(profile_id, url.encode(), f"report:{report_id}")
    values = {"id": report_id, "profile_id": profile_id, "sealed": sealed, "at": now, "by": by, "outcome": ""}
    db.connection.execute(insert(told).values(values))
    due.note(db, Due(Action.CAPTURE, report_id, now))
    return report_id


def get(db: Db, report_id: str) -> tuple[str, str, datetime]:
    """Whose it is, the address, and when it was told. Raises `NotFound`."""
    row = db.connection.execute(select(told).where(told.c.id == report_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such report")
    return row.profile_id, db.unlock(row.profile_id, row.sealed, f"report:{row.id}").decode(), row.at


def ended(db: Db, report_id: str, outcome: str) -> None:
    db.connection.execute(update(told).where(told.c.id == report_id).values(outcome=outcome))


def of_profile(db: Db, profile_id: str) -> list[tuple[str, datetime, str]]:
    """(id, when told, what came of it), oldest first."""
    found = db.connection.execute(select(told).where(told.c.profile_id == profile_id).order_by(told.c.at, told.c.id))
    return [(row.id, row.at, row.outcome) for row in found]
