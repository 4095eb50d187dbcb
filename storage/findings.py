"""Findings and what was judged of them. The identity of a finding is profile and place, never its content."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from domain.errors import Conflict, NotFound
from domain.finding import FiledFinding, Finding, Judgement, Opinion
from domain.hook import HookEvent
from domain.mention import Place
from domain.profile import Purpose
from domain.risk import dangers, rank
from storage import audit, profiles, queue, rows, webhooks
from storage.tables import captures, findings, judgements
from storage.vault import Db, new_id

#: How long whoever judged may take it back: long enough to see the slip, too short for anything to rest on it.
UNDO_WITHIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Listed:
    """That something was found, when, and what was judged of it."""

    id: str
    found_at: datetime
    opinion: Opinion | None


def file(db: Db, finding: Finding, source: str, capture_id: str, found_at: datetime, excerpt: str, by: str) -> bool:
    """Keep a finding; True if it is new. The same place again replaces what is said of it, unless it was judged
    already. Raises `NotPermitted` without consent."""
    profiles.require(db, Purpose.SCAN, finding.profile_id, found_at, by)
    place_index = db.index(finding.place.key)
    where = (findings.c.profile_id == finding.profile_id, findings.c.place_index == place_index)
    known = db.connection.execute(select(findings).where(*where)).one_or_none()
    finding_id = known.id if known else new_id()
    values = {
        "capture_id": capture_id,
        "grade": finding.grade.value,
        "score": finding.score,
        "risk": rank(dangers(finding, excerpt, threatened=queue.threatened(db, finding.profile_id))),
        "sealed": db.lock(finding.profile_id, rows.finding_to_bytes(finding, excerpt), f"finding:{finding_id}"),
    }
    if known is None:
        new = {"id": finding_id, "profile_id": finding.profile_id, "place_index": place_index, "source": source}
        db.connection.execute(insert(findings).values(**new, **values, found_at=found_at))
        webhooks.tell(db, HookEvent.FINDING, finding_id, found_at)
    elif not known.opinion:
        db.connection.execute(update(findings).where(findings.c.id == finding_id).values(**values))
        db.connection.execute(delete(captures).where(captures.c.id == known.capture_id))
    return known is None


def wants(db: Db, finding: Finding, now: datetime, by: str) -> bool:
    """Whether `file` would change anything: not where the place was judged already, nor where nothing new is said. Raises
    `NotPermitted` if consent has gone meanwhile."""
    profiles.require(db, Purpose.SCAN, finding.profile_id, now, by)
    where = (findings.c.profile_id == finding.profile_id, findings.c.place_index == db.index(finding.place.key))
    known = db.connection.execute(select(findings).where(*where)).one_or_none()
    if known is None:
        return True
    graded_anew = known.grade != finding.grade.value  # a calibration came in between
    return not known.opinion and (graded_anew or _read(db, known).finding.signals != finding.signals)


def get(db: Db, finding_id: str) -> FiledFinding:
    row = db.connection.execute(select(findings).where(findings.c.id == finding_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such finding")
    return _read(db, row)


def of_profile(db: Db, profile_id: str) -> list[FiledFinding]:
    found = db.connection.execute(select(findings).where(findings.c.profile_id == profile_id).order_by(findings.c.found_at))
    return [_read(db, row) for row in found.all()]


def at_places(db: Db, profile_id: str, places: Iterable[Place]) -> list[FiledFinding]:
    """What was found about this employee at exactly these places."""
    known = [db.index(place.key) for place in places]
    where = (findings.c.profile_id == profile_id, findings.c.place_index.in_(known))
    return [_read(db, row) for row in db.connection.execute(select(findings).where(*where).order_by(findings.c.found_at)).all()]


def at_source(db: Db, profile_id: str, source: str, limit: int = 20) -> list[Listed]:
    """What was found about this employee at one source, newest first; without its content."""
    columns = (findings.c.id, findings.c.found_at, findings.c.opinion)
    where = (findings.c.profile_id == profile_id, findings.c.source == source)
    query = select(*columns).where(*where).order_by(findings.c.found_at.desc()).limit(limit)
    return [Listed(row.id, row.found_at, Opinion(row.opinion) if row.opinion else None) for row in db.connection.execute(query)]


def confirmed(db: Db, of: Collection[str]) -> list[FiledFinding]:
    """The confirmed findings of these profiles."""
    found = db.connection.execute(select(findings).where(findings.c.opinion == Opinion.CONFIRMED.value).order_by(findings.c.id))
    return [_read(db, row) for row in found.all() if row.profile_id in of]


def judge(db: Db, finding_id: str, judgement: Judgement) -> None:
    """Add a judgement. Raises `Conflict` once a finding is confirmed: then an exposure rests on it."""
    # Whoever judges it at the same moment comes after us, and sees what we said.
    query = select(findings.c.opinion).where(findings.c.id == finding_id).with_for_update()
    row = db.connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("there is no such finding")
    if row.opinion == Opinion.CONFIRMED.value:
        raise Conflict("this finding was confirmed already")
    values = {"opinion": judgement.opinion.value, "by": judgement.by, "at": judgement.at, "reason": judgement.reason}
    db.connection.execute(insert(judgements).values(id=new_id(), finding_id=finding_id, **values))
    db.connection.execute(update(findings).where(findings.c.id == finding_id).values(opinion=judgement.opinion.value))


def last_judgement(db: Db, finding_id: str) -> Judgement | None:
    """The newest word on it, without its content."""
    query = select(judgements).where(judgements.c.finding_id == finding_id).order_by(judgements.c.at.desc()).limit(1)
    row = db.connection.execute(query).one_or_none()
    return None if row is None else rows.judgement(row)


def take_back(db: Db, finding_id: str, by: str, now: datetime) -> Judgement:
    """Undo the newest judgement, which must be one's own and of a moment ago; returns it. What was judged before it counts
    again. Raises `Conflict`. The audit remembers that there was one."""
    where = (judgements.c.finding_id == finding_id,)
    newest = db.connection.execute(select(judgements).where(*where).order_by(judgements.c.at.desc()).limit(2)).all()
    if not newest or newest[0].by != by or newest[0].at < now - UNDO_WITHIN:
        raise Conflict("only whoever judged it a moment ago can take that back")
    db.connection.execute(delete(judgements).where(judgements.c.id == newest[0].id))
    before = newest[1].opinion if len(newest) > 1 else ""
    db.connection.execute(update(findings).where(findings.c.id == finding_id).values(opinion=before))
    taken = rows.judgement(newest[0])
    about = db.connection.execute(select(findings.c.profile_id).where(findings.c.id == finding_id)).scalar_one()
    audit.write(db, now, by, "judgement taken back", purpose=Purpose.REVIEW.value, about=about, detail=taken.opinion.value)
    return taken


def count(db: Db, opinion: Opinion | None = None) -> int:
    """All findings, or those last judged so."""
    query = select(func.count()).select_from(findings)
    return int(db.connection.execute(query.where(findings.c.opinion == opinion.value) if opinion else query).scalar_one())


def _read(db: Db, row: Row[Any]) -> FiledFinding:
    judged = db.connection.execute(select(judgements).where(judgements.c.finding_id == row.id).order_by(judgements.c.at))
    plain = db.unlock(row.profile_id, row.sealed, f"finding:{row.id}")
    return rows.filed_finding(row, plain, tuple(rows.judgement(judgement) for judgement in judged))
