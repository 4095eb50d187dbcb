"""What is left of a place, or was copied from it, becomes an exposure of its own with its own traces, looks and requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.due import Action, Due
from domain.errors import Conflict
from domain.exposure import Exposure, Kind, Trace
from domain.mention import Place
from storage import audit, due, exposures
from storage.vault import Db, new_id


def link(db: Db, copy: Exposure, of: Exposure, by: str, now: datetime) -> None:
    """A place that was found by itself is a copy of another one of the same employee (i11). Raises `Conflict` where it hangs on
    one already, or that one on it."""
    if copy.profile_id != of.profile_id or copy.parent or copy.id in _origins(db, of):
        raise Conflict("it cannot be a copy of that place")
    exposures.hang(db, copy.id, Kind.COPY, of.id)
    audit.write(db, now, by, "copy linked", about=copy.profile_id)


def unlink(db: Db, copy: Exposure, by: str, now: datetime) -> None:
    """It was no copy. Raises `Conflict` for what was entered as left of that place: it rests on nothing else."""
    if not copy.parent or exposures.finding_of(db, copy.id) == exposures.finding_of(db, copy.parent):
        raise Conflict("it was entered as what is left of that place, and rests on nothing else")
    exposures.hang(db, copy.id, Kind.ORIGIN, None)
    audit.write(db, now, by, "copy unlinked", about=copy.profile_id)


def _origins(db: Db, exposure: Exposure) -> set[str]:
    """The ids of it and of all that it hangs on."""
    known = {exposure.id}
    while exposure.parent:
        exposure = exposures.get(db, exposure.parent)
        known.add(exposure.id)
    return known


def add(db: Db, parent: Exposure, kind: Kind, place: Place, source: str, by: str, now: datetime) -> Exposure:
    """It rests on the finding of the place that it comes from, for the same person confirmed both. Raises `Conflict` for a
    place that is known already."""
    family = [parent, *exposures.children(db, parent.id)]
    if any(one.place.key == place.key for one in family):
        raise Conflict("this place is known already")
    categories = dict.fromkeys(trace.category for trace in parent.traces)
    traces = tuple(Trace(category) for category in categories)
    fresh = replace(parent, id=new_id(), kind=kind, parent=parent.id, accepted_at=None)
    child = replace(fresh, source=source, place=place, found_at=now, confirmed_at=now, traces=traces)
    exposures.keep(db, child, exposures.finding_of(db, parent.id))
    due.note(db, Due(Action.LOOK, child.id, now))
    audit.write(db, now, by, "residue added", about=parent.profile_id, detail=kind.value)
    return child
