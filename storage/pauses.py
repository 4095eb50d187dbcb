"""The employee pauses and resumes; what stood still in between is due again afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update

from domain.due import Action, Due
from domain.errors import Conflict
from domain.pause import Pause
from domain.source import Source
from storage import audit, changes, due, exposures, profiles, takedowns, watches
from storage.tables import pauses
from storage.vault import Db, new_id


def begin(db: Db, profile_id: str, until: datetime | None, by: str, now: datetime) -> None:
    """From now on the door is shut for every purpose that needs a grant. Raises `Conflict` for who has paused already."""
    profiles.enrolled(db, profile_id)
    if current(db, profile_id, now) is not None:
        raise Conflict("this employee has paused already")
    db.connection.execute(insert(pauses).values(id=new_id(), profile_id=profile_id, since=now, until=until))
    changes.note(db, profile_id)
    audit.write(db, now, by, "paused", about=profile_id)
    for watch in watches.of_profile(db, profile_id):
        due.strike(db, watch.id, Action.SCAN)
    for exposure in exposures.all_of(db, profile_id):
        due.strike(db, exposure.id, Action.LOOK)
    if until is not None:
        due.bring_forward(db, Due(Action.REMIND, profile_id, until))


def end(db: Db, profile_id: str, sources: Iterable[Source], by: str, now: datetime) -> None:
    """The employee resumes, and what stood still is due. Raises `NotPermitted` where no consent holds: then `close`."""
    close(db, profile_id, by, now)
    restart(db, profile_id, sources, by, now)


def close(db: Db, profile_id: str, by: str, now: datetime) -> None:
    """The pause ends, and nothing is due because of it."""
    db.connection.execute(update(pauses).where(pauses.c.profile_id == profile_id, _open()).values(ended_at=now))
    changes.note(db, profile_id)
    audit.write(db, now, by, "resumed", about=profile_id)


def over(db: Db, profile_id: str, now: datetime) -> bool:
    """Whether a pause has ended by itself of which nobody knows yet; from now on it is known."""
    where = (pauses.c.profile_id == profile_id, _open(), pauses.c.until.is_not(None), pauses.c.until <= now)
    return bool(db.connection.execute(update(pauses).where(*where).values(ended_at=now)).rowcount)


def current(db: Db, profile_id: str, now: datetime) -> Pause | None:
    return next((one for one in all_of(db, profile_id) if one.holds(now)), None)


def all_of(db: Db, profile_id: str) -> list[Pause]:
    found = db.connection.execute(select(pauses).where(pauses.c.profile_id == profile_id).order_by(pauses.c.since))
    return [Pause(row.since, row.until, row.ended_at) for row in found]


def restart(db: Db, profile_id: str, sources: Iterable[Source], by: str, now: datetime) -> None:
    """Everything that stood still for this employee is due now. Raises `NotPermitted` without consent."""
    watches.watch_profile(db, profile_id, sources, by, now)
    for exposure in exposures.all_of(db, profile_id):
        due.bring_forward(db, Due(Action.LOOK, exposure.id, now))
    for takedown in takedowns.all_of(db, profile_id=profile_id):
        due.bring_forward(db, Due(Action.ASK, takedown.id, now))


def _open() -> ColumnElement[bool]:
    return pauses.c.ended_at.is_(None)
