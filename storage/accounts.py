"""Who may sign in, as what; sessions kept on the server, so that they can be ended."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, insert, select, update

from domain.errors import Conflict, NotFound
from domain.roles import Role
from storage import audit
from storage.tables import accounts, invitations, sessions
from storage.vault import Db, new_id

_hasher = PasswordHasher()
_IDLE = timedelta(minutes=30)
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
) -> Account:
    """Raises `Conflict` when login or pseudonym are taken."""
    login_index = db.index(login.strip().lower())
    same = select(accounts.c.id).where((accounts.c.login_index == login_index) | (accounts.c.pseudonym == pseudonym))
    if db.connection.execute(same).first() is not None:
        raise Conflict("this login or pseudonym is taken")
    account = Account(new_id(), pseudonym, role, unit, profile_id)
    values = {"login_index": login_index, "password_hash": _hasher.hash(password), "role": role.value, "created_at": now}
    own = {"id": account.id, "pseudonym": pseudonym, "unit": unit, "profile_id": profile_id}
    db.connection.execute(insert(accounts).values(**own, **values))
    audit.write(db, now, pseudonym, "account created", about=profile_id or "", detail=role.value)
    return account


def sign_in(db: Db, login: str, password: str, now: datetime) -> tuple[Account, str] | None:
    """(account, cookie) or None. The cookie's digest alone is kept."""
    query = select(accounts).where(accounts.c.login_index == db.index(login.strip().lower()), accounts.c.disabled_at.is_(None))
    row = db.connection.execute(query).one_or_none()
    try:
        _hasher.verify(row.password_hash if row else _NOBODY, password)
    except VerificationError:
        return None
    if row is None:
        return None
    cookie = secrets.token_urlsafe(32)
    db.connection.execute(
        insert(sessions).values(digest=db.index(f"session:{cookie}"), account_id=row.id, created_at=now, seen_at=now)
    )
    audit.write(db, now, row.pseudonym, "signed in")
    return Account(row.id, row.pseudonym, Role(row.role), row.unit, row.profile_id), cookie


def of_session(db: Db, cookie: str, now: datetime) -> Account | None:
    """Whose session this is, unless it has idled too long; touching it keeps it alive."""
    digest = db.index(f"session:{cookie}")
    joined = select(accounts, sessions.c.seen_at).join(sessions, sessions.c.account_id == accounts.c.id)
    row = db.connection.execute(joined.where(sessions.c.digest == digest, accounts.c.disabled_at.is_(None))).one_or_none()
    if row is None or now - row.seen_at > _IDLE:
        return None
    db.connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=now))
    return Account(row.id, row.pseudonym, Role(row.role), row.unit, row.profile_id)


def sign_out(db: Db, cookie: str) -> None:
    db.connection.execute(delete(sessions).where(sessions.c.digest == db.index(f"session:{cookie}")))


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
    found = db.connection.execute(select(accounts).where(accounts.c.role == role.value, accounts.c.disabled_at.is_(None)))
    return [Account(row.id, row.pseudonym, Role(row.role), row.unit, row.profile_id) for row in found]
