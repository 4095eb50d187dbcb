"""Lets the clocks of a takedown ring: the step that each one takes by itself, and the task that it makes for a person.

Nothing is sent from here: a reminder is a letter like any other, with its gates and a second person. Every step of a takedown
brings this actor's line in the diary forward, so that clocks start, stop and move with what was said.
"""

from __future__ import annotations

from datetime import timedelta

from domain.due import Action, Due, ask_due
from domain.states import State
from domain.takedown import Event, Step, Takedown, allows
from domain.task import OWNER, TaskKind
from domain.timers import RULES, Clock, Timer
from storage import due, takedowns, tasks
from storage.due import Taken
from storage.vault import Db
from takedown.clocks import RANG
from workers.services import Services
from workers.terms import running_clocks

BY = "luwte"
#: What a person owes as soon as a request stands there, without any clock.
_AT_ONCE = {State.BOUNCED: TaskKind.FIND_ADDRESS, State.SEND_UNKNOWN: TaskKind.DECIDE_ARRIVAL}
#: A task that no law dates is to be done so soon.
SOON = timedelta(days=2)
#: Evidence is renewed so long before it is too old to be sent on.
_RENEW_BEFORE = timedelta(hours=4)


def act(services: Services, taken: Taken) -> None:
    now = services.now()
    with services.vault.begin() as db:
        due.hold(db, taken)
        takedown = takedowns.get(db, taken.thing)
        _at_once(services, db, takedown)
        clocks = running_clocks(services, db, takedown)
        while clocks and clocks[0].at <= now:
            takedown = _ring(services, db, takedown, clocks[0])
            clocks = running_clocks(services, db, takedown)
        _renew(db, takedown, clocks)
        due.settle(db, taken, ask_due(takedown, clocks))
        _not_for_nothing(db, takedown, clocks)


def _ring(services: Services, db: Db, takedown: Takedown, clock: Clock) -> Takedown:
    """One step, and one task, in one transaction: a clock rings once."""
    now, rule = services.now(), RULES[clock.timer]
    event = rule.does if rule.does is not None and allows(takedown.steps, rule.does) else Event.NOTED
    facts = [(RANG, clock.name)]
    if clock.timer is Timer.RECEIPT:
        facts.append(("late", "receipt"))
    if event is Event.STOPPED:
        facts.append(("gates", "G1"))
    if rule.asks is not None:
        about = takedown.case_id if clock.timer is Timer.HOLD else takedown.id
        tasks.open_task(db, rule.asks, about, takedown.profile_id, now, clock.by or now + SOON, mark=_mark(clock))
        _tell(db, rule.asks, services)
    return takedowns.add(db, takedown, Step(event, now, BY, tuple(facts)))


def _mark(clock: Clock) -> str:
    """A case with ten requests under one hold is asked after once; all other tasks are about one request."""
    return f"{clock.mark[:2]}{clock.at:%Y%m%d}" if clock.timer is Timer.HOLD else f"{clock.mark}@{clock.since:%Y%m%d%H%M}"


def _at_once(services: Services, db: Db, takedown: Takedown) -> None:
    kind = _AT_ONCE.get(takedown.beneath)
    if kind is None:
        return
    now, since = services.now(), takedown.steps[-1].at
    if tasks.open_task(db, kind, takedown.id, takedown.profile_id, now, now + SOON, mark=f"{since:%Y%m%d%H%M}"):
        _tell(db, kind, services)


def _tell(db: Db, kind: TaskKind, services: Services) -> None:
    due.bring_forward(db, Due(Action.TELL, OWNER[kind].value, services.now()))


def _renew(db: Db, takedown: Takedown, clocks: tuple[Clock, ...]) -> None:
    """T9: a letter that waits to be released is looked after, so that its evidence does not grow old for nothing."""
    evidence = next((clock for clock in clocks if clock.timer is Timer.EVIDENCE), None)
    if evidence is not None:
        due.bring_forward(db, Due(Action.LOOK, takedown.exposure_id, evidence.at - _RENEW_BEFORE))


def _not_for_nothing(db: Db, takedown: Takedown, clocks: tuple[Clock, ...]) -> None:
    """Our own steps brought this line forward to now; what they did to the clocks has been reckoned with already."""
    upcoming = ask_due(takedown, clocks)
    if upcoming is None:
        due.strike(db, takedown.id, Action.ASK)
    else:
        due.note(db, upcoming)
