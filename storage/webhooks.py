"""Systems that are told when something happened, and what each has still to be told; by id, and nothing of the thing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update

from domain.due import Action, Due
from domain.errors import NotFound
from domain.hook import Delivery, Hook, HookEvent, new_secret
from storage import audit, due, rows
from storage.tables import deliveries, webhooks
from storage.vault import TOKEN_KEY, Db, new_id

_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Listening:
    """One system, with how it goes: how many are waiting, and the newest that ended."""

    hook: Hook
    created_at: datetime
    stopped_at: datetime | None
    waiting: int
    last_at: datetime | None
    last: str


def add(db: Db, name: str, url: str, events: tuple[HookEvent, ...], by: str, now: datetime) -> Hook:
    """From now on it is told; its secret is made here, and shown once."""
    hook = Hook(new_id(), name, url, new_secret(), events)
    sealed = db.lock(TOKEN_KEY, rows.texts_to_bytes(hook.url, hook.secret), f"webhook:{hook.id}")
    values = {"name": name, "sealed": sealed, "events": [event.value for event in events], "created_by": by, "created_at": now}
    db.connection.execute(insert(webhooks).values(id=hook.id, **values))
    audit.write(db, now, by, "webhook added", detail=name)
    return hook


def stop(db: Db, hook_id: str, by: str, now: datetime) -> None:
    """It is told nothing more, also not what was waiting."""
    where = (webhooks.c.id == hook_id, webhooks.c.stopped_at.is_(None))
    if db.connection.execute(update(webhooks).where(*where).values(stopped_at=now)).rowcount != 1:
        raise NotFound("there is no such webhook, or it was stopped")
    open_ones = select(deliveries.c.id).where(deliveries.c.webhook_id == hook_id, deliveries.c.ended_at.is_(None))
    for delivery_id in db.connection.execute(open_ones).scalars().all():
        ended(db, delivery_id, "stopped", now)
        due.strike(db, delivery_id)
    audit.write(db, now, by, "webhook stopped", detail=hook_id)


def listening(db: Db) -> list[Listening]:
    """All of them, the newest first."""
    found = []
    for row in db.connection.execute(select(webhooks).order_by(webhooks.c.created_at.desc())).all():
        about = deliveries.c.webhook_id == row.id
        open_ones = select(func.count()).select_from(deliveries).where(about, deliveries.c.ended_at.is_(None))
        newest = select(deliveries.c.ended_at, deliveries.c.outcome).where(about).order_by(deliveries.c.at.desc()).limit(1)
        last = db.connection.execute(newest).one_or_none()
        waiting = int(db.connection.execute(open_ones).scalar_one())
        seen = (last.ended_at, last.outcome) if last else (None, "")
        found.append(Listening(_hook(db, row.id), row.created_at, row.stopped_at, waiting, *seen))
    return found


def tell(db: Db, event: HookEvent, thing: str, at: datetime) -> None:
    """Note it for every system that wants to know, in the transaction in which it happened."""
    rows_of = db.connection.execute(select(webhooks.c.id, webhooks.c.events).where(webhooks.c.stopped_at.is_(None)))
    for hook_id in [row.id for row in rows_of if event.value in row.events]:
        delivery_id = new_id()
        values = {"id": delivery_id, "webhook_id": hook_id, "event": event.value, "thing": thing, "at": at}
        db.connection.execute(insert(deliveries).values(**values))
        due.note(db, Due(Action.HOOK, delivery_id, at))


def get(db: Db, delivery_id: str) -> tuple[Hook, Delivery]:
    """Raises `NotFound` for one that ended, or that was erased with what it was about."""
    row = db.connection.execute(select(deliveries).where(deliveries.c.id == delivery_id)).one_or_none()
    if row is None or row.ended_at is not None:
        raise NotFound("there is nothing to tell")
    delivery = Delivery(row.id, row.webhook_id, HookEvent(row.event), row.thing, row.at, row.tries)
    return _hook(db, row.webhook_id), delivery


def tried(db: Db, delivery_id: str, outcome: str) -> None:
    """It was not taken; it will be tried again."""
    values = {"tries": deliveries.c.tries + 1, "outcome": outcome[:16]}
    db.connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(values))


def ended(db: Db, delivery_id: str, outcome: str, now: datetime) -> None:
    values = {"tries": deliveries.c.tries + 1, "outcome": outcome[:16], "ended_at": now}
    db.connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(values))


def sweep(db: Db, now: datetime) -> None:
    """Those that ended a month ago are of no use to anybody."""
    db.connection.execute(delete(deliveries).where(deliveries.c.ended_at < now - _KEPT))


def _hook(db: Db, hook_id: str) -> Hook:
    row = db.connection.execute(select(webhooks).where(webhooks.c.id == hook_id)).one()
    url, secret = rows.texts_from_bytes(db.unlock(TOKEN_KEY, row.sealed, f"webhook:{row.id}"))
    return Hook(row.id, row.name, url, secret, tuple(HookEvent(event) for event in row.events))
