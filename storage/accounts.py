"""Who may sign in, and as what. A login name and a password are kept as digests."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import ColumnElement, Row, insert, select, update

from domain.errors import Conflict, NotFound
from domain.roles import Role
from storage import audit
from storage.tables import accounts, invitations
from storage.vault import Db, new_id

_hasher = PasswordHasher()
_INVITATION = timedelta(days=14)
#: Compared against when there is no such account, so that the answer takes as long.
_NOBODY = _hasher.hash(secrets.token_hex())


@dataclass(frozen=True, slots=True)
class Account:
    id: str
    pseudonym: str
    role: Role
    unit: str
    profile_id: str | None


def create(
    db: Db,
    login: str,
    password: str,
    role: Role,
    pseudonym: str,
    now: datetime,
    *,
    unit: str = "",
    profile_id: str | None = None,
    proposed_by: str = "",
) -> Account:
    """Raises `Conflict` when login or pseudonym are taken. Without a password nobody can sign in with one. An account that
    somebody proposed opens nothing before a second person agreed."""
    login_index = db.index(login.strip().lower())
    same = select(accounts.c.id).where((accounts.c.login_index == login_index) | (accounts.c.pseudonym == pseudonym))
    if db.connection.execute(same).first() is not None:
        raise Conflict("this login or pseudonym is taken")
    account = Account(new_id(), pseudonym, role, unit, profile_id)
    values = {
        "login_index": login_index,
        "password_hash": _hasher.hash(password) if password else "",
        "role": role.value,
        "created_at": now,
        "proposed_by": proposed_by,
        "agreed_at": None if proposed_by else now,
    }
    own = {"id": account.id, "pseudonym": pseudonym, "unit": unit, "profile_id": profile_id}
    db.connection.execute(insert(accounts).values(**own, **values))
    audit.write(db, now, proposed_by or pseudonym, "account created", about=profile_id or "", detail=f"{role}: {pseudonym}")
    return account


def with_password(db: Db, login: str, password: str) -> Account | None:
    """Whoever this login and password belong to, if they may sign in; it takes as long where nobody has that login."""
    login_index = db.index(login.strip().lower())
    query = select(accounts).where(accounts.c.login_index == login_index, *_open())
    row = db.connection.execute(query).one_or_none()
    if not _fits(row.password_hash if row else "", password) or row is None:
        return None
    return _read(row)


def knows_password(db: Db, account_id: str, password: str) -> bool:
    """Asked again before something that whoever finds an open screen must not do."""
    query = select(accounts.c.password_hash).where(accounts.c.id == account_id)
    return _fits(db.connection.execute(query).scalar_one(), password)


def has_password(db: Db, account_id: str) -> bool:
    """False for whoever signs in at the organisation's own provider alone."""
    return bool(db.connection.execute(select(accounts.c.password_hash).where(accounts.c.id == account_id)).scalar_one())


def set_password(db: Db, account: Account, password: str, now: datetime) -> None:
    values = {"password_hash": _hasher.hash(password)}
    db.connection.execute(update(accounts).where(accounts.c.id == account.id).values(values))
    audit.write(db, now, account.pseudonym, "password set")


def invite(db: Db, profile_id: str, now: datetime) -> str:
    """A token for the link in an invitation; kept as a digest, good once, for 14 days."""
    token = secrets.token_urlsafe(24)
    values = {"digest": db.index(f"invitation:{token}"), "profile_id": profile_id, "expires_at": now + _INVITATION}
    db.connection.execute(insert(invitations).values(values))
    return token


def invited(db: Db, token: str, now: datetime) -> str:
    """The profile that this invitation is for. Raises `NotFound` when it was used, has expired, or never was."""
    where = (invitations.c.digest == db.index(f"invitation:{token}"), invitations.c.used_at.is_(None))
    found = db.connection.execute(select(invitations.c.profile_id).where(*where, invitations.c.expires_at > now))
    profile_id = found.scalar_one_or_none()
    if profile_id is None:
        raise NotFound("this invitation was used or has expired; ask for a new one")
    return str(profile_id)


def use_invitation(db: Db, token: str, now: datetime) -> None:
    """Good once: raises `NotFound` for whoever comes second."""
    where = (invitations.c.digest == db.index(f"invitation:{token}"), invitations.c.used_at.is_(None))
    if db.connection.execute(update(invitations).where(*where).values(used_at=now)).rowcount == 0:
        raise NotFound("this invitation was used already; ask for a new one")


def with_role(db: Db, role: Role) -> list[Account]:
    """Everybody of this role who may sign in."""
    return [_read(row) for row in db.connection.execute(select(accounts).where(accounts.c.role == role.value, *_open()))]


def _open() -> tuple[ColumnElement[bool], ...]:
    """Neither closed nor waiting for a second person."""
    return accounts.c.disabled_at.is_(None), accounts.c.agreed_at.is_not(None)


def _fits(password_hash: str, password: str) -> bool:
    try:
        _hasher.verify(password_hash or _NOBODY, password)
    except VerificationError:
        return False
    return bool(password_hash)


def _read(row: Row[Any]) -> Account:
    return Account(row.id, row.pseudonym, Role(row.role), row.unit, row.profile_id)
