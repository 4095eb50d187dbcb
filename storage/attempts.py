"""How often something failed or was asked lately, counted for all processes together; of what it was a keyed digest is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from storage.once import insert_once
from storage.tables import attempts
from storage.vault import Db


def failed(db: Db, what: str, lasts: timedelta, now: datetime, amount: int = 1) -> int:
    """Count it; forgotten `lasts` after the first. Returns how often it failed since."""
    key = _key(db, what)
    db.connection.execute(delete(attempts).where(attempts.c.key == key, attempts.c.until <= now))
    if not insert_once(db, attempts, {"key": key, "number": amount, "until": now + lasts}):
        db.connection.execute(update(attempts).where(attempts.c.key == key).values(number=attempts.c.number + amount))
    return number(db, what, now)


def number(db: Db, what: str, now: datetime) -> int:
    query = select(attempts.c.number).where(attempts.c.key == _key(db, what), attempts.c.until > now)
    return int(db.connection.execute(query).scalar_one_or_none() or 0)


def until(db: Db, what: str, now: datetime) -> datetime:
    """When it is forgotten; now, where nothing is remembered."""
    query = select(attempts.c.until).where(attempts.c.key == _key(db, what), attempts.c.until > now)
    found = db.connection.execute(query).scalar_one_or_none()
    return found or now


def forget(db: Db, what: str) -> None:
    db.connection.execute(delete(attempts).where(attempts.c.key == _key(db, what)))


def sweep(db: Db, now: datetime | None) -> None:
    """Take out what is past; everything, where no moment is given."""
    query = delete(attempts)
    db.connection.execute(query if now is None else query.where(attempts.c.until <= now))


def _key(db: Db, what: str) -> str:
    return db.index(f"attempt:{what}")
