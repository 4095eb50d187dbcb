"""The only door to identities. No consent: no actor can even name whom to look for. Every opening writes its audit line."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Select, insert, select, update

from domain.due import Action, Due
from domain.errors import NotFound, NotPermitted
from domain.pause import Pause
from domain.profile import NEEDS, Grant, GrantKind, Profile, Purpose, changes_at, permits
from storage import audit, changes, due, rows
from storage.cipher import unlock
from storage.tables import grants, pauses, profiles
from storage.vault import Db, batched, new_id


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What may be known of a profile without opening it."""

    id: str
    unit: str
    complete: bool
    withdrawn_at: datetime | None


def invite(db: Db, unit: str, by: str, now: datetime) -> str:
    """An empty profile with a key of its own; returns its id."""
    profile_id = new_id()
    db.keys.make(profile_id, "profile")
    db.connection.execute(insert(profiles).values(id=profile_id, unit=unit, created_at=now))
    audit.write(db, now, by, "invited", about=profile_id)
    return profile_id


def save(db: Db, profile: Profile, by: str, now: datetime) -> None:
    """The identity as its owner gives it; the id must be one that was invited."""
    enrolled(db, profile.id)
    sealed = db.lock(profile.id, rows.profile_to_bytes(profile), f"profile:{profile.id}")
    db.connection.execute(
        update(profiles).where(profiles.c.id == profile.id).values(sealed=sealed, revision=profiles.c.revision + 1)
    )
    changes.note(db, profile.id)
    audit.write(db, now, by, "profile saved", about=profile.id)


def enrolled(db: Db, profile_id: str) -> Enrolled:
    """Raises `NotFound` for a profile that never was or has withdrawn."""
    row = db.connection.execute(select(profiles).where(profiles.c.id == profile_id)).one_or_none()
    if row is None or row.withdrawn_at is not None:
        raise NotFound("there is no such profile, or it has been erased")
    return Enrolled(row.id, row.unit, row.sealed is not None, row.withdrawn_at)


def all_enrolled(db: Db) -> list[Enrolled]:
    """Those that have not withdrawn, oldest first."""
    found = db.connection.execute(select(profiles).where(profiles.c.withdrawn_at.is_(None)).order_by(profiles.c.created_at))
    return [Enrolled(row.id, row.unit, row.sealed is not None, None) for row in found]


def open_for(db: Db, purpose: Purpose, profile_id: str, now: datetime, by: str, *, route: str = "") -> Profile:
    """The identity, for one purpose, now. Raises `NotPermitted` (and logs the refusal) or `NotFound`."""
    row = db.connection.execute(select(profiles).where(profiles.c.id == profile_id)).one_or_none()
    if row is None or row.withdrawn_at is not None:
        raise NotFound("there is no such profile, or it has been erased")
    require(db, purpose, profile_id, now, by, route=route)
    if row.sealed is None:
        raise NotFound("this profile has not been filled in yet")
    audit.write(db, now, by, "opened", purpose=purpose.value, about=profile_id, detail=route)
    return _proven(purpose, rows.profile_from_bytes(db.unlock(profile_id, row.sealed, f"profile:{profile_id}")))


def open_all_for(db: Db, purpose: Purpose, now: datetime, by: str, *, only: Collection[str] | None = None) -> Iterator[Profile]:
    """Every identity whose grants permit this purpose (of those named in `only`, where given); one audit line with
    their number and a digest of their ids. One whose key is destroyed cannot be opened any more, and is passed over."""
    yield from _opened(db, purpose, list(permitted(db, purpose, now, only=only)), now, by)


def open_changed(
    db: Db, purpose: Purpose, now: datetime, by: str, known: Mapping[str, int], *, only: Collection[str] | None = None
) -> tuple[list[Standing], Iterator[Profile]]:
    """(how everybody stands, of those named in `only` where given; every identity among them that may be opened and whose
    revision is not the one in `known`). One look at the grants for both; else as `open_all_for`."""
    found = list(standing(db, purpose, now, only=only))
    wanted = [one.id for one in found if one.permitted and known.get(one.id) != one.revision]
    return found, _opened(db, purpose, wanted, now, by) if wanted else iter(())


def _opened(db: Db, purpose: Purpose, allowed: list[str], now: datetime, by: str) -> Iterator[Profile]:
    digest = hashlib.sha256("\n".join(allowed).encode()).hexdigest()
    audit.write(db, now, by, "opened all", purpose=purpose.value, detail=f"{len(allowed)} profiles, {digest}")
    for some in batched(allowed):
        keys = db.keys.get_many(some)
        query = select(profiles.c.id, profiles.c.sealed).where(profiles.c.id.in_(list(keys))).order_by(profiles.c.id)
        for row in db.connection.execute(query).all():
            yield _proven(purpose, rows.profile_from_bytes(unlock(keys[row.id], row.sealed, f"profile:{row.id}")))


def permitted(db: Db, purpose: Purpose, now: datetime, *, only: Collection[str] | None = None) -> dict[str, int]:
    """The ids of those whose grants permit this purpose now and who have not paused, each with its revision; opens nothing."""
    return {one.id: one.revision for one in standing(db, purpose, now, only=only) if one.permitted}


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody's grants permit a purpose and they have not paused, and when that changes by itself; opens nothing."""

    id: str
    revision: int
    permitted: bool
    changes_at: datetime | None


def standing(db: Db, purpose: Purpose, now: datetime, *, only: Collection[str] | None = None) -> Iterator[Standing]:
    """Of everybody who filled in a profile and has not withdrawn (of those named in `only`, where given), by id. In two visits
    to the database, or two for every few hundred named."""
    for some in (None,) if only is None else batched(sorted(only)):
        given: dict[str, list[Grant]] = defaultdict(list)
        for row in db.connection.execute(_among(select(grants), grants.c.profile_id, some)).all():
            given[row.profile_id].append(rows.grant(row))
        quiet = _pauses(db, some) if NEEDS[purpose] else {}
        complete = select(profiles.c.id, profiles.c.revision).where(
            profiles.c.withdrawn_at.is_(None), profiles.c.sealed.is_not(None)
        )
        for row in db.connection.execute(_among(complete, profiles.c.id, some).order_by(profiles.c.id)).all():
            held, resting = given[row.id], quiet.get(row.id, ())
            allowed = permits(held, purpose, now) and not any(pause.holds(now) for pause in resting)
            ends = (pause.until for pause in resting if pause.until is not None and pause.until > now)
            moments = [at for at in (changes_at(held, purpose, now), *ends) if at is not None]
            yield Standing(row.id, row.revision, allowed, min(moments, default=None))


def require(db: Db, purpose: Purpose, profile_id: str, now: datetime, by: str, *, route: str = "") -> None:
    """Raises `NotPermitted` and logs the refusal unless a grant permits this purpose now, and the employee has not paused.
    Opens nothing."""
    if NEEDS[purpose] and any(pause.holds(now) for pause in _pauses(db, [profile_id])[profile_id]):
        audit.refuse(db, now, by, purpose.value, profile_id)
        raise NotPermitted("this employee has paused")
    if not permits(grants_of(db, profile_id), purpose, now, route=route):
        audit.refuse(db, now, by, purpose.value, profile_id)
        needed = "mandate" if purpose is Purpose.ACT else "consent"
        raise NotPermitted(f"no {needed} of this employee covers {purpose}")


def grants_of(db: Db, profile_id: str) -> tuple[Grant, ...]:
    found = db.connection.execute(select(grants).where(grants.c.profile_id == profile_id).order_by(grants.c.given_at))
    return tuple(rows.grant(row, _witnessed(db, profile_id, row.id, row.witness)) for row in found)


def give(db: Db, profile_id: str, grant: Grant, how: str, by: str, now: datetime) -> None:
    """Record a consent or a mandate as the employee gave it."""
    enrolled(db, profile_id)
    grant_id, witnessed = new_id(), None
    if grant.witness:
        told = rows.texts_to_bytes(grant.witness, grant.taken_by)
        witnessed = db.lock(profile_id, told, f"grant:{grant_id}")
    db.connection.execute(
        insert(grants).values(
            id=grant_id,
            profile_id=profile_id,
            kind=grant.kind.value,
            routes=list(grant.routes),
            given_at=grant.given_at,
            until=grant.until,
            how=how,
            witness=witnessed,
        )
    )
    changes.note(db, profile_id)
    audit.write(db, now, by, f"{grant.kind} given", about=profile_id, detail=how)
    due.bring_forward(db, Due(Action.REMIND, profile_id, now))


def take_back(db: Db, profile_id: str, kind: GrantKind, by: str, now: datetime) -> None:
    """The employee withdraws a consent or mandate; it holds no more from this moment on."""
    where = (grants.c.profile_id == profile_id, grants.c.kind == kind.value, grants.c.withdrawn_at.is_(None))
    db.connection.execute(update(grants).where(*where).values(withdrawn_at=now))
    changes.note(db, profile_id)
    audit.write(db, now, by, f"{kind} withdrawn", about=profile_id)


def _witnessed(db: Db, profile_id: str, grant_id: str, sealed: bytes | None) -> bytes | None:
    return None if sealed is None else db.unlock(profile_id, sealed, f"grant:{grant_id}")


def _pauses(db: Db, some: Collection[str] | None) -> dict[str, list[Pause]]:
    """Those that nobody has ended, by profile (of those named in `some`, where given)."""
    found: dict[str, list[Pause]] = defaultdict(list)
    query = _among(select(pauses).where(pauses.c.ended_at.is_(None)), pauses.c.profile_id, some)
    for row in db.connection.execute(query):
        found[row.profile_id].append(Pause(row.since, row.until))
    return found


def _proven(purpose: Purpose, profile: Profile) -> Profile:
    return profile.proven() if purpose is Purpose.SCAN else profile


def _among(query: Select[Any], column: Column[str], some: Collection[str] | None) -> Select[Any]:
    return query if some is None else query.where(column.in_(some))
