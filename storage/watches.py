"""Which sources are watched for whom, in which flare-ups, and what each scan came to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, insert, select

from domain.due import Action, Due, scan_due
from domain.errors import NotFound, Unclear
from domain.profile import IdentifierKind, Purpose
from domain.sighting import Verdict
from domain.source import Source
from domain.watch import Watch
from storage import due, flare_ups, profiles
from storage.once import insert_once
from storage.tables import disclosures, pages, scans, watches
from storage.vault import Db, new_id


def watch_profile(db: Db, profile_id: str, sources: Iterable[Source], by: str, now: datetime) -> int:
    """A search watch for each source that must be asked for somebody, due now; the sites are due anew, since there is one
    more to look for. Returns how many search watches there are. `awaited`: a person waits for what they say; sites take their
    time. Raises `NotPermitted` without consent."""
    profiles.require(db, Purpose.SCAN, profile_id, now, by)
    asked = 0
    for source in sources:
        watch_id = _watch(db, source, profile_id if source.asks else None)
        due.bring_forward(db, Due(Action.SCAN, watch_id, now, awaited=source.asks))
        asked += source.asks
    return asked


def watch_sites(db: Db, sources: Iterable[Source], now: datetime) -> None:
    """A site watch for each site. One of which nothing is due is due now: it is new, or was switched off for a while."""
    for source in sources:
        if not source.asks:
            watch_id = _watch(db, source, None)
            if due.noted(db, Action.SCAN, watch_id) is None:
                due.note(db, Due(Action.SCAN, watch_id, now))


def _watch(db: Db, source: Source, profile_id: str | None) -> str:
    # The one watch of a site has one name, so that two clocks cannot make two of it.
    watch_id = new_id() if profile_id else db.index(f"site watch:{source.slug}")[:32]
    cadence = int(timedelta(days=source.cadence_days).total_seconds())
    values = {"id": watch_id, "source": source.slug, "profile_id": profile_id, "cadence_seconds": cadence}
    insert_once(db, watches, values)
    same = watches.c.profile_id.is_(None) if profile_id is None else watches.c.profile_id == profile_id
    return str(db.connection.execute(select(watches.c.id).where(watches.c.source == source.slug, same)).scalar_one())


def get(db: Db, watch_id: str) -> Watch:
    row = db.connection.execute(select(watches).where(watches.c.id == watch_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such watch")
    return Watch(row.id, row.source, row.profile_id, timedelta(seconds=row.cadence_seconds))


def of_profile(db: Db, profile_id: str) -> list[Watch]:
    found = db.connection.execute(select(watches).where(watches.c.profile_id == profile_id).order_by(watches.c.source))
    return [Watch(row.id, row.source, row.profile_id, timedelta(seconds=row.cadence_seconds)) for row in found]


def last_scan(db: Db, watch_id: str) -> tuple[datetime, Verdict, str] | None:
    """When this watch was last scanned, and what came of it."""
    query = select(scans).where(scans.c.watch_id == watch_id).order_by(scans.c.at.desc()).limit(1)
    row = db.connection.execute(query).one_or_none()
    return None if row is None else (row.at, Verdict(row.verdict), row.reason)


def save_scan(
    db: Db,
    watch: Watch,
    at: datetime,
    verdict: Verdict,
    reason: Unclear | None,
    version: int,
    looked_at: Iterable[tuple[str, str, str]],
    found: int,
) -> Due:
    """Keep what a scan came to. `looked_at`: (place, digest of the body, verdict) of each page, kept as keyed digests only:
    luwte has no register of strangers. Returns when the next scan is due."""
    scan_id = new_id()
    seen = list(looked_at)
    values = {"verdict": verdict.value, "reason": reason.value if reason else "", "source_version": version}
    db.connection.execute(insert(scans).values(id=scan_id, watch_id=watch.id, at=at, pages=len(seen), findings=found, **values))
    if seen:
        db.connection.execute(
            insert(pages),
            [
                {"id": new_id(), "scan_id": scan_id, "place_index": db.index(p), "digest": db.index(d), "verdict": v}
                for p, d, v in seen
            ],
        )
    return scan_due(watch, at, flare_ups.shaping(db, watch.profile_id, at))


def disclose(db: Db, profile_id: str, source: str, kinds: Iterable[IdentifierKind], purpose: Purpose, at: datetime) -> None:
    """Log that a query told a source these kinds of identifier."""
    told = sorted(kind.value for kind in kinds)
    values = {"id": new_id(), "profile_id": profile_id, "source": source, "kinds": told, "purpose": purpose.value, "at": at}
    db.connection.execute(insert(disclosures).values(values))


def disclosed(db: Db, profile_id: str) -> list[tuple[datetime, str, tuple[str, ...]]]:
    """(when, source, kinds of identifier), newest first."""
    query = select(disclosures).where(disclosures.c.profile_id == profile_id).order_by(disclosures.c.at.desc())
    return [(row.at, row.source, tuple(row.kinds)) for row in db.connection.execute(query)]


def pages_looked_at(db: Db) -> int:
    """How many pages all scans together looked at."""
    return int(db.connection.execute(select(func.count()).select_from(pages)).scalar_one())
