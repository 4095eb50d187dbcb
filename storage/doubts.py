"""A source turned out to be ill: what was not seen there since its canaries were last well is open again.

History stays: a word of doubt is added to it, and the folds leave out what it is about."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from domain.due import Action, Due
from domain.errors import Unclear
from domain.exposure import Exposure, Scope, Trace
from domain.sighting import Sighting, Verdict, undoubted
from storage import due, exposures, watches
from storage.tables import exposures as exposure_table
from storage.tables import watches as watch_table
from storage.vault import Db

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def cast(db: Db, source: str, version: int, since: datetime | None, now: datetime) -> tuple[int, int]:
    """Reopen the absences after `since` (None: the canaries were never well): of places, which are looked at again now, and
    of scans. Returns how many of each. Casting the same doubt twice changes nothing."""
    return _places(db, source, since or _EVER, now), _scans(db, source, version, since or _EVER, now)


def ask_again(db: Db, source: str, now: datetime) -> int:
    """The source is well again: whoever it told nothing clear is looked for in it now. Returns for how many."""
    unclear = [watch_id for watch_id, verdict, _ in _last_scans(db, source) if verdict is Verdict.UNCLEAR]
    for watch_id in unclear:
        due.bring_forward(db, Due(Action.SCAN, watch_id, now))
    return len(unclear)


def _places(db: Db, source: str, since: datetime, now: datetime) -> int:
    word = Sighting(since, Verdict.UNCLEAR, Unclear.DOUBTED, vantage="canary")
    reopened = 0
    for row in db.connection.execute(select(exposure_table.c.id).where(exposure_table.c.source == source)).all():
        open_again = _resting_on(exposures.get(db, row.id), since)
        if open_again:
            exposures.saw(db, row.id, [(trace, word) for trace in open_again])
            due.bring_forward(db, Due(Action.LOOK, row.id, now))
            reopened += 1
    return reopened


def _resting_on(exposure: Exposure, since: datetime) -> list[Trace]:
    """The traces of which an absence after that moment still counts."""
    return [
        trace
        for trace in exposure.within(Scope.ORIGIN)
        if any(look.verdict is Verdict.ABSENT and look.at > since for look in undoubted(trace.sightings))
    ]


def _scans(db: Db, source: str, version: int, since: datetime, now: datetime) -> int:
    doubtful = [watch_id for watch_id, verdict, at in _last_scans(db, source) if verdict is Verdict.ABSENT and at > since]
    for watch_id in doubtful:
        watches.save_scan(db, watches.get(db, watch_id), now, Verdict.UNCLEAR, Unclear.DOUBTED, version, (), 0)
    return len(doubtful)


def _last_scans(db: Db, source: str) -> list[tuple[str, Verdict, datetime]]:
    """(watch, verdict, when) of every watch of this source that was ever scanned."""
    found = []
    for row in db.connection.execute(select(watch_table.c.id).where(watch_table.c.source == source)).all():
        last = watches.last_scan(db, row.id)
        if last is not None:
            found.append((row.id, last[1], last[0]))
    return found
