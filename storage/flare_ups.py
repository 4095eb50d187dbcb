"""What stands in the flare-up calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, or_, select

from domain.errors import NotFound
from domain.flare_up import LONGEST, FlareUp, FlareUpKind, Rhythm
from storage.tables import flare_ups
from storage.vault import Db


def get(db: Db, profile_id: str, flare_up_id: str) -> FlareUp:
    """Raises `NotFound`, also for one of somebody else."""
    query = select(flare_ups).where(flare_ups.c.id == flare_up_id, flare_ups.c.profile_id == profile_id)
    row = db.connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("there is no such flare-up")
    return _flare_up(row)


def of_profile(db: Db, profile_id: str) -> list[FlareUp]:
    """All of them, called off or past ones too."""
    query = select(flare_ups).where(flare_ups.c.profile_id == profile_id).order_by(flare_ups.c.starts, flare_ups.c.id)
    return [_flare_up(row) for row in db.connection.execute(query)]


def by_uid(db: Db, profile_id: str, uid: str) -> FlareUp | None:
    """The one that came from this event of a calendar file, for this employee."""
    where = (flare_ups.c.profile_id == profile_id, flare_ups.c.uid_index == uid_index(db, uid))
    row = db.connection.execute(select(flare_ups).where(*where).limit(1)).one_or_none()
    return None if row is None else _flare_up(row)


def uid_index(db: Db, uid: str) -> str:
    """Recognises an event that comes again; its name may name somebody, so it is not kept."""
    return db.index(f"ics:{uid}")


def shaping(db: Db, profile_id: str | None, at: datetime) -> list[FlareUp]:
    """Those that can still ask for scans after this moment: of one profile, or, for a site that is read for all,
    of everybody."""
    alive = or_(flare_ups.c.yearly, flare_ups.c.ends > at - LONGEST)
    query = select(flare_ups).where(flare_ups.c.cancelled_at.is_(None), alive)
    if profile_id is not None:
        query = query.where(flare_ups.c.profile_id == profile_id)
    return [_flare_up(row) for row in db.connection.execute(query.order_by(flare_ups.c.starts))]


def _flare_up(row: Row[Any]) -> FlareUp:
    cadence, lead, tail = (timedelta(seconds=one) for one in (row.cadence_seconds, row.lead_seconds, row.tail_seconds))
    return FlareUp(
        row.id, row.profile_id, FlareUpKind(row.kind), row.starts, row.ends, Rhythm(cadence, lead, tail), row.yearly,
        row.cancelled_at,
    )  # fmt: skip
