"""What will be scanned, when and for whom; and afterwards, what was. Read from watches, diary and scans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.coverage import Coverage, Scanned, coverage
from domain.due import Action
from domain.sighting import Verdict
from domain.watch import Coming, Watch, next_scan, plan
from storage import due, flare_ups, watches
from storage.tables import scans
from storage.tables import watches as watch_table
from storage.vault import Db


@dataclass(frozen=True, slots=True)
class Planned:
    """A scan to come: of which watch, when, and because of what."""

    watch: Watch
    coming: Coming


def of_profile(db: Db, profile_id: str, since: datetime, until: datetime) -> list[Planned]:
    """Every scan that is due for this person from `since` until `until` (outside), the sites that are read for all
    included, if each takes place when it is due; soonest first."""
    found = [
        Planned(watch, coming)
        for watch in (*watches.of_profile(db, profile_id), *_sites(db))
        for coming in _coming(db, watch, since, until)
    ]
    return sorted(found, key=lambda one: (one.coming.at, one.watch.source))


def covered(db: Db, profile_id: str, since: datetime, until: datetime) -> list[Coverage]:
    """For each source that is watched for this person: what was looked at in that time, and what could not be."""
    return [
        coverage(watch.source, _scanned(db, watch.id, since, until), since, until)
        for watch in sorted((*watches.of_profile(db, profile_id), *_sites(db)), key=lambda one: one.source)
    ]


def _coming(db: Db, watch: Watch, since: datetime, until: datetime) -> Iterator[Coming]:
    noted = due.noted(db, Action.SCAN, watch.id)
    if noted is None:
        return iter(())
    last = watches.last_scan(db, watch.id)
    known = flare_ups.shaping(db, watch.profile_id, last[0] if last else noted)
    first = next_scan(watch, last[0], known) if last else Coming(noted)
    # the diary has the last word: somebody may have asked for a scan at once
    return plan(watch, first if first.at == noted else Coming(noted), known, since, until)


def _sites(db: Db) -> list[Watch]:
    ids = db.connection.execute(select(watch_table.c.id).where(watch_table.c.profile_id.is_(None))).scalars().all()
    return [watches.get(db, one) for one in ids]


def _scanned(db: Db, watch_id: str, since: datetime, until: datetime) -> list[Scanned]:
    query = select(scans).where(scans.c.watch_id == watch_id, scans.c.at >= since, scans.c.at < until)
    return [Scanned(row.at, Verdict(row.verdict), row.reason, row.pages, row.findings) for row in db.connection.execute(query)]
