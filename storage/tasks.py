"""What people owe: opened once for each ring of a clock, in the transaction in which it rang, and closed by a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from domain.errors import Conflict, NotFound
from domain.task import Task, TaskKind
from storage import audit
from storage.once import insert_once
from storage.tables import tasks
from storage.vault import Db, new_id


def open_task(db: Db, kind: TaskKind, thing: str, profile_id: str, now: datetime, due_at: datetime, *, mark: str = "") -> bool:
    """Whether it is new: the same kind about the same thing with the same mark is opened once."""
    values = {"id": new_id(), "kind": kind.value, "thing": thing, "mark": mark, "profile_id": profile_id}
    times = {"opened_at": now, "due_at": due_at, "done_by": "", "outcome": ""}
    return insert_once(db, tasks, values | times)


def get(db: Db, task_id: str) -> Task:
    row = db.connection.execute(select(tasks).where(tasks.c.id == task_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such task")
    return _read(row)


def waiting(db: Db, *, thing: str = "", profile_id: str = "") -> list[Task]:
    """Those that nobody has done, the most urgent first."""
    query = select(tasks).where(tasks.c.done_at.is_(None)).order_by(tasks.c.due_at, tasks.c.kind)
    return [_read(row) for row in db.connection.execute(_about(query, thing, profile_id))]


def all_of(db: Db, *, thing: str = "", profile_id: str = "") -> list[Task]:
    """Done or not, oldest first."""
    query = select(tasks).order_by(tasks.c.opened_at, tasks.c.due_at, tasks.c.kind)
    return [_read(row) for row in db.connection.execute(_about(query, thing, profile_id))]


def close(db: Db, task_id: str, by: str, now: datetime, outcome: str) -> Task:
    """Done, by this person, with this outcome. Raises `Conflict` when somebody did it already."""
    where = (tasks.c.id == task_id, tasks.c.done_at.is_(None))
    values = {"done_at": now, "done_by": by, "outcome": outcome[:64]}
    if db.connection.execute(update(tasks).where(*where).values(values)).rowcount != 1:
        raise Conflict("somebody did this already")
    closed = get(db, task_id)
    audit.write(db, now, by, "task done", about=closed.profile_id, detail=f"{closed.kind}: {outcome}")
    return closed


def settle(db: Db, kinds: Iterable[TaskKind], thing: str, by: str, now: datetime, outcome: str) -> None:
    """What was owed about this thing has been done another way."""
    names = [kind.value for kind in kinds]
    where = (tasks.c.kind.in_(names), tasks.c.thing == thing, tasks.c.done_at.is_(None))
    db.connection.execute(update(tasks).where(*where).values({"done_at": now, "done_by": by, "outcome": outcome[:64]}))


def _about(query: Any, thing: str, profile_id: str) -> Any:
    if thing:
        query = query.where(tasks.c.thing == thing)
    return query.where(tasks.c.profile_id == profile_id) if profile_id else query


def _read(row: Row[Any]) -> Task:
    dates = (row.opened_at, row.due_at, row.done_at)
    return Task(row.id, TaskKind(row.kind), row.thing, row.profile_id, row.mark, *dates, row.done_by, row.outcome)
