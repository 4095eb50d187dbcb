"""Where a place is gone: from here alone, or everywhere (i8). What was seen to be gone for Europe only is not gone; beyond it a
person looks, and each of those looks counts like any other."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert

from domain.due import Action, Due
from domain.errors import Conflict
from domain.exposure import Exposure, Scope
from domain.sighting import Presence, Sighting, Verdict
from domain.task import OWNER, TaskKind
from storage import audit, due, exposures, tasks
from storage.tables import traces
from storage.vault import Db, new_id

#: How soon a person looks there for the first time, and again after an absence that is not proven yet.
_FIRST, _AGAIN = timedelta(days=1), timedelta(days=7)


def widen(db: Db, exposure: Exposure, scope: Scope, by: str, now: datetime) -> Exposure:
    """It is gone from here alone, or may be: it counts as gone no more before it is gone in this scope too. Raises `Conflict`
    for a scope that it has."""
    if exposure.within(scope):
        raise Conflict("it is looked at from there already")
    for category in dict.fromkeys(trace.category for trace in exposure.traces):
        values = {"exposure_id": exposure.id, "category": category.value, "scope": scope.value}
        db.connection.execute(insert(traces).values(id=new_id(), **values))
    audit.write(db, now, by, "scope added", about=exposure.profile_id, detail=scope.value)
    _owe(db, exposure, scope, now, _FIRST)
    return exposures.saw(db, exposure.id, [])


def narrow(db: Db, exposure: Exposure, scope: Scope, by: str, now: datetime) -> Exposure:
    """It was noted by mistake. Raises `Conflict` once anybody looked from there: then looks alone close it, as anywhere."""
    found = exposure.within(scope)
    if scope is Scope.ORIGIN or not found or any(trace.sightings for trace in found):
        raise Conflict("somebody looked from there: only further looks can tell that it is gone there too")
    db.connection.execute(delete(traces).where(traces.c.exposure_id == exposure.id, traces.c.scope == scope.value))
    audit.write(db, now, by, "scope taken back", about=exposure.profile_id, detail=scope.value)
    _done(db, exposure, scope, by, now, "not-needed")
    return _followed(db, exposures.saw(db, exposure.id, []), now)


def saw(db: Db, exposure: Exposure, scope: Scope, look: Sighting, by: str) -> Exposure:
    """A person looked from there. What it means for the requests, the next look of luwte's own makes out: it is due at once."""
    found = exposure.within(scope)
    if not found or (scope is Scope.ORIGIN and not wants_person(exposure)):
        raise Conflict("luwte looks from there itself, or nobody noted that it is to be looked at from there")
    after = exposures.saw(db, exposure.id, [(trace, look) for trace in found])
    audit.write(db, look.at, by, "looked by hand", about=exposure.profile_id, detail=scope.value)
    _done(db, exposure, scope, by, look.at, "done")
    if scope is not Scope.ORIGIN and any(trace.standing.presence is not Presence.GONE for trace in after.within(scope)):
        _owe(db, after, scope, look.at, _AGAIN)
    return _followed(db, after, look.at)


def wants_person(exposure: Exposure) -> bool:
    """Whether luwte's own newest look could not tell: then a person may."""
    looks = [trace.sightings[-1] for trace in exposure.within(Scope.ORIGIN) if trace.sightings]
    return any(look.verdict is Verdict.UNCLEAR for look in looks)


def _owe(db: Db, exposure: Exposure, scope: Scope, now: datetime, within: timedelta) -> None:
    mark = f"{scope.value} {now:%Y%m%d%H%M}"
    if tasks.open_task(db, TaskKind.LOOK_BEYOND, exposure.id, exposure.profile_id, now, now + within, mark=mark):
        due.bring_forward(db, Due(Action.TELL, OWNER[TaskKind.LOOK_BEYOND].value, now))


def _done(db: Db, exposure: Exposure, scope: Scope, by: str, now: datetime, outcome: str) -> None:
    for task in tasks.waiting(db, thing=exposure.id):
        from_here = scope is Scope.ORIGIN and task.kind is TaskKind.CHECK_BY_HAND
        if from_here or (task.kind is TaskKind.LOOK_BEYOND and task.mark.startswith(scope.value)):
            tasks.close(db, task.id, by, now, outcome)


def _followed(db: Db, exposure: Exposure, now: datetime) -> Exposure:
    due.bring_forward(db, Due(Action.LOOK, exposure.id, now))
    return exposure
