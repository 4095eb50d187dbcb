"""Takedowns and their steps; the state is folded from the steps, its column is an index written in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from domain.due import Action, Due
from domain.errors import Conflict, NotFound
from domain.hook import HookEvent
from domain.takedown import Event, State, Step, Takedown, state
from storage import chains, due, rows, webhooks
from storage.tables import steps, takedowns
from storage.vault import Db


def next_reference(db: Db, year: int) -> str:
    """What people quote: LW-2026-0001. It says nothing about whom it concerns."""
    prefix = f"LW-{year}-"
    db.turn(prefix)  # two drafts at the same moment bear two references
    longest_last = (func.length(takedowns.c.reference).desc(), takedowns.c.reference.desc())
    query = select(takedowns.c.reference).where(takedowns.c.reference.like(f"{prefix}%")).order_by(*longest_last).limit(1)
    last = db.connection.execute(query).scalar_one_or_none()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"


def keep(db: Db, takedown: Takedown) -> None:
    """A new takedown with its first steps."""
    db.connection.execute(
        insert(takedowns).values(
            id=takedown.id,
            reference=takedown.reference,
            exposure_id=takedown.exposure_id,
            profile_id=takedown.profile_id,
            case_id=takedown.case_id,
            route=takedown.route,
            recipient=takedown.recipient,
            author=takedown.author,
            state=takedown.state.value,
            sealed=_lock_texts(db, takedown),
        )
    )
    _write(db, takedown.id, takedown.steps)
    webhooks.tell(db, HookEvent.TAKEDOWN, takedown.id, takedown.steps[-1].at)


def get(db: Db, takedown_id: str) -> Takedown:
    row = db.connection.execute(select(takedowns).where(takedowns.c.id == takedown_id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("there is no such takedown")
    return _read(db, row)


def add(db: Db, takedown: Takedown, *new: Step) -> Takedown:
    """Add steps to a takedown as it was loaded; which clocks run then is reckoned anew. Raises `IllegalStep`, or `Conflict`
    if others were added meanwhile."""
    # Whoever adds at the same moment comes after us, and counts our steps.
    db.connection.execute(select(takedowns.c.id).where(takedowns.c.id == takedown.id).with_for_update())
    told = select(func.count()).select_from(steps).where(steps.c.takedown_id == takedown.id)
    if db.connection.execute(told).scalar_one() != len(takedown.steps):
        raise Conflict("this takedown moved on meanwhile; look at it again")
    moved = replace(takedown, steps=(*takedown.steps, *new))
    now = state(moved.steps)
    _write(db, takedown.id, new)
    values: dict[str, Any] = {"state": now.value}
    for step in new:
        if step.event is Event.RELEASED:
            values |= {"token": step.fact("token"), "message_id": step.fact("message_id")}
    db.connection.execute(update(takedowns).where(takedowns.c.id == takedown.id).values(values))
    if now is not takedown.state:
        webhooks.tell(db, HookEvent.TAKEDOWN, takedown.id, moved.steps[-1].at)
    return moved


def rewrite(db: Db, takedown: Takedown, subject: str, text: str) -> Takedown:
    """Keep another text; the caller adds the step that voids the approvals."""
    rewritten = replace(takedown, subject=subject, text=text)
    where = takedowns.c.id == takedown.id
    db.connection.execute(update(takedowns).where(where).values(sealed=_lock_texts(db, rewritten)))
    return rewritten


def all_of(db: Db, *, exposure_id: str = "", profile_id: str = "") -> list[Takedown]:
    """Every takedown, or those of one exposure or profile, by reference."""
    query = select(takedowns).order_by(takedowns.c.reference)
    if exposure_id:
        query = query.where(takedowns.c.exposure_id == exposure_id)
    if profile_id:
        query = query.where(takedowns.c.profile_id == profile_id)
    return [_read(db, row) for row in db.connection.execute(query).all()]


def by_attempt(db: Db, tokens: tuple[str, ...], message_ids: tuple[str, ...]) -> str | None:
    """The id of the takedown of which one attempt bore this token or message id; earlier attempts count as well."""
    tokens, message_ids = tuple(filter(None, tokens)), tuple(filter(None, message_ids))  # a draft has neither yet
    for column, values in ((takedowns.c.token, tokens), (takedowns.c.message_id, message_ids)):
        found = db.connection.execute(select(takedowns.c.id).where(column.in_(values)).limit(1)).scalar_one_or_none()
        if found is not None:
            return str(found)
    if not tokens and not message_ids:
        return None
    for row in db.connection.execute(select(steps).where(steps.c.event == Event.RELEASED.value)):
        released = rows.step(row)
        if released.fact("token") in tokens or released.fact("message_id") in message_ids:
            return str(row.takedown_id)
    return None


def by_reference(db: Db, references: tuple[str, ...]) -> str | None:
    """The id of the takedown that people call so; anybody can guess a reference, so it proves nothing."""
    query = select(takedowns.c.id).where(takedowns.c.reference.in_(references)).limit(1)
    return db.connection.execute(query).scalar_one_or_none()


def count_steps(db: Db, event: Event) -> int:
    return int(db.connection.execute(select(func.count()).select_from(steps).where(steps.c.event == event.value)).scalar_one())


def open_alike(db: Db, exposure_id: str, recipient: str) -> int:
    """How many takedowns about this exposure this recipient already has in hand."""
    done = [State.FULFILLED.value, State.WITHDRAWN.value, State.CLOSED_LAWFUL.value, State.SUPERSEDED.value]
    where = (takedowns.c.exposure_id == exposure_id, takedowns.c.recipient == recipient, takedowns.c.state.not_in(done))
    return int(db.connection.execute(select(func.count()).select_from(takedowns).where(*where)).scalar_one())


def latest_at(db: Db) -> datetime | None:
    """When the newest step was taken."""
    return db.connection.execute(select(func.max(steps.c.at))).scalar_one_or_none()


def _write(db: Db, takedown_id: str, new: Iterable[Step]) -> None:
    """Each step with its link to the one before; and in the diary, that somebody must see which clocks run now."""
    before = chains.last_link(db, takedown_id)
    for step in new:
        values = {"event": step.event.value, "at": step.at, "by": step.by, "facts": [list(fact) for fact in step.facts]}
        before = chains.link(before, step)
        db.connection.execute(insert(steps).values(takedown_id=takedown_id, chain=before, **values))
        due.bring_forward(db, Due(Action.ASK, takedown_id, step.at))


def _lock_texts(db: Db, takedown: Takedown) -> bytes:
    return db.lock(takedown.case_id, rows.texts_to_bytes(takedown.subject, takedown.text), f"takedown:{takedown.id}")


def _read(db: Db, row: Row[Any]) -> Takedown:
    told = db.connection.execute(select(steps).where(steps.c.takedown_id == row.id).order_by(steps.c.seq))
    subject, text = rows.texts_from_bytes(db.unlock(row.case_id, row.sealed, f"takedown:{row.id}"))
    return Takedown(
        id=row.id,
        reference=row.reference,
        exposure_id=row.exposure_id,
        profile_id=row.profile_id,
        case_id=row.case_id,
        route=row.route,
        recipient=row.recipient,
        author=row.author,
        steps=tuple(rows.step(step) for step in told),
        text=text,
        subject=subject,
    )
