"""Whose turn it is at a host: one rate for all workers together, on whatever machine they run.

The database's own clock counts here, since those of the machines differ; on SQLite there is one machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, select, text, update

from storage.once import insert_once
from storage.tables import host_turns
from storage.vault import Db

#: Who waits for somebody's answer looks again so soon, in seconds.
_GLANCE = 0.2


def take(db: Db, host: str, asker: str, delay: float, seconds: float) -> float:
    """0: the turn is this asker's, for so many `seconds` at most; else how many seconds to wait before asking again. `delay`:
    seconds between two questions to this host."""
    _soon(db)
    row = _row(db, host)
    now = _clock(db)
    if row.asker is not None and row.asker_until > now:
        return min(_GLANCE, float((row.asker_until - now).total_seconds()))
    wait = 0.0 if row.began_at is None else float((row.began_at - now).total_seconds()) + delay
    if wait > 0:
        return wait
    _set(db, host, began_at=now, asker=asker, asker_until=now + timedelta(seconds=seconds))
    return 0.0


def give_back(db: Db, host: str, asker: str, ago: float) -> None:
    """The answer is in; the question went out so many seconds ago. Nothing where the turn had passed to somebody else."""
    _soon(db)
    if _row(db, host).asker == asker:
        _set(db, host, began_at=_clock(db) - timedelta(seconds=ago), asker=None, asker_until=None)


def hush(db: Db, host: str, until: datetime) -> None:
    """The host asked all of us to be left alone until then."""
    _row(db, host)
    _set(db, host, quiet_until=until)


def quiet_until(db: Db, host: str) -> datetime | None:
    query = select(host_turns.c.quiet_until).where(host_turns.c.host == _named(db, host))
    return db.connection.execute(query).scalar_one_or_none()


def forget(db: Db, before: datetime) -> None:
    """Hosts that nobody asked since then, and that ask for nothing."""
    quiet_over = host_turns.c.quiet_until.is_(None) | (host_turns.c.quiet_until < before)
    db.connection.execute(delete(host_turns).where(host_turns.c.began_at < before, quiet_over))


def _named(db: Db, host: str) -> str:
    return db.index(f"host:{host}")


def _row(db: Db, host: str) -> Row[Any]:
    insert_once(db, host_turns, {"host": _named(db, host)})
    return db.connection.execute(select(host_turns).where(host_turns.c.host == _named(db, host)).with_for_update()).one()


def _set(db: Db, host: str, **values: datetime | str | None) -> None:
    db.connection.execute(update(host_turns).where(host_turns.c.host == _named(db, host)).values(**values))


def _clock(db: Db) -> datetime:
    if db.connection.dialect.name != "postgresql":
        return datetime.now(UTC)
    moment: datetime = db.connection.execute(select(func.clock_timestamp())).scalar_one()
    return moment


def _soon(db: Db) -> None:
    """A turn that a crash of the database forgets was a second's; nobody need wait for the disk."""
    if db.connection.dialect.name == "postgresql":
        db.connection.execute(text("SET LOCAL synchronous_commit TO OFF"))
