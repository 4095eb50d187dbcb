"""Evidence of who withdrew that must stay for now: the police asked for it, or a legal claim needs it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from domain.retention import Ground, Restriction
from storage.tables import cases, profiles
from storage.vault import Db


def cases_of(db: Db, profile_id: str, now: datetime) -> dict[str, Restriction]:
    """The cases of this profile whose evidence must stay, each with why."""
    columns = (cases.c.id, cases.c.held_at)
    found = db.connection.execute(select(*columns).where(cases.c.profile_id == profile_id, _needed(now)))
    return {row.id: _why(row.held_at) for row in found}


def withdrawn(db: Db, now: datetime) -> list[tuple[str, str, Restriction]]:
    """(profile, team, why) of everybody who withdrew and of whom evidence must stay."""
    columns = (profiles.c.id, profiles.c.unit, cases.c.held_at)
    joined = select(*columns).join(cases, cases.c.profile_id == profiles.c.id)
    kept = joined.where(profiles.c.withdrawn_at.is_not(None), _needed(now)).order_by(cases.c.opened_at, cases.c.id)
    return [(row.id, row.unit, _why(row.held_at)) for row in db.connection.execute(kept)]


def _needed(now: datetime) -> ColumnElement[bool]:
    claimed = and_(cases.c.kept_for == Ground.CLAIM.value, cases.c.kept_until > now)
    return and_(cases.c.erased_at.is_(None), or_(cases.c.held_at.is_not(None), claimed))


def _why(held_at: datetime | None) -> Restriction:
    return Restriction.CLAIM if held_at is None else Restriction.POLICE
