"""Which steps of the checklist an employee says they have taken."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from storage.once import insert_once
from storage.tables import checklist
from storage.vault import Db


def tick(db: Db, profile_id: str, step: str, now: datetime) -> None:
    """Taken; safe to repeat."""
    insert_once(db, checklist, {"profile_id": profile_id, "step": step, "done_at": now})


def untick(db: Db, profile_id: str, step: str) -> None:
    db.connection.execute(delete(checklist).where(checklist.c.profile_id == profile_id, checklist.c.step == step))


def ticked(db: Db, profile_id: str) -> dict[str, datetime]:
    """Each step taken, and when."""
    found = db.connection.execute(select(checklist).where(checklist.c.profile_id == profile_id).order_by(checklist.c.step))
    return {row.step: row.done_at for row in found}
