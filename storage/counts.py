"""How much there is of things, for whoever keeps the service going: numbers and ages, never of whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from domain.due import Action
from domain.takedown import Event
from storage.tables import audit, diary, invitations, steps, takedowns
from storage.vault import Db


@dataclass(frozen=True, slots=True)
class Waiting:
    """The diary's lines of one action. `oldest`: since when the one that waits longest is due; `failures`: its kinds."""

    action: Action
    lines: int
    due: int
    failing: int
    oldest: datetime | None
    kinds: tuple[str, ...]


def diary_by_action(db: Db, now: datetime) -> list[Waiting]:
    ripe = case((diary.c.at <= now, 1), else_=0)
    failing = case((diary.c.failures > 0, 1), else_=0)
    oldest = func.min(case((diary.c.at <= now, diary.c.at)))
    query = select(diary.c.action, func.count(), func.sum(ripe), func.sum(failing)).group_by(diary.c.action)
    found = {row[0]: row for row in db.connection.execute(query)}
    late = {row[0]: row[1] for row in db.connection.execute(select(diary.c.action, oldest).group_by(diary.c.action))}
    kinds: dict[str, list[str]] = {}
    for action, kind in db.connection.execute(
        select(diary.c.action, diary.c.failure).where(diary.c.failures > 0).distinct().order_by(diary.c.failure)
    ):
        kinds.setdefault(action, []).append(kind)
    return [
        Waiting(action, int(row[1]), int(row[2]), int(row[3]), late[action.value], tuple(kinds.get(action.value, ())))
        for action in Action
        if (row := found.get(action.value)) is not None
    ]


def letters_by_recipient(db: Db) -> dict[str, tuple[int, int]]:
    """(sent, bounced) of each recipient to whom anything was ever sent."""
    sent = func.count(case((steps.c.event == Event.ACCEPTED.value, 1)))
    bounced = func.count(case((steps.c.event == Event.BOUNCE.value, 1)))
    query = select(takedowns.c.recipient, sent, bounced).join(steps, steps.c.takedown_id == takedowns.c.id)
    rows = db.connection.execute(query.group_by(takedowns.c.recipient))
    return {row[0]: (int(row[1]), int(row[2])) for row in rows if row[1] or row[2]}


def invitations_given(db: Db) -> int:
    return int(db.connection.execute(select(func.count()).select_from(invitations)).scalar_one())


def last_of(db: Db, *actions: str) -> tuple[str, datetime] | None:
    """(action, when) of the newest audit line with one of these actions."""
    query = select(audit.c.action, audit.c.at).where(audit.c.action.in_(actions)).order_by(audit.c.seq.desc()).limit(1)
    row = db.connection.execute(query).one_or_none()
    return None if row is None else (row.action, row.at)
