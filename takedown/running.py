"""Which clock of the other side runs, read from the steps: since when, whether it was extended, and how long it stood still."""

from __future__ import annotations

from datetime import datetime

from domain.deadlines import Pause
from domain.holidays import Calendar
from domain.recipient import Recipient
from domain.takedown import Event, State, Step, Takedown
from takedown.route import Route, TermKind
from takedown.terms import ReplyDue, reply_due, zone_of

#: A receipt never stops a clock; an answer, a bounce or an end does.
_RUNS = frozenset({State.SENT, State.RECEIPTED, State.EXTENDED, State.LAPSED})


def running(
    takedown: Takedown, route: Route, recipient: Recipient, calendar: Calendar, *, threat: bool = False
) -> ReplyDue | None:
    """The term that runs, or None: nothing was sent, it was answered, or it never arrived."""
    arrived = takedown.arrived
    if arrived is None or takedown.beneath not in _RUNS:
        return None
    plain = reply_due(route, recipient, arrived.at, calendar, threat=threat)
    if route.reply.kind is not TermKind.STATUTORY:
        return plain
    pause = _pause(takedown, recipient)
    if pause is not None and pause.since > plain.deadline:  # a question after the term's end comes too late to stop it
        pause = None
    first = reply_due(route, recipient, arrived.at, calendar, pause=pause) if pause else plain
    if not _extended(takedown, first.lapses_at):
        return first
    return reply_due(route, recipient, arrived.at, calendar, extended=True, pause=pause)


def _extended(takedown: Takedown, lapses_at: datetime) -> bool:
    """Whether more time was taken in the first term, and reasons were given; else it moves no clock (AVG 12(3))."""
    told = _last(takedown, Event.EXTENSION)
    return told is not None and told.at < lapses_at and told.fact("reasons") != "none"


def _pause(takedown: Takedown, recipient: Recipient) -> Pause | None:
    """From a question that was accepted as timely until our answer to it, in days on the recipient's clock."""
    asked, answered = _last(takedown, Event.QUESTION), _last(takedown, Event.ANSWERED)
    if asked is None or answered is None or answered.at < asked.at or asked.fact("identity") != "asked":
        return None
    zone = zone_of(recipient)
    return Pause(asked.at.astimezone(zone).date(), answered.at.astimezone(zone).date())


def _last(takedown: Takedown, event: Event) -> Step | None:
    return next((step for step in reversed(takedown.round) if step.event is event), None)
