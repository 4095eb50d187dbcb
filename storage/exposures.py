"""Exposures, their traces and every look at them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from domain.errors import NotFound
from domain.exposure import Exposure, Kind, Outcome, Trace
from domain.hook import HookEvent
from domain.sighting import Sighting
from storage import rows, webhooks
from storage.tables import exposures, sightings, traces
from storage.vault import Db, new_id


def keep(db: Db, exposure: Exposure, finding_id: str) -> None:
    """A new exposure, with the sightings its traces already have."""
    db.connection.execute(
        insert(exposures).values(
            id=exposure.id,
            profile_id=exposure.profile_id,
            case_id=exposure.case_id,
            finding_id=finding_id,
            source=exposure.source,
            sealed=db.lock(exposure.case_id, rows.place_to_bytes(exposure.place), f"exposure:{exposure.id}"),
            found_at=exposure.found_at,
            confirmed_at=exposure.confirmed_at,
            outcome=exposure.outcome.value,
            kind=exposure.kind.value,
            parent_id=exposure.parent or None,
        )
    )
    for trace in exposure.traces:
        trace_id = new_id()
        values = {"exposure_id": exposure.id, "category": trace.category.value, "scope": trace.scope}
        db.connection.execute(insert(traces).values(id=trace_id, **values))
        for look in trace.sightings:
            db.connection.execute(insert(sightings).values(rows.sighting_values(trace_id, look)))


def get(db: Db, exposure_id: str) -> Exposure:
    row = db.connection.execute(select(exposures).where(exposures.c.id == exposure_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such exposure")
    return _read(db, row)


def all_of(db: Db, profile_id: str = "") -> list[Exposure]:
    """Every exposure, or those of one profile, oldest first."""
    query = select(exposures).order_by(exposures.c.confirmed_at, exposures.c.id)
    found = db.connection.execute(query.where(exposures.c.profile_id == profile_id) if profile_id else query).all()
    return [_read(db, row) for row in found]


def finding_of(db: Db, exposure_id: str) -> str:
    """The id of the finding that this exposure rests on."""
    found: str = db.connection.execute(select(exposures.c.finding_id).where(exposures.c.id == exposure_id)).scalar_one()
    return found


def of_finding(db: Db, finding_id: str) -> Exposure | None:
    """The exposure that rests on this finding, if it was confirmed; not what is left of it, which rests on it too."""
    found = db.connection.execute(select(exposures).where(exposures.c.finding_id == finding_id)).all()
    known = {row.id for row in found}
    first = next((row for row in found if row.parent_id not in known), None)
    return None if first is None else _read(db, first)


def children(db: Db, exposure_id: str) -> list[Exposure]:
    """What is left or copied of it elsewhere, oldest first."""
    query = select(exposures).where(exposures.c.parent_id == exposure_id).order_by(exposures.c.confirmed_at, exposures.c.id)
    return [_read(db, row) for row in db.connection.execute(query).all()]


def hang(db: Db, exposure_id: str, kind: Kind, parent_id: str | None) -> None:
    """What it is to the one it comes from; None: it comes from none."""
    values = {"kind": kind.value, "parent_id": parent_id}
    db.connection.execute(update(exposures).where(exposures.c.id == exposure_id).values(values))


def accept(db: Db, exposure_id: str, now: datetime | None) -> None:
    """Accepted as lawful (i12); None: open again."""
    db.connection.execute(update(exposures).where(exposures.c.id == exposure_id).values(accepted_at=now))


def saw(db: Db, exposure_id: str, looks: Iterable[tuple[Trace, Sighting]]) -> Exposure:
    """Add one look to each trace named; returns the exposure as it stands then."""
    for trace, look in looks:
        where = (traces.c.exposure_id == exposure_id, traces.c.category == trace.category.value, traces.c.scope == trace.scope)
        trace_id = db.connection.execute(select(traces.c.id).where(*where)).scalar_one()
        db.connection.execute(insert(sightings).values(rows.sighting_values(trace_id, look)))
    now = get(db, exposure_id)
    before = db.connection.execute(select(exposures.c.outcome).where(exposures.c.id == exposure_id)).scalar_one()
    if before != now.outcome.value:
        webhooks.tell(db, HookEvent.EXPOSURE, exposure_id, now.last_look)
    index = {"outcome": now.outcome.value, "reappearances": now.reappearances}
    db.connection.execute(update(exposures).where(exposures.c.id == exposure_id).values(index))
    return now


def last_seen(db: Db, exposure_id: str) -> datetime:
    return get(db, exposure_id).last_look


def count(db: Db, outcome: Outcome | None = None) -> int:
    query = select(func.count()).select_from(exposures)
    return int(db.connection.execute(query.where(exposures.c.outcome == outcome.value) if outcome else query).scalar_one())


def reappeared(db: Db) -> int:
    """How often something that was gone came back."""
    return int(db.connection.execute(select(func.coalesce(func.sum(exposures.c.reappearances), 0))).scalar_one())


def _read(db: Db, row: Row[Any]) -> Exposure:
    found = db.connection.execute(
        select(traces).where(traces.c.exposure_id == row.id).order_by(traces.c.category, traces.c.scope)
    ).all()
    kept = []
    for trace in found:
        looks = db.connection.execute(select(sightings).where(sightings.c.trace_id == trace.id).order_by(sightings.c.seq))
        kept.append(rows.trace(trace, tuple(rows.sighting(look) for look in looks)))
    place = rows.place_from_bytes(db.unlock(row.case_id, row.sealed, f"exposure:{row.id}"))
    dates = (row.found_at, row.confirmed_at)
    named = (row.id, row.profile_id, row.case_id, row.source, place, *dates, tuple(kept))
    return Exposure(*named, kind=Kind(row.kind), parent=row.parent_id or "", accepted_at=row.accepted_at)
