"""Accounts that come in by the organisation's own sign-in provider: known by its subject, which stays, never by an address.

Of issuer and subject only a digest is kept. One person may have two accounts there: one of staff, whose role the provider
says, and one as an employee, which they bound to it themselves.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from domain.errors import Conflict
from domain.roles import Role
from storage import accounts, appointed, audit, sessions
from storage.accounts import Account
from storage.tables import accounts as table
from storage.vault import Db, new_id

BY = "sign-in provider"


def of_staff(db: Db, issuer: str, subject: str, role: Role | None, unit: str | None, now: datetime) -> Account | None:
    """The account of this member of staff, in the role and team that the provider says today (no `unit`: it does not say
    teams); made at the first visit. None without a role, or where an administrator closed it: its sessions end then."""
    row = _row(db, _index(db, issuer, subject, employee=False))
    if row is not None and (role is None or row.disabled_at is not None):
        sessions.end_all(db, row.id)
        audit.write(db, now, row.pseudonym, "sign-in refused", detail="no role, or closed")
        return None
    if role is None:
        return None
    if row is None:
        return _made(db, issuer, subject, role, unit or "", now)
    unit = row.unit if unit is None else unit
    if (row.role, row.unit) != (role.value, unit):
        sessions.end_all(db, row.id)
        audit.write(db, now, BY, "role changed", detail=f"{row.pseudonym}: {row.role} to {role}")
    profile_id = _own_profile(db, issuer, subject)
    values = {"role": role.value, "unit": unit, "profile_id": profile_id}
    db.connection.execute(update(table).where(table.c.id == row.id).values(values))
    return Account(row.id, row.pseudonym, role, unit, profile_id)


def of_employee(db: Db, issuer: str, subject: str) -> Account | None:
    """The employee who bound their account to this subject, if there is one."""
    row = _row(db, _index(db, issuer, subject, employee=True))
    if row is None or row.disabled_at is not None:
        return None
    return Account(row.id, row.pseudonym, Role(row.role), row.unit, row.profile_id)


def bind(db: Db, account: Account, issuer: str, subject: str, now: datetime) -> None:
    """From now on this employee may come in by the provider. Raises `Conflict` where the subject is somebody else's."""
    index = _index(db, issuer, subject, employee=True)
    row = _row(db, index)
    if row is not None and row.id != account.id:
        raise Conflict("this sign-in belongs to another account")
    db.connection.execute(update(table).where(table.c.id == account.id).values(subject_index=index))
    staffed = _index(db, issuer, subject, employee=False)
    db.connection.execute(update(table).where(table.c.subject_index == staffed).values(profile_id=account.profile_id))
    audit.write(db, now, account.pseudonym, "sign-in provider bound", about=account.profile_id or "")


def is_bound(db: Db, account_id: str) -> bool:
    return db.connection.execute(select(table.c.subject_index).where(table.c.id == account_id)).scalar_one() is not None


def _made(db: Db, issuer: str, subject: str, role: Role, unit: str, now: datetime) -> Account:
    """Agreed at once: one person gives out roles at the provider, another one wrote down here what they mean."""
    profile_id = _own_profile(db, issuer, subject)
    name = appointed.new_pseudonym(role)
    account = accounts.create(db, f"{BY} {new_id()}", "", role, name, now, unit=unit, profile_id=profile_id)
    index = _index(db, issuer, subject, employee=False)
    db.connection.execute(update(table).where(table.c.id == account.id).values(subject_index=index))
    return account


def _own_profile(db: Db, issuer: str, subject: str) -> str | None:
    """Of a member of staff who is an employee with a profile too: so that they never judge what was found about themselves."""
    row = _row(db, _index(db, issuer, subject, employee=True))
    return None if row is None else row.profile_id


def _index(db: Db, issuer: str, subject: str, *, employee: bool) -> str:
    return db.index(f"subject:{'employee' if employee else 'staff'}:{issuer}\n{subject}")


def _row(db: Db, index: str) -> Row[Any] | None:
    return db.connection.execute(select(table).where(table.c.subject_index == index)).one_or_none()
