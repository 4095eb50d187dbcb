"""Which clocks run for a request, what people owe for it, what comes next and why: as the actors reckon, shown to a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from config.holidays import calendar_of
from config.timers import load_timers
from domain.due import Action
from domain.exposure import Exposure
from domain.recipient import Recipient
from domain.states import Event
from domain.takedown import Takedown, allows
from domain.task import Task
from domain.timers import Clock
from domain.transitions import TABLE
from storage import captures, cases, due, takedowns, tasks
from storage.vault import Db
from takedown.clocks import Setting, clocks
from takedown.routes import route_of


@dataclass(frozen=True, slots=True)
class Progress:
    """`clocks`: soonest first. `next_look`: of the place. `family`: (id, reference) of the request that this one takes further
    and of those that take it further. `possible`: the rows of the table that can follow, for whoever wants to know why."""

    clocks: tuple[Clock, ...]
    tasks: tuple[Task, ...]
    next_look: datetime | None
    parent: tuple[str, str] | None
    children: tuple[tuple[str, str], ...]
    possible: tuple[tuple[Event, str, str], ...]


def progress(db: Db, takedown: Takedown, exposure: Exposure, recipient: Recipient | None) -> Progress:
    look = due.noted(db, Action.LOOK, exposure.id)
    owed = [*tasks.waiting(db, thing=takedown.id), *tasks.waiting(db, thing=exposure.id)]
    return Progress(
        clocks=_clocks(db, takedown, recipient),
        tasks=tuple(owed),
        next_look=look,
        parent=_named(db, takedown.parent),
        children=tuple(found for one in takedown.children if (found := _named(db, one))),
        possible=tuple((row.event, row.who, row.effect) for row in TABLE if allows(takedown.steps, row.event)),
    )


def _clocks(db: Db, takedown: Takedown, recipient: Recipient | None) -> tuple[Clock, ...]:
    if recipient is None:
        return ()
    newest = captures.newest(db, takedown.exposure_id)
    theirs, threat = calendar_of(recipient.country), cases.get(db, takedown.case_id).threat
    evidence = newest.fetched_at if newest else None
    setting = Setting(route_of(takedown.route), recipient, theirs, calendar_of("NL"), load_timers(), evidence, threat)
    return clocks(takedown, setting)


def _named(db: Db, reference: str) -> tuple[str, str] | None:
    found = takedowns.by_reference(db, (reference,)) if reference else None
    return (found, reference) if found else None
