"""Cases: one for each employee while something of theirs is exposed, with a key of its own, an owner, and the police hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from domain.due import Action, Due
from domain.errors import BadInput, NotFound
from domain.evidence import CustodyLine
from domain.retention import LONGEST, Ground
from storage import audit, due, queue, rows
from storage.tables import cases, custody
from storage.vault import Db, new_id


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    profile_id: str
    opened_at: datetime
    owner: str
    suspected_criminal: bool
    police: str
    threat: bool
    held_at: datetime | None
    deputy: str = ""


def open_case(db: Db, profile_id: str, owner: str, now: datetime) -> Case:
    """The employee's case: the one that is open, else a new one with its own key."""
    db.turn(f"case:{profile_id}")  # two who confirm at the same moment open one case
    known = of_profile(db, profile_id)
    if known is not None:
        return known
    case_id = new_id()
    db.keys.make(case_id, "case")
    db.connection.execute(insert(cases).values(id=case_id, profile_id=profile_id, opened_at=now, owner=owner))
    audit.write(db, now, owner, "case opened", about=profile_id)
    due.bring_forward(db, Due(Action.REMIND, profile_id, now))
    return get(db, case_id)


def get(db: Db, case_id: str) -> Case:
    row = db.connection.execute(select(cases).where(cases.c.id == case_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such case")
    return Case(
        id=row.id,
        profile_id=row.profile_id or "",
        opened_at=row.opened_at,
        owner=row.owner,
        suspected_criminal=row.suspected_criminal,
        police=row.police,
        threat=row.threat,
        held_at=row.held_at,
        deputy=row.deputy,
    )


def of_profile(db: Db, profile_id: str) -> Case | None:
    here = (cases.c.profile_id == profile_id, cases.c.erased_at.is_(None))
    found = db.connection.execute(select(cases.c.id).where(*here)).scalar_one_or_none()
    return None if found is None else get(db, found)


def hold(db: Db, case_id: str, by: str, now: datetime) -> None:
    """The police asked us to wait: nothing goes out; looking, receiving and our own terms go on."""
    db.connection.execute(update(cases).where(cases.c.id == case_id).values(held_at=now))
    audit.write(db, now, by, "police hold", about=get(db, case_id).profile_id)


def lift(db: Db, case_id: str, by: str, now: datetime) -> None:
    db.connection.execute(update(cases).where(cases.c.id == case_id).values(held_at=None))
    audit.write(db, now, by, "police hold lifted", about=get(db, case_id).profile_id)


def assign(db: Db, case_id: str, owner: str, deputy: str, by: str, now: datetime) -> None:
    """Who answers for it from now on, and who stands in; by pseudonym."""
    db.connection.execute(update(cases).where(cases.c.id == case_id).values(owner=owner, deputy=deputy))
    audit.write(db, now, by, "case assigned", about=get(db, case_id).profile_id, detail=f"{owner}, {deputy or 'nobody'}")


def set_flags(db: Db, case_id: str, by: str, now: datetime, *, suspected_criminal: bool, police: str, threat: bool) -> None:
    """What the coordinator wrote down: whether a crime is suspected, what the police said, whether somebody is threatened."""
    values = {"suspected_criminal": suspected_criminal, "police": police, "threat": threat}
    db.connection.execute(update(cases).where(cases.c.id == case_id).values(values))
    profile_id = get(db, case_id).profile_id
    queue.rank_anew(db, profile_id)
    audit.write(db, now, by, "case flags set", about=profile_id)


def keep_until(db: Db, case_id: str, until: datetime, ground: Ground, by: str, now: datetime) -> None:
    """Its evidence is needed until then. Raises `BadInput` for a moment that has passed or lies too far ahead."""
    if not now < until <= now + LONGEST:
        raise BadInput("until", f"give a day after today, and at most {LONGEST.days} days ahead")
    values = {"kept_until": until, "kept_for": ground.value}
    db.connection.execute(update(cases).where(cases.c.id == case_id).values(values))
    detail = f"until {until:%Y-%m-%d}: {ground.value}"
    audit.write(db, now, by, "evidence kept longer", about=get(db, case_id).profile_id, detail=detail)


def keep_no_longer(db: Db, case_id: str, by: str, now: datetime) -> None:
    """What it was kept for is over; the rule alone decides again."""
    db.connection.execute(update(cases).where(cases.c.id == case_id).values(kept_until=None, kept_for=""))
    audit.write(db, now, by, "evidence kept no longer", about=get(db, case_id).profile_id)


def custody_of(db: Db, case_id: str) -> tuple[CustodyLine, ...]:
    """The custody log, oldest line first."""
    found = db.connection.execute(select(custody.c.line).where(custody.c.case_id == case_id).order_by(custody.c.seq))
    return tuple(rows.custody_from_bytes(line) for line in found.scalars())


def add_custody(db: Db, case_id: str, lines: Iterable[CustodyLine]) -> None:
    """Append lines; a line with a number that is taken is refused by the database."""
    for line in lines:
        db.connection.execute(insert(custody).values(case_id=case_id, seq=line.seq, line=rows.custody_to_bytes(line)))


def log(db: Db, case_id: str, follow: Callable[[tuple[CustodyLine, ...]], CustodyLine]) -> None:
    """One line more, as `follow` makes it from those that are there; two who write at once wait for each other."""
    db.turn(f"custody:{case_id}")
    add_custody(db, case_id, [follow(custody_of(db, case_id))])


def count(db: Db) -> int:
    return int(db.connection.execute(select(func.count()).select_from(cases)).scalar_one())
