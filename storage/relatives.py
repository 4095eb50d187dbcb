"""The relatives of an employee: each has a profile of their own, linked to the employee's and to nothing that stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import Row, insert, select

from domain.errors import BadInput, NotFound
from domain.flare_up import HERE
from domain.profile import Grant, GrantKind, Profile
from domain.relative import Relative, Stage, comes_of_age
from storage import accounts, audit, profiles
from storage.tables import profiles as profile_table
from storage.tables import relatives
from storage.vault import Db, new_id

BY_CUSTODY = "custody"


def invite_adult(db: Db, employee_id: str, by: str, now: datetime) -> str:
    """A profile for somebody who decides for themselves; returns the token of their invitation."""
    relative_id = _link(db, employee_id, by, now, minor=False)
    return accounts.invite(db, relative_id, now)


def add_minor(db: Db, employee_id: str, child: Profile, by: str, now: datetime) -> str:
    """A child, on the declaration of who holds custody; the consent ends by itself when the child comes of age. `child`: with
    any id; it gets one of its own. Raises `BadInput` for who is of age already."""
    if child.birth_date is None or (until := _of_age(child)) <= now:
        raise BadInput("birth_date", "whoever is 18 or older consents for themselves; invite them instead")
    relative_id = _link(db, employee_id, by, now, minor=True)
    profiles.save(db, replace(child, id=relative_id), by, now)
    profiles.give(db, relative_id, Grant(GrantKind.CONSENT, now, until=until), BY_CUSTODY, by, now)
    return relative_id


def of_employee(db: Db, employee_id: str) -> list[Relative]:
    """Those who have not withdrawn, oldest first."""
    return _found(db, relatives.c.profile_id == employee_id)


def of_relative(db: Db, relative_id: str) -> Relative | None:
    """The link by which this profile came, if it is a relative's."""
    return next(iter(_found(db, relatives.c.relative_id == relative_id)), None)


def minor_of(db: Db, employee_id: str, relative_id: str) -> Relative:
    """Raises `NotFound` unless it is a child of this employee's."""
    found = next((one for one in of_employee(db, employee_id) if one.profile_id == relative_id and one.minor), None)
    if found is None:
        raise NotFound("there is no such child of yours here")
    return found


def _found(db: Db, where: Any) -> list[Relative]:
    joined = select(relatives, profile_table.c.sealed).join(profile_table, profile_table.c.id == relatives.c.relative_id)
    rows = db.connection.execute(joined.where(where, profile_table.c.withdrawn_at.is_(None)).order_by(relatives.c.made_at))
    return [_read(row) for row in rows]


def _link(db: Db, employee_id: str, by: str, now: datetime, *, minor: bool) -> str:
    unit = profiles.enrolled(db, employee_id).unit
    relative_id = profiles.invite(db, unit, by, now)
    values = {"id": new_id(), "profile_id": employee_id, "relative_id": relative_id, "minor": minor, "made_at": now}
    db.connection.execute(insert(relatives).values(values | {"declared_at": now if minor else None}))
    audit.write(db, now, by, "child added" if minor else "relative invited", about=employee_id)
    return relative_id


def _of_age(child: Profile) -> datetime:
    assert child.birth_date is not None
    return datetime.combine(comes_of_age(child.birth_date), time(), tzinfo=HERE).astimezone(UTC)


def _read(row: Row[Any]) -> Relative:
    stage = Stage.INVITED if row.sealed is None else Stage.ENROLLED
    return Relative(row.id, row.profile_id, row.relative_id, row.minor, stage, row.made_at, row.declared_at)
