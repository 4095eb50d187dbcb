"""Tokens with which other systems ask the API: shown once, kept as a digest, with scopes and an end."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from domain.errors import NotFound
from domain.scope import Permit
from storage import audit
from storage.tables import api_tokens
from storage.vault import Db, new_id

_PREFIX = "luwte_"


@dataclass(frozen=True, slots=True)
class Token:
    """`by` is how it is called in the audit."""

    id: str
    name: str
    permits: frozenset[Permit]
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_on: datetime | None

    @property
    def by(self) -> str:
        return f"token-{self.id[:8]}"


def make(db: Db, name: str, permits: frozenset[Permit], expires_at: datetime, by: str, now: datetime) -> str:
    """Returns the token; nobody can read it again."""
    token, token_id = _PREFIX + secrets.token_urlsafe(32), new_id()
    scopes = sorted(permit.value for permit in permits)
    values = {"name": name, "scopes": scopes, "created_by": by, "created_at": now}
    db.connection.execute(insert(api_tokens).values(id=token_id, digest=_digest(db, token), expires_at=expires_at, **values))
    audit.write(db, now, by, "token made", detail=f"token-{token_id[:8]}: {', '.join(scopes)}")
    return token


def known(db: Db, token: str, now: datetime) -> Token | None:
    """Whose token this is, while it holds. The first use of a day is written down."""
    row = db.connection.execute(select(api_tokens).where(api_tokens.c.digest == _digest(db, token))).one_or_none()
    if row is None or row.revoked_at is not None or row.expires_at <= now:
        return None
    found = _read(row)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if found.used_on != today:
        db.connection.execute(update(api_tokens).where(api_tokens.c.id == row.id).values(used_on=today))
        audit.write(db, now, found.by, "token used")
    return found


def revoke(db: Db, token_id: str, by: str, now: datetime) -> None:
    where = (api_tokens.c.id == token_id, api_tokens.c.revoked_at.is_(None))
    if db.connection.execute(update(api_tokens).where(*where).values(revoked_at=now)).rowcount != 1:
        raise NotFound("there is no such token, or it was revoked")
    audit.write(db, now, by, "token revoked", detail=f"token-{token_id[:8]}")


def all_of(db: Db) -> list[Token]:
    """The newest first."""
    return [_read(row) for row in db.connection.execute(select(api_tokens).order_by(api_tokens.c.created_at.desc()))]


def _digest(db: Db, token: str) -> str:
    return db.index(f"token:{token}")


def _read(row: Row[Any]) -> Token:
    permits = frozenset(Permit(one) for one in row.scopes if one in set(Permit))
    dates = (row.created_at, row.expires_at, row.revoked_at, row.used_on)
    return Token(row.id, row.name, permits, row.created_by, *dates)
