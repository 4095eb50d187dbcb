"""A confirmation taken back: as long as nothing has left, what rested on it goes, and the evidence goes back to the profile."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from domain.errors import Conflict
from domain.exposure import Exposure
from domain.finding import FiledFinding
from domain.takedown import Event
from storage import captures, due, exposures, rows, takedowns
from storage import tables as t
from storage.vault import Db


def unconfirm(db: Db, filed: FiledFinding, exposure: Exposure) -> None:
    """Raises `Conflict` once a letter was released, or something more rests on the place. The case stays, also an empty one."""
    requests = takedowns.all_of(db, exposure_id=exposure.id)
    if any(request.last(Event.RELEASED) for request in requests):
        raise Conflict("a letter about it was released already")
    if exposures.children(db, exposure.id):
        raise Conflict("more was found that rests on it")
    for request in requests:
        _forget_request(db, request.id)
    _give_back(db, filed, exposure)
    _forget_exposure(db, exposure.id)


def _forget_request(db: Db, takedown_id: str) -> None:
    due.strike(db, takedown_id)
    for table in (t.steps, t.replies):
        db.connection.execute(delete(table).where(table.c.takedown_id == takedown_id))
    db.connection.execute(delete(t.tasks).where(t.tasks.c.thing == takedown_id))
    db.connection.execute(delete(t.takedowns).where(t.takedowns.c.id == takedown_id))


def _give_back(db: Db, filed: FiledFinding, exposure: Exposure) -> None:
    """The capture on which the finding rests is under the profile's key again; what later looks captured goes."""
    sealed = captures.get(db, filed.capture_id)
    key_id = exposure.profile_id
    locked = db.lock(key_id, rows.sealed_to_bytes(sealed), f"capture:{sealed.capture_id}")
    values = {"key_id": key_id, "exposure_id": None, "sealed": locked}
    db.connection.execute(update(t.captures).where(t.captures.c.id == filed.capture_id).values(values))
    looked = select(t.captures.c.id).where(t.captures.c.exposure_id == exposure.id)
    db.connection.execute(delete(t.redactions).where(t.redactions.c.capture_id.in_(looked)))
    db.connection.execute(delete(t.redactions).where(t.redactions.c.capture_id == filed.capture_id))
    db.connection.execute(delete(t.captures).where(t.captures.c.exposure_id == exposure.id))
    # the custody log names the seals: they stay, and belong to no exposure
    db.connection.execute(update(t.seals).where(t.seals.c.exposure_id == exposure.id).values(exposure_id=None))


def _forget_exposure(db: Db, exposure_id: str) -> None:
    due.strike(db, exposure_id)
    traces = select(t.traces.c.id).where(t.traces.c.exposure_id == exposure_id)
    db.connection.execute(delete(t.sightings).where(t.sightings.c.trace_id.in_(traces)))
    for table in (t.traces, t.overrides):
        db.connection.execute(delete(table).where(table.c.exposure_id == exposure_id))
    db.connection.execute(delete(t.tasks).where(t.tasks.c.thing == exposure_id))
    db.connection.execute(delete(t.exposures).where(t.exposures.c.id == exposure_id))
