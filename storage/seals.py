"""Which captures bear a verified time stamp; what the database asks before it lets a takedown exist."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, insert, or_, select, update

from domain.evidence import Override, Sealed
from storage.tables import captures, overrides, seals
from storage.vault import Db, new_id

_WORTH = timedelta(days=7)
_BATCH = 50


def record(db: Db, sealed: Sealed, exposure_id: str | None, now: datetime) -> None:
    """To be called with a seal whose tokens were checked when they came in; one without tokens leaves no row."""
    if not sealed.seal.tokens:
        return
    values = {"exposure_id": exposure_id, "tokens": len(sealed.seal.tokens)}
    changed = db.connection.execute(update(seals).where(seals.c.capture_id == sealed.capture_id).values(values))
    if not changed.rowcount:
        fresh = {"capture_id": sealed.capture_id, "digest": sealed.seal.digest, "verified_at": now}
        db.connection.execute(insert(seals).values(**fresh, **values))


def holds(db: Db, exposure_id: str) -> bool:
    """Whether a takedown of this exposure may exist: a verified seal, or two people's word."""
    found = db.connection.execute(select(seals.c.capture_id).where(seals.c.exposure_id == exposure_id).limit(1)).first()
    return found is not None or override_of(db, exposure_id) is not None


def tokens_of(db: Db, exposure_id: str) -> int:
    """How many authorities stamped the best-stamped capture of this exposure."""
    found = db.connection.execute(select(seals.c.tokens).where(seals.c.exposure_id == exposure_id)).scalars()
    return max(found, default=0)


def lacking(db: Db, authorities: int, now: datetime) -> list[str]:
    """The ids of recent captures that not every authority has stamped yet, newest first."""
    joined = captures.outerjoin(seals, captures.c.id == seals.c.capture_id)
    missing = or_(seals.c.tokens.is_(None), seals.c.tokens < authorities)
    query = select(captures.c.id).select_from(joined).where(missing, captures.c.fetched_at > now - _WORTH)
    return list(db.connection.execute(query.order_by(captures.c.fetched_at.desc()).limit(_BATCH)).scalars())


def ask_override(db: Db, exposure_id: str, by: str, now: datetime) -> None:
    """The first of two. Asking again replaces who asked first."""
    waiting = db.connection.execute(_waiting(exposure_id)).one_or_none()
    if waiting is not None:
        db.connection.execute(update(overrides).where(overrides.c.id == waiting.id).values(first=by, asked_at=now))
        return
    values = {"id": new_id(), "exposure_id": exposure_id, "first": by, "asked_at": now}
    db.connection.execute(insert(overrides).values(values))


def agree_override(db: Db, exposure_id: str, by: str, now: datetime) -> Override | None:
    """The second of two; None where nobody asked, or the same person did: the database would refuse it too."""
    waiting = db.connection.execute(_waiting(exposure_id)).one_or_none()
    if waiting is None or waiting.first == by:
        return None
    db.connection.execute(update(overrides).where(overrides.c.id == waiting.id).values(second=by, agreed_at=now))
    return Override(waiting.first, by, now)


def asked_override(db: Db, exposure_id: str) -> str:
    """Who asked to act without a time stamp, while nobody has agreed."""
    waiting = db.connection.execute(_waiting(exposure_id)).one_or_none()
    return waiting.first if waiting else ""


def override_of(db: Db, exposure_id: str) -> Override | None:
    query = select(overrides).where(overrides.c.exposure_id == exposure_id, overrides.c.second.is_not(None))
    row = db.connection.execute(query.order_by(overrides.c.agreed_at).limit(1)).one_or_none()
    return Override(row.first, row.second, row.agreed_at) if row else None


def _waiting(exposure_id: str) -> Select[Any]:
    return select(overrides).where(overrides.c.exposure_id == exposure_id, overrides.c.second.is_(None)).limit(1)
