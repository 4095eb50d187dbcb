"""What people owe: the most urgent first, each to be closed by whoever did it, with what came of it."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, NotFound
from domain.roles import Role
from domain.states import Event
from domain.takedown import Step
from domain.task import Task, TaskKind
from domain.timers import Timer
from storage import takedowns, tasks
from storage.vault import Db
from takedown.clocks import CLOSED
from web import interest
from web.access import NotForYou, Route, Visit
from web.texts import _, later

_STAFF = frozenset({Role.SPECIALIST, Role.COORDINATOR})
#: What can come of a task.
OUTCOMES: dict[str, Any] = {
    "done": later("it is done"),
    "not-needed": later("it is not needed any more"),
    "not-possible": later("it is not possible"),
    "declined": later("the employee does not want it"),
}
#: The clock that stops ringing once a person did what it guards.
_CLOCKS = {TaskKind.COMPLAIN: Timer.COMPLAINT, TaskKind.OBJECT: Timer.OBJECTION}


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        free = interest.free_for(db, visit)
        mine = [task for task in tasks.waiting(db) if task.profile_id in free]
        about = {task.id: _reference(db, task) for task in mine}
    own = [task for task in mine if task.owner is visit.account.role]
    others = [task for task in mine if task.owner is not visit.account.role]
    return render_template("tasks/tasks.html", own=own, others=others, about=about, outcomes=OUTCOMES, now=visit.at)


def close(visit: Visit, task_id: str) -> ResponseReturnValue:
    outcome = request.form.get("outcome", "")
    with visit.house.vault.begin() as db:
        task = tasks.get(db, task_id)
        interest.check(db, visit, task.profile_id)
        if task.owner is not visit.account.role:
            raise NotForYou(_("This task is for another role."))
        if outcome not in OUTCOMES:
            raise BadInput("outcome", "choose one of those offered")
        tasks.close(db, task_id, visit.by, visit.at, outcome)
        _stop_clock(db, visit, task)
    return redirect(url_for("tasks.overview"))


def _stop_clock(db: Db, visit: Visit, task: Task) -> None:
    clock = _CLOCKS.get(task.kind)
    if clock is not None:
        takedown = takedowns.get(db, task.thing)
        takedowns.add(db, takedown, Step(Event.NOTED, visit.at, visit.by, ((CLOSED, clock.value),)))


def _reference(db: Db, task: Task) -> tuple[str, str] | None:
    """(id, reference) of the request that it is about, if it is about one."""
    try:
        return task.thing, takedowns.get(db, task.thing).reference
    except NotFound:
        return None


ROUTES = (
    Route("/taken", overview, _STAFF, menu=later("Tasks"), rank=15),
    Route("/taken/<task_id>", close, _STAFF, ("POST",)),
)
