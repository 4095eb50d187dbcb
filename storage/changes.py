"""Who changed among the people who may be looked for, so that an index in another process knows what it is behind on.

The numbers stand in the order of the commits: whoever has seen one has seen all before it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select

from storage.tables import people_changes
from storage.vault import Db, new_id

#: Kept for whoever was away for a while; who missed more looks at everybody.
_KEPT = 10_000
_WHOEVER = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """How far somebody has looked; `mark` tells this history from that of another vault, or of one that was put back."""

    number: int = 0
    mark: str = ""


def note(db: Db, profile_id: str = _WHOEVER) -> None:
    """This identity or its grants change in this transaction; without one: whoever it may be. Written when all else is, so that
    nobody waits for anything while they have the turn that puts the numbers in order."""
    db.at_end.append(lambda: _write(db, profile_id))


def since(db: Db, seen: Seen | None) -> tuple[Seen, frozenset[str] | None]:
    """How far the changes go now, and whom they concern since then; None: it may be anybody."""
    rows = db.connection.execute(select(people_changes).order_by(people_changes.c.number.desc()).limit(1)).all()
    newest = Seen(rows[0].number, rows[0].mark) if rows else Seen()
    if seen == newest:
        return newest, frozenset()
    if seen is None or not _holds(db, seen):
        return newest, None
    later = people_changes.c.number.between(seen.number + 1, newest.number)
    concerned = frozenset(db.connection.execute(select(people_changes.c.profile_id).where(later)).scalars())
    return newest, None if _WHOEVER in concerned else concerned


def forget(db: Db, profile_id: str | None = None) -> None:
    """The lines about somebody who is erased; without one: what nobody will ask for any more."""
    if profile_id is not None:
        db.connection.execute(delete(people_changes).where(people_changes.c.profile_id == profile_id))
        note(db)
        return
    newest = select(func.max(people_changes.c.number)).scalar_subquery()
    db.connection.execute(delete(people_changes).where(people_changes.c.number <= newest - _KEPT))


def _holds(db: Db, seen: Seen) -> bool:
    """Whether this history goes through there, and none of it is missing since."""
    if seen.number == 0:
        return bool(db.connection.execute(select(func.min(people_changes.c.number))).scalar_one() == 1)
    query = select(people_changes.c.mark).where(people_changes.c.number == seen.number)
    return bool(db.connection.execute(query).scalar_one_or_none() == seen.mark)


def _write(db: Db, profile_id: str) -> None:
    db.turn("people changes")
    newest = db.connection.execute(select(func.max(people_changes.c.number))).scalar_one() or 0
    db.connection.execute(insert(people_changes).values(number=newest + 1, mark=new_id(), profile_id=profile_id))
