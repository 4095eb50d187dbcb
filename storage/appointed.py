"""Accounts of staff as an administrator sees and changes them. Each takes two people: one proposes, another one agrees.

Whoever can make an account can come in by it, and whoever resets a password too. So an account opens nothing until a second
person has agreed to what was done last (docs/decisions.md).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from domain.errors import Conflict, NotFound, NotPermitted
from domain.roles import Role
from storage import accounts, audit, second_factor, sessions
from storage.accounts import Account
from storage.tables import account_links
from storage.tables import accounts as table
from storage.tables import sessions as session_table
from storage.vault import Db, new_id

_LINK = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Listed:
    """One account of staff, without a word about what it may read."""

    account: Account
    created_at: datetime
    disabled_at: datetime | None
    agreed_at: datetime | None
    proposed_by: str
    by_provider: bool
    has_factor: bool
    seen_at: datetime | None


def listed(db: Db) -> list[Listed]:
    """All of staff, by name; employees are none of an administrator's business."""
    return [_listed(db, row) for row in db.connection.execute(select(table).where(_STAFF).order_by(table.c.pseudonym)).all()]


def get(db: Db, account_id: str) -> Listed:
    """Raises `NotFound`, for an employee's account too."""
    row = db.connection.execute(select(table).where(table.c.id == account_id, _STAFF)).one_or_none()
    if row is None:
        raise NotFound("there is no such account of staff")
    return _listed(db, row)


def waiting(db: Db) -> list[Listed]:
    """Those to which a second person has not agreed yet."""
    return [one for one in listed(db) if one.agreed_at is None and one.disabled_at is None]


def exists(db: Db, role: Role) -> bool:
    """Whether anybody of this role can sign in."""
    return bool(accounts.with_role(db, role))


def propose(db: Db, login: str, role: Role, pseudonym: str, unit: str, by: str, now: datetime) -> tuple[Account, str]:
    """(account, token of the link with which its owner sets a password). Raises `Conflict` for a name that is taken."""
    account = accounts.create(db, login, "", role, pseudonym, now, unit=unit, proposed_by=by)
    return account, _link(db, account.id, now)


def agree(db: Db, account_id: str, second: Account, now: datetime) -> None:
    """Raises `NotPermitted` for whoever proposed it, and for its owner; `Conflict` where nothing waits."""
    one = get(db, account_id)
    if second.pseudonym == one.proposed_by or second.id == account_id:
        raise NotPermitted("somebody else must agree; two people decide this")
    where = (table.c.id == account_id, table.c.agreed_at.is_(None), table.c.disabled_at.is_(None))
    if db.connection.execute(update(table).where(*where).values(agreed_at=now)).rowcount != 1:
        raise Conflict("somebody agreed already, or it was closed")
    audit.write(db, now, second.pseudonym, "account agreed", detail=one.account.pseudonym)


def renew(db: Db, account_id: str, by: str, now: datetime) -> str:
    """For whoever lost a password or a second factor: both are gone, and a link sets them anew, once a second person
    agreed. Returns the link's token."""
    one = get(db, account_id)
    sessions.end_all(db, account_id)
    second_factor.remove(db, account_id)
    values = {"password_hash": "", "agreed_at": None, "proposed_by": by}
    db.connection.execute(update(table).where(table.c.id == account_id).values(values))
    audit.write(db, now, by, "account renewed", detail=one.account.pseudonym)
    return _link(db, account_id, now)


def rescue(db: Db, pseudonym: str, password: str, now: datetime) -> None:
    """For whoever runs the server, where nobody is left who could agree: a new password, no second factor, every session over.
    Raises `NotFound` for who is none of staff, `Conflict` for an account that was closed or signs in at the provider."""
    one = next((one for one in listed(db) if one.account.pseudonym == pseudonym), None)
    if one is None:
        raise NotFound("there is no account of staff of that name; `luwte user list` shows them")
    if one.disabled_at is not None or one.by_provider:
        raise Conflict("this account was closed, or signs in with the organisation's own account; reset it there")
    sessions.end_all(db, one.account.id)
    second_factor.remove(db, one.account.id)
    accounts.set_password(db, one.account, password, now)
    db.connection.execute(update(table).where(table.c.id == one.account.id).values(agreed_at=now, proposed_by=""))
    audit.write(db, now, "operator", "account rescued", detail=pseudonym)


def disable(db: Db, account_id: str, by: str, now: datetime) -> None:
    """Nobody comes in by it any more, from this moment. Raises `NotPermitted` for one's own: so that one always is left."""
    one = get(db, account_id)
    if one.account.pseudonym == by:
        raise NotPermitted("somebody else must close your account")
    db.connection.execute(update(table).where(table.c.id == account_id).values(disabled_at=now))
    sessions.end_all(db, account_id)
    audit.write(db, now, by, "account closed", detail=one.account.pseudonym)


def disable_waiting(db: Db, account_id: str, by: str, now: datetime) -> None:
    """The second person says no. Raises `Conflict` where nothing waits: somebody agreed meanwhile."""
    if get(db, account_id).agreed_at is not None:
        raise Conflict("somebody agreed already")
    disable(db, account_id, by, now)


def enable(db: Db, account_id: str, by: str, now: datetime) -> None:
    """Open again, once a second person agreed."""
    one = get(db, account_id)
    values = {"disabled_at": None, "agreed_at": None, "proposed_by": by}
    db.connection.execute(update(table).where(table.c.id == account_id).values(values))
    audit.write(db, now, by, "account opened again", detail=one.account.pseudonym)


def linked(db: Db, token: str, now: datetime) -> Listed:
    """Whose password this link sets. Raises `NotFound` when it was used, has expired, or never was."""
    found = db.connection.execute(select(account_links.c.account_id).where(*_good(db, token, now))).scalar_one_or_none()
    if found is None:
        raise NotFound("this link was used or has expired; ask for a new one")
    return get(db, found)


def use_link(db: Db, token: str, password: str, now: datetime) -> Listed:
    """Good once: raises `NotFound` for whoever comes second."""
    one = linked(db, token, now)
    if db.connection.execute(update(account_links).where(*_good(db, token, now)).values(used_at=now)).rowcount != 1:
        raise NotFound("this link was used already; ask for a new one")
    accounts.set_password(db, one.account, password, now)
    return one


_STAFF: ColumnElement[bool] = table.c.role != Role.EMPLOYEE.value


def _link(db: Db, account_id: str, now: datetime) -> str:
    """A new one; those from before are worth nothing any more."""
    old = (account_links.c.account_id == account_id, account_links.c.used_at.is_(None))
    db.connection.execute(update(account_links).where(*old).values(used_at=now))
    token = secrets.token_urlsafe(24)
    values = {"digest": db.index(f"account:{token}"), "account_id": account_id, "expires_at": now + _LINK}
    db.connection.execute(insert(account_links).values(values))
    return token


def _good(db: Db, token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        account_links.c.digest == db.index(f"account:{token}"),
        account_links.c.used_at.is_(None),
        account_links.c.expires_at > now,
    )


def _listed(db: Db, row: Row[Any]) -> Listed:
    seen = select(func.max(session_table.c.seen_at)).where(session_table.c.account_id == row.id)
    return Listed(
        Account(row.id, row.pseudonym, Role(row.role), row.unit, row.profile_id),
        row.created_at,
        row.disabled_at,
        row.agreed_at,
        row.proposed_by,
        row.subject_index is not None,
        row.factor_at is not None,
        db.connection.execute(seen).scalar_one(),
    )


def new_pseudonym(role: Role) -> str:
    """A name for logs that says nothing about whom it names."""
    return f"{role.value}-{new_id()[:8]}"
