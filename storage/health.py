"""Whether a source can be read today; an absence counts only while it can."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from domain.errors import Unclear
from storage.once import insert_once
from storage.tables import source_health
from storage.vault import Db


@dataclass(frozen=True, slots=True)
class Health:
    source: str
    version: int
    healthy: bool
    reason: str
    checked_at: datetime
    good_at: datetime | None


def note(db: Db, source: str, version: int, reason: Unclear | None, now: datetime, *, canary: bool = True) -> None:
    """What the newest check or scan of a source said: no reason means healthy. Only its canaries (`canary`) say when it was
    last known to be well; a look at one place does not."""
    values = {"version": version, "healthy": reason is None, "reason": reason.value if reason else "", "checked_at": now}
    if reason is None and canary:
        values["good_at"] = now
    if not insert_once(db, source_health, {"source": source, **values}):
        db.connection.execute(update(source_health).where(source_health.c.source == source).values(values))


def of(db: Db, source: str) -> Health | None:
    return next((one for one in all_sources(db) if one.source == source), None)


def all_sources(db: Db) -> list[Health]:
    found = db.connection.execute(select(source_health).order_by(source_health.c.source))
    return [Health(row.source, row.version, row.healthy, row.reason, row.checked_at, row.good_at) for row in found]
