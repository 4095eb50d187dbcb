"""Sessions, kept on the server so that their owner sees them and they can be ended; of a cookie only the digest is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, update

from domain.roles import Role
from storage import audit
from storage.accounts import Account
from storage.tables import accounts, sessions
from storage.vault import Db

_IDLE = timedelta(minutes=30)
_LONGEST = timedelta(hours=12)
#: How long one may take over a code or over setting one up.
_UNFINISHED = timedelta(minutes=10)
#: A visit is written down when the last one that was is older than this.
_NOTED = timedelta(seconds=20)


class Stage(StrEnum):
    """How far signing in has come."""

    WHOLE = "whole"
    CODE = "code"  # the password was right; a code is asked
    SET_UP = "set-up"  # the password was right; this role must set up a second factor first


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one person. `name` is the digest, which is worth nothing as a cookie."""

    name: str
    account: Account
    stage: Stage
    agent: str
    created_at: datetime
    seen_at: datetime
    language: str  # that its owner chose once, or nothing


def begin(db: Db, account: Account, stage: Stage, agent: str, now: datetime) -> str:
    """A new session, under a new cookie; returns the cookie. `agent`: the kind of browser."""
    cookie = secrets.token_urlsafe(32)
    values = {"account_id": account.id, "created_at": now, "seen_at": now, "stage": stage.value, "agent": agent[:64]}
    db.connection.execute(insert(sessions).values(digest=_digest(db, cookie), **values))
    if stage is Stage.WHOLE:
        audit.write(db, now, account.pseudonym, "signed in")
    return cookie


def whose(db: Db, cookie: str, now: datetime) -> Session | None:
    """The session of this cookie, unless it has idled or lasted too long or its account opens nothing."""
    query = _joined().where(sessions.c.digest == _digest(db, cookie))
    row = db.connection.execute(query.where(accounts.c.disabled_at.is_(None), accounts.c.agreed_at.is_not(None))).one_or_none()
    if row is None or _over(row.stage, row.created_at, row.seen_at, now):
        return None
    if now - row.seen_at > _NOTED:
        db.connection.execute(update(sessions).where(sessions.c.digest == row.digest).values(seen_at=now))
    return _read(row)


def of_account(db: Db, account_id: str, now: datetime) -> list[Session]:
    """Those that are still good, the newest first."""
    rows = db.connection.execute(_joined().where(accounts.c.id == account_id).order_by(sessions.c.seen_at.desc()))
    return [_read(row) for row in rows if not _over(row.stage, row.created_at, row.seen_at, now)]


def end(db: Db, cookie: str) -> None:
    db.connection.execute(delete(sessions).where(sessions.c.digest == _digest(db, cookie)))


def end_named(db: Db, account_id: str, name: str) -> None:
    """One of this account's own sessions; nobody else's."""
    db.connection.execute(delete(sessions).where(sessions.c.digest == name, sessions.c.account_id == account_id))


def end_all(db: Db, account_id: str) -> None:
    db.connection.execute(delete(sessions).where(sessions.c.account_id == account_id))


def sweep(db: Db, now: datetime) -> None:
    """Take out what nobody can use any more."""
    db.connection.execute(
        delete(sessions).where((sessions.c.seen_at < now - _IDLE - _NOTED) | (sessions.c.created_at < now - _LONGEST))
    )


def _over(stage: str, created_at: datetime, seen_at: datetime, now: datetime) -> bool:
    if stage != Stage.WHOLE.value:
        return now - created_at > _UNFINISHED
    # a visit may have been up to _NOTED later than the one that was written down
    return now - seen_at > _IDLE + _NOTED or now - created_at > _LONGEST


def _digest(db: Db, cookie: str) -> str:
    return db.index(f"session:{cookie}")


def _joined() -> Select[Any]:
    account = (accounts.c.id, accounts.c.pseudonym, accounts.c.role, accounts.c.unit, accounts.c.profile_id)
    own = (
        accounts.c.language,
        sessions.c.digest,
        sessions.c.stage,
        sessions.c.agent,
        sessions.c.created_at,
        sessions.c.seen_at,
    )
    return select(*account, *own).join(sessions, sessions.c.account_id == accounts.c.id)


def _read(row: Row[Any]) -> Session:
    account = Account(row.id, row.pseudonym, Role(row.role), row.unit, row.profile_id)
    return Session(row.digest, account, Stage(row.stage), row.agent, row.created_at, row.seen_at, row.language)
