"""Who stands in the organisation's staff list: kept as a keyed digest of a number, so that a later list tells who has left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from domain.errors import Conflict, NotFound
from domain.staff_list import Listed
from storage import accounts, audit, erasure, profiles, relatives
from storage.once import insert_once
from storage.tables import closures, staff
from storage.tables import profiles as profile_table
from storage.vault import Db, new_id

KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Closure:
    """A proposal to close and erase the profile of somebody who does not stand in the list any more."""

    id: str
    profile_id: str
    unit: str
    enrolled: bool
    listed_at: datetime | None
    proposed_at: datetime
    by: str


def is_known(db: Db, number: str) -> bool:
    return _of(db, number) is not None


def invite(db: Db, one: Listed, by: str, now: datetime) -> tuple[str, str] | None:
    """(profile, token of the invitation) for somebody who is new in the list; None for who is known already."""
    if is_known(db, one.number):
        return None
    profile_id = profiles.invite(db, one.unit, by, now)
    values = {"profile_id": profile_id, "number_index": _index(db, one.number), "listed_at": now}
    if not insert_once(db, staff, values):
        raise Conflict("somebody else read in the same list just now")
    return profile_id, accounts.invite(db, profile_id, now)


def missing(db: Db, listed: Iterable[Listed]) -> int:
    """How many of those who were listed before do not stand in this list."""
    return len(_missing(db, listed))


def compare(db: Db, listed: Iterable[Listed], by: str, now: datetime) -> int:
    """Notes who still stands in the list, and proposes to close those who do not, with their relatives; returns how many
    proposals are new. Nothing is closed before a person says so."""
    given = list(listed)
    for one in given:
        where = staff.c.number_index == _index(db, one.number)
        db.connection.execute(update(staff).where(where).values(listed_at=now))
    gone = [profile_id for leaver in _missing(db, given) for profile_id in (leaver, *_family(db, leaver))]
    return sum(_propose(db, profile_id, by, now) for profile_id in gone)


def proposals(db: Db) -> list[Closure]:
    """Those that nobody has decided, oldest first."""
    joined = (
        select(closures, profile_table.c.unit, profile_table.c.sealed, staff.c.listed_at)
        .join(profile_table, profile_table.c.id == closures.c.profile_id)
        .outerjoin(staff, staff.c.profile_id == closures.c.profile_id)
        .where(closures.c.decided_at.is_(None), profile_table.c.withdrawn_at.is_(None))
        .order_by(closures.c.proposed_at, closures.c.id)
    )
    return [_read(row) for row in db.connection.execute(joined)]


def proposed(db: Db, profile_id: str) -> Closure | None:
    return next((one for one in proposals(db) if one.profile_id == profile_id), None)


def keep(db: Db, closure_id: str, by: str, now: datetime) -> None:
    """A mistake: this person stays. Raises `NotFound` when it was decided already."""
    one = _open(db, closure_id)
    values = {"decided_at": now, "decided_by": by, "outcome": KEPT}
    db.connection.execute(update(closures).where(closures.c.id == closure_id).values(values))
    audit.write(db, now, by, "leaver kept", about=one.profile_id)


def close(db: Db, closure_id: str, by: str, now: datetime) -> None:
    """This person has left: everything stops, and the erasure is due now. Raises `NotFound` when it was decided already."""
    one = _open(db, closure_id)
    audit.write(db, now, by, "leaver closed", about=one.profile_id)
    erasure.withdraw(db, one.profile_id, by, now)


def _open(db: Db, closure_id: str) -> Closure:
    found = next((one for one in proposals(db) if one.id == closure_id), None)
    if found is None:
        raise NotFound("there is no such proposal, or somebody has decided it")
    return found


def _missing(db: Db, listed: Iterable[Listed]) -> list[str]:
    here = {_index(db, one.number) for one in listed}
    joined = select(staff).join(profile_table).where(profile_table.c.withdrawn_at.is_(None)).order_by(staff.c.profile_id)
    return [row.profile_id for row in db.connection.execute(joined) if row.number_index not in here]


def _family(db: Db, profile_id: str) -> list[str]:
    return [one.profile_id for one in relatives.of_employee(db, profile_id)]


def _propose(db: Db, profile_id: str, by: str, now: datetime) -> bool:
    if proposed(db, profile_id) is not None:
        return False
    db.connection.execute(insert(closures).values(id=new_id(), profile_id=profile_id, proposed_at=now, by=by))
    audit.write(db, now, by, "leaver proposed", about=profile_id)
    return True


def _of(db: Db, number: str) -> str | None:
    query = select(staff.c.profile_id).where(staff.c.number_index == _index(db, number))
    return db.connection.execute(query).scalar_one_or_none()


def _index(db: Db, number: str) -> str:
    return db.index(f"staff:{number.casefold()}")


def _read(row: Row[Any]) -> Closure:
    return Closure(row.id, row.profile_id, row.unit, row.sealed is not None, row.listed_at, row.proposed_at, row.by)
