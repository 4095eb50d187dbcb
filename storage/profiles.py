"""The only door to identities. No consent: no actor can even name whom to look for. Every opening writes its audit line."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from domain.errors import NotFound, NotPermitted
from domain.profile import Grant, GrantKind, Profile, Purpose, permits
from storage import audit, rows
from storage.tables import grants, profiles
from storage.vault import Db, new_id


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
    return rows.profile_from_bytes(db.unlock(profile_id, row.sealed, f"profile:{profile_id}"))


def open_all_for(db: Db, purpose: Purpose, now: datetime, by: str, *, only: Container[str] | None = None) -> Iterator[Profile]:
    """Every identity whose grants permit this purpose (of those named in `only`, where given); one audit line with
    their number and a digest of their ids."""
    allowed = [profile_id for profile_id in permitted(db, purpose, now) if only is None or profile_id in only]
    digest = hashlib.sha256("\n".join(allowed).encode()).hexdigest()
    audit.write(db, now, by, "opened all", purpose=purpose.value, detail=f"{len(allowed)} profiles, {digest}")
    for profile_id in allowed:
        sealed = db.connection.execute(select(profiles.c.sealed).where(profiles.c.id == profile_id)).scalar_one()
        yield rows.profile_from_bytes(db.unlock(profile_id, sealed, f"profile:{profile_id}"))


def permitted(db: Db, purpose: Purpose, now: datetime) -> dict[str, int]:
    """The ids of those whose grants permit this purpose now, each with its revision; opens nothing."""
    return {profile_id: revision for profile_id, revision in _complete(db) if permits(grants_of(db, profile_id), purpose, now)}


def require(db: Db, purpose: Purpose, profile_id: str, now: datetime, by: str, *, route: str = "") -> None:
    """Raises `NotPermitted` and logs the refusal unless a grant permits this purpose now. Opens nothing."""
    if not permits(grants_of(db, profile_id), purpose, now, route=route):
        audit.refuse(db, now, by, purpose.value, profile_id)
        needed = "mandate" if purpose is Purpose.ACT else "consent"
        raise NotPermitted(f"no {needed} of this employee covers {purpose}")


def grants_of(db: Db, profile_id: str) -> tuple[Grant, ...]:
    found = db.connection.execute(select(grants).where(grants.c.profile_id == profile_id).order_by(grants.c.given_at))
    return tuple(rows.grant(row) for row in found)


def give(db: Db, profile_id: str, grant: Grant, how: str, by: str, now: datetime) -> None:
    """Record a consent or a mandate as the employee gave it."""
    enrolled(db, profile_id)
    db.connection.execute(
        insert(grants).values(
            id=new_id(),
            profile_id=profile_id,
            kind=grant.kind.value,
            routes=list(grant.routes),
            given_at=grant.given_at,
            until=grant.until,
            how=how,
        )
    )
    audit.write(db, now, by, f"{grant.kind} given", about=profile_id, detail=how)


def take_back(db: Db, profile_id: str, kind: GrantKind, by: str, now: datetime) -> None:
    """The employee withdraws a consent or mandate; it holds no more from this moment on."""
    where = (grants.c.profile_id == profile_id, grants.c.kind == kind.value, grants.c.withdrawn_at.is_(None))
    db.connection.execute(update(grants).where(*where).values(withdrawn_at=now))
    audit.write(db, now, by, f"{kind} withdrawn", about=profile_id)


def _complete(db: Db) -> list[tuple[str, int]]:
    query = select(profiles.c.id, profiles.c.revision).where(profiles.c.withdrawn_at.is_(None), profiles.c.sealed.is_not(None))
    return [(row.id, row.revision) for row in db.connection.execute(query.order_by(profiles.c.id))]
