"""Takes away what is past its time: findings that were dismissed or never judged, and sessions that idled out."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from domain.finding import Opinion
from domain.retention import Retention
from storage import audit
from storage.tables import captures, findings, judgements, sessions
from storage.vault import Db


def purge(db: Db, periods: Retention, now: datetime) -> int:
    """Returns how many findings went. What a confirmed exposure rests on stays."""
    dismissed = (findings.c.opinion == Opinion.DISMISSED.value) & (findings.c.found_at < now - periods.dismissed_finding)
    unjudged = findings.c.opinion.in_(["", Opinion.UNSURE.value]) & (findings.c.found_at < now - periods.unjudged_finding)
    gone = db.connection.execute(select(findings.c.id, findings.c.capture_id).where(dismissed | unjudged)).all()
    finding_ids, capture_ids = [row.id for row in gone], [row.capture_id for row in gone]
    db.connection.execute(delete(judgements).where(judgements.c.finding_id.in_(finding_ids)))
    db.connection.execute(delete(findings).where(findings.c.id.in_(finding_ids)))
    still_used = select(findings.c.capture_id).where(findings.c.capture_id.in_(capture_ids))
    db.connection.execute(delete(captures).where(captures.c.id.in_(capture_ids), captures.c.id.not_in(still_used)))
    db.connection.execute(delete(sessions).where(sessions.c.seen_at < now - timedelta(days=1)))
    if finding_ids:
        audit.write(db, now, "luwte", "retention", detail=f"{len(finding_ids)} findings")
    return len(finding_ids)
