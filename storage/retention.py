"""Takes away what is past its time: findings that were dismissed or never judged, mail that was about nothing, sessions that
idled out, duties long over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from domain.finding import Opinion
from domain.retention import Retention
from storage import attempts, audit, duties, replies, webhooks
from storage.queue import OPEN
from storage.tables import audit as lines
from storage.tables import captures, findings, judgements, profiles, seals, sessions
from storage.vault import Db

#: How the audit calls a run.
RAN = "retention"


@dataclass(frozen=True, slots=True)
class Report:
    """When retention last ran; how many profiles, and how many cases' evidence, were erased until now; how many who withdrew
    are not erased yet, and since when the first of them waits."""

    ran_at: datetime | None
    profiles_erased: int
    evidence_erased: int
    waiting: int
    waiting_since: datetime | None


def purge(db: Db, periods: Retention, now: datetime) -> int:
    """Returns how many findings went. What a confirmed exposure rests on stays."""
    dismissed = (findings.c.opinion == Opinion.DISMISSED.value) & (findings.c.found_at < now - periods.dismissed_finding)
    unjudged = findings.c.opinion.in_(OPEN) & (findings.c.found_at < now - periods.unjudged_finding)
    gone = db.connection.execute(select(findings.c.id, findings.c.capture_id).where(dismissed | unjudged)).all()
    finding_ids, capture_ids = [row.id for row in gone], [row.capture_id for row in gone]
    db.connection.execute(delete(judgements).where(judgements.c.finding_id.in_(finding_ids)))
    db.connection.execute(delete(findings).where(findings.c.id.in_(finding_ids)))
    still_used = select(findings.c.capture_id).where(findings.c.capture_id.in_(capture_ids))
    going = (captures.c.id.in_(capture_ids), captures.c.id.not_in(still_used))
    db.connection.execute(delete(seals).where(seals.c.capture_id.in_(select(captures.c.id).where(*going))))
    db.connection.execute(delete(captures).where(*going))
    idle = db.connection.execute(delete(sessions).where(sessions.c.seen_at < now - timedelta(days=1))).rowcount
    mail = replies.forget(db, now - periods.dismissed_finding)
    duties.forget(db, now - periods.incident)
    webhooks.sweep(db, now)
    attempts.sweep(db, now)
    # Also of a run in which nothing went: that it ran is what somebody has to be able to see.
    audit.write(db, now, "luwte", RAN, detail=f"{len(finding_ids)} findings, {mail} messages, {idle} sessions")
    return len(finding_ids)


def report(db: Db) -> Report:
    """What the data protection officer sees of it."""
    ran = db.connection.execute(select(func.max(lines.c.at)).where(lines.c.action == RAN)).scalar_one()
    erased = {
        action: int(db.connection.execute(select(func.count()).select_from(lines).where(lines.c.action == action)).scalar_one())
        for action in ("erased", "evidence erased")
    }
    query = select(func.count(), func.min(profiles.c.withdrawn_at)).where(profiles.c.withdrawn_at.is_not(None))
    waiting, since = db.connection.execute(query).one()
    return Report(ran, erased["erased"], erased["evidence erased"], waiting, since)
