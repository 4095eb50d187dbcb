"""Who has the desk, and when: the roster of the contact point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from domain.errors import BadInput
from storage import audit
from storage.tables import duties
from storage.vault import Db, new_id


@dataclass(frozen=True, slots=True)
class Duty:
    """`until` is outside."""

    id: str
    pseudonym: str
    since: datetime
    until: datetime


def add(db: Db, pseudonym: str, since: datetime, until: datetime, by: str, now: datetime) -> None:
    """Raises `BadInput` for a duty that ends before it begins."""
    if until <= since:
        raise BadInput("duty", "it ends before it begins")
    values = {"id": new_id(), "pseudonym": pseudonym, "since": since, "until": until, "by": by}
    db.connection.execute(insert(duties).values(values))
    audit.write(db, now, by, "duty set", detail=pseudonym)


def remove(db: Db, duty_id: str, by: str, now: datetime) -> None:
    if db.connection.execute(delete(duties).where(duties.c.id == duty_id)).rowcount:
        audit.write(db, now, by, "duty removed")


def forget(db: Db, before: datetime) -> None:
    """Those that were over by then."""
    db.connection.execute(delete(duties).where(duties.c.until < before))


def on_duty(db: Db, now: datetime) -> str:
    """Who has the desk now; of several the one who began last; empty where nobody was put down."""
    here = (duties.c.since <= now, duties.c.until > now)
    query = select(duties.c.pseudonym).where(*here).order_by(duties.c.since.desc(), duties.c.id).limit(1)
    return db.connection.execute(query).scalar_one_or_none() or ""


def ahead(db: Db, now: datetime) -> list[Duty]:
    """Those that are not over, soonest first."""
    query = select(duties).where(duties.c.until > now).order_by(duties.c.since, duties.c.id)
    return [Duty(row.id, row.pseudonym, row.since, row.until) for row in db.connection.execute(query)]
