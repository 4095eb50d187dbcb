"""What an employee asked to be looked for at once, and how far that is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, insert, select

from domain.due import Action
from domain.errors import Conflict
from domain.self_check import Asking, Progress, next_allowed, progress
from domain.source import Source
from storage import audit, due, watches
from storage.tables import self_checks
from storage.vault import Db, new_id


def begin(db: Db, profile_id: str, sources: Iterable[Source], by: str, now: datetime) -> int:
    """Everything is looked at for the first time; returns how many sources are asked. Raises `NotPermitted` without consent."""
    asked = watches.watch_profile(db, profile_id, sources, by, now)
    _keep(db, profile_id, by, now)
    return asked


def again(db: Db, profile_id: str, sources: Iterable[Source], by: str, now: datetime) -> None:
    """Ask the sources once more; sites that are read for all keep their own rhythm. Raises `Conflict` for whoever asks too
    soon, `NotPermitted` without consent."""
    if next_allowed(last(db, profile_id), now) is not None:
        raise Conflict("the sources were asked not long ago")
    watches.watch_profile(db, profile_id, [source for source in sources if source.asks], by, now)
    _keep(db, profile_id, by, now)


def last(db: Db, profile_id: str) -> datetime | None:
    """When this employee last asked."""
    query = select(func.max(self_checks.c.asked_at)).where(self_checks.c.profile_id == profile_id)
    found: datetime | None = db.connection.execute(query).scalar_one()
    return found


def all_of(db: Db, profile_id: str) -> list[datetime]:
    """Every time that this employee asked, oldest first."""
    query = select(self_checks.c.asked_at).where(self_checks.c.profile_id == profile_id).order_by(self_checks.c.asked_at)
    return list(db.connection.execute(query).scalars())


def how_far(db: Db, profile_id: str, now: datetime) -> Progress | None:
    """Of the newest; None where nobody ever asked."""
    asked_at = last(db, profile_id)
    if asked_at is None:
        return None
    asking = [
        Asking(
            watch.source, scan[0] if (scan := watches.last_scan(db, watch.id)) else None, due.noted(db, Action.SCAN, watch.id)
        )
        for watch in watches.of_profile(db, profile_id)
    ]
    return progress(asked_at, asking, now)


def _keep(db: Db, profile_id: str, by: str, now: datetime) -> None:
    db.connection.execute(insert(self_checks).values(id=new_id(), profile_id=profile_id, asked_at=now))
    audit.write(db, now, by, "self-check asked", about=profile_id)
