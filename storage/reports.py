"""What a report is made of: every takedown with its steps, and since when its place is empty; no text is unsealed for it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select

from domain.presence import standing
from domain.sighting import Sighting
from domain.takedown import Step, Takedown
from storage import rows
from storage.tables import sightings, steps, takedowns, traces
from storage.vault import Db

Told = tuple[Takedown, datetime | None]


def told(db: Db, *, profile_id: str = "", case_id: str = "", recipient: str = "") -> list[Told]:
    """Those asked for, by reference, without their letters, each with the moment since which every trace of it is absent."""
    query = select(takedowns).order_by(takedowns.c.reference)
    for column, value in ((takedowns.c.profile_id, profile_id), (takedowns.c.case_id, case_id)):
        query = query.where(column == value) if value else query
    query = query.where(takedowns.c.recipient == recipient) if recipient else query
    found = db.connection.execute(query).all()
    history, empty = _steps(db), _empty_since(db)
    return [
        (
            Takedown(
                id=row.id,
                reference=row.reference,
                exposure_id=row.exposure_id,
                profile_id=row.profile_id,
                case_id=row.case_id,
                route=row.route,
                recipient=row.recipient,
                author=row.author,
                steps=tuple(history[row.id]),
            ),
            empty.get(row.exposure_id),
        )
        for row in found
    ]


def _steps(db: Db) -> dict[str, list[Step]]:
    history: dict[str, list[Step]] = defaultdict(list)
    for row in db.connection.execute(select(steps).order_by(steps.c.seq)):
        history[row.takedown_id].append(rows.step(row))
    return history


def _empty_since(db: Db) -> dict[str, datetime]:
    """For each exposure of which every trace is absent: since when the last of them is."""
    looks: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    query = (
        select(traces.c.exposure_id, sightings).join(sightings, sightings.c.trace_id == traces.c.id).order_by(sightings.c.seq)
    )
    for row in db.connection.execute(query):
        looks[row.exposure_id, row.trace_id].append(rows.sighting(row))
    since: dict[str, list[datetime | None]] = defaultdict(list)
    for (exposure_id, _trace), seen in looks.items():
        since[exposure_id].append(standing(seen).first_absence)
    return {one: max(filter(None, moments)) for one, moments in since.items() if all(moments)}
