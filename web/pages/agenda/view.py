"""How much waits for which kind of work and since when: counts and ages, and never of whom."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.due import Action, Queue
from domain.parts import Condition, Part
from domain.roles import Role
from storage import counts, pulses
from web.access import Route, Visit
from web.texts import later

WORDS = {
    Action.SCAN: later("search a source"),
    Action.LOOK: later("look at a place again"),
    Action.SEND: later("send a letter"),
    Action.RECEIVE: later("read the mailbox"),
    Action.ASK: later("the clocks of a request"),
    Action.CAPTURE: later("capture a place that was told"),
    Action.REMIND: later("remind of what is owed"),
    Action.CHECK: later("check a source"),
    Action.TELL: later("say that something waits"),
    Action.DELIVER: later("a message to an employee"),
    Action.PURGE: later("erase"),
    Action.STAMP: later("time stamps"),
    Action.HOOK: later("tell another system"),
}
PARTS = {
    Part.DATABASE: later("database"),
    Part.KEYS: later("key store"),
    Part.CLOCK: later("clock"),
    Part.BROKER: later("broker"),
    Part.WORKERS: later("workers"),
    Part.INDEX: later("index of whom to look for"),
    Part.MAIL_OUT: later("outgoing mail"),
    Part.MAIL_IN: later("mailbox"),
    Part.TEXTS: later("text messages"),
}
CONDITIONS = {Condition.UP: later("well"), Condition.DOWN: later("not well"), Condition.OFF: later("not used")}


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        rows = counts.diary_by_action(db, visit.at)
    # pulses are in the machine's own time, also where the calendar is another one
    parts = pulses.readings(visit.house.vault, [queue.value for queue in Queue], datetime.now(UTC))
    words = {"actions": WORDS, "parts": PARTS, "conditions": CONDITIONS}
    return render_template("agenda/agenda.html", rows=rows, parts=parts, now=visit.at, words=words)


ROUTES = (Route("/beheer/agenda", overview, frozenset({Role.ADMINISTRATOR}), menu=later("Queues"), rank=30),)
