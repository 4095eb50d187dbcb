"""What judged findings told of scores, time and again: each calibration is a line of its own, and the newest is in force.

Nothing here says whom a finding was about: a calibration is numbers at fixed scores, and outlives the profiles it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from domain.finding import Grade, Opinion, Reviewed
from storage import audit
from storage.tables import calibrations, findings
from storage.vault import Db


@dataclass(frozen=True, slots=True)
class Kept:
    """A calibration as kept. `plain`: the map as `matchers.Calibration.plain` gives it. `confirmed`, `dismissed`: how many
    findings it was learned from. The errors are expected errors, 0 to 1: of the scores themselves, and of the map on findings
    that it had not seen."""

    made_at: datetime
    by: str
    plain: Mapping[str, object]
    confirmed: int
    dismissed: int
    error_before: float
    error_after: float


def reviewed(db: Db, since: datetime) -> list[Reviewed]:
    """Every finding found since then that was confirmed or dismissed, by its last judgement; in an order that says nothing.
    Older ones would mislead: of those the dismissed are taken away sooner than the confirmed."""
    judged = findings.c.opinion.in_([Opinion.CONFIRMED.value, Opinion.DISMISSED.value])
    query = select(findings.c.score, findings.c.grade, findings.c.opinion).where(judged, findings.c.found_at >= since)
    rows = db.connection.execute(query.order_by(findings.c.id))
    return [Reviewed(row.score, Grade(row.grade), row.opinion == Opinion.CONFIRMED.value) for row in rows]


def keep(db: Db, made: Kept) -> None:
    """From now on this one is in force; those before stay, so that what was in force when can be told."""
    values = {
        "made_at": made.made_at,
        "by": made.by,
        "points": made.plain["points"],
        "confirmed": made.confirmed,
        "dismissed": made.dismissed,
        "error_before": made.error_before,
        "error_after": made.error_after,
    }
    db.connection.execute(insert(calibrations).values(values))
    told = f"{made.confirmed} confirmed, {made.dismissed} dismissed, error {made.error_before:.3f} to {made.error_after:.3f}"
    audit.write(db, made.made_at, made.by, "calibrated", detail=told if made.plain["points"] else "scores as they are")


def latest(db: Db) -> Kept | None:
    """The one in force; None where none was ever made."""
    row = db.connection.execute(select(calibrations).order_by(calibrations.c.seq.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    counts = (row.confirmed, row.dismissed, row.error_before, row.error_after)
    return Kept(row.made_at, row.by, {"points": row.points}, *counts)
