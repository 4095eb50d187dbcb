"""Which clocks run for a request, and when each rings: folded from its steps, its route, its recipient and the calendars.

A police hold stands in the way of none of them: it stops what we send, not what we owe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.deadlines import reckon
from domain.holidays import Calendar
from domain.recipient import Recipient, RecipientClass
from domain.states import BEFORE_SENDING, FINAL, Event, State
from domain.takedown import Step, Takedown
from domain.terms import Law, Term, Unit, term_of
from domain.timers import Clock, Periods, Timer, TimerKind
from takedown.route import Route, TermKind
from takedown.running import running
from takedown.terms import zone_of

#: The fact under which a step notes that a clock rang, or that a person has done what it guards.
RANG, CLOSED = "timer", "closed"
#: DSA 19: micro and small platforms need no complaint procedure; a mere host has none.
_HEARS_COMPLAINTS = frozenset({RecipientClass.PLATFORM, RecipientClass.MARKETPLACE})
_COMPLAINT, _OBJECTIONS = "dsa20", frozenset({"uavg35", "bezwaar"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What the clocks of one request are read by. `theirs`: the calendar of the recipient's country; `home`: the Dutch one;
    `evidence_at`: when the place was last captured; `threat`: somebody is in danger."""

    route: Route
    recipient: Recipient
    theirs: Calendar
    home: Calendar
    periods: Periods
    evidence_at: datetime | None = None
    threat: bool = False


def clocks(takedown: Takedown, setting: Setting) -> tuple[Clock, ...]:
    """Those that run and have not rung yet, soonest first."""
    rung = {step.fact(RANG) for step in takedown.round} | {step.fact(CLOSED) for step in takedown.round}
    found = (clock for clock in _all(takedown, setting) if clock.name not in rung and clock.timer.value not in rung)
    return tuple(sorted(found, key=lambda clock: (clock.at, clock.name)))


def _all(takedown: Takedown, setting: Setting) -> Iterator[Clock]:
    if takedown.beneath in FINAL:  # also where a hold lies over the end
        return
    yield from _receipt(takedown, setting)
    yield from _reply(takedown, setting)
    yield from _answer(takedown, setting)
    yield from _windows(takedown, setting)
    yield from _hold(takedown, setting)
    yield from _evidence(takedown, setting)


def _receipt(takedown: Takedown, setting: Setting) -> Iterator[Clock]:
    """T1: taken by their mail server, and nobody says that they have it. A receipt of which we know nothing stops it."""
    sent = takedown.last_of_round(Event.ACCEPTED)
    if sent is None or takedown.beneath is not State.SENT or any(step.fact("late") for step in takedown.round):
        return
    if takedown.route in setting.periods.receipt_soon_routes:
        yield Clock(Timer.RECEIPT, "", sent.at, sent.at + setting.periods.receipt_soon, TimerKind.POLICY)
    else:
        at, why = _after_working_days(setting.periods.receipt_working_days, sent.at, setting.theirs, setting.recipient)
        yield Clock(Timer.RECEIPT, "", sent.at, at, TimerKind.POLICY, why=why)


def _reply(takedown: Takedown, setting: Setting) -> Iterator[Clock]:
    """T2: the term of the law, or their own or our rule; from when it arrived. Void once it bounced, deaf to receipts."""
    arrived = takedown.arrived
    if arrived is None or takedown.beneath is State.LAPSED:
        return
    term = running(takedown, setting.route, setting.recipient, setting.theirs, threat=setting.threat)
    if term is not None:
        kind = TimerKind.STATUTORY if term.kind is TermKind.STATUTORY else TimerKind.POLICY
        yield Clock(Timer.REPLY, "", arrived.at, term.lapses_at, kind, why=term.steps)


def _answer(takedown: Takedown, setting: Setting) -> Iterator[Clock]:
    """T4: they asked, and their own term may stand still until we answer."""
    asked = takedown.last_of_round(Event.QUESTION)
    if asked is not None and takedown.beneath is State.INFO_REQUESTED:
        days = setting.periods.answer_working_days
        at, why = _after_working_days(days, asked.at, setting.home, setting.recipient, early=True)
        yield Clock(Timer.ANSWER, _mark(asked), asked.at, at, TimerKind.POLICY, why=why)


def _windows(takedown: Takedown, setting: Setting) -> Iterator[Clock]:
    """T5 and T6: what we may still do after their decision, and until when. Early, never rolled forward, deaf to a hold."""
    refused = takedown.last_of_round(Event.REFUSAL)
    if refused is None or takedown.beneath in BEFORE_SENDING:
        return
    follows = setting.route.after_refusal
    if _COMPLAINT in follows and setting.recipient.kind in _HEARS_COMPLAINTS:
        yield from _complaint(refused, setting)
    if not _OBJECTIONS.isdisjoint(follows):
        yield from _objection(refused, setting)


def _complaint(refused: Step, setting: Setting) -> Iterator[Clock]:
    zone = zone_of(setting.recipient)
    day = refused.at.astimezone(zone).date()
    found = reckon(term_of("dsa20-window"), day, setting.theirs)
    last = datetime.combine(found.ours or found.deadline, time(), zone)
    warn = reckon(Term(setting.periods.complaint_warn_months, Unit.MONTHS, Law.NONE), day, setting.theirs).deadline
    for mark, at in (("warn", datetime.combine(warn, time(), zone)), ("last", last - setting.periods.complaint_warn_last)):
        yield Clock(Timer.COMPLAINT, f"{mark}-{_mark(refused)}", refused.at, at, TimerKind.OURS, last, found.steps)


def _objection(refused: Step, setting: Setting) -> Iterator[Clock]:
    zone = zone_of(setting.recipient)
    found = reckon(term_of("six-weeks"), refused.at.astimezone(zone).date(), setting.home)
    last = datetime.combine(found.ours or found.deadline, time(), zone)
    for weeks in setting.periods.objection_warn_weeks:
        at = min(refused.at + timedelta(weeks=weeks), last)
        yield Clock(Timer.OBJECTION, f"{weeks}w-{_mark(refused)}", refused.at, at, TimerKind.OURS, last, found.steps)


def _hold(takedown: Takedown, setting: Setting) -> Iterator[Clock]:
    """T7: after three days, and then every week, somebody asks whether the hold still stands. Only the next one."""
    held = takedown.last_of_round(Event.HOLD)
    if held is None or takedown.state is not State.POLICE_HOLD:
        return
    times = sum(step.fact(RANG).startswith(Timer.HOLD) for step in takedown.round if step.at >= held.at)
    at = held.at + setting.periods.hold_first + times * setting.periods.hold_then
    yield Clock(Timer.HOLD, f"{times + 1}-{_mark(held)}", held.at, at, TimerKind.POLICY)


def _evidence(takedown: Takedown, setting: Setting) -> Iterator[Clock]:
    """T9: what is ready is not ready any more once its evidence is a day old."""
    if takedown.state is State.READY and setting.evidence_at is not None:
        at = setting.evidence_at + setting.periods.evidence_fresh
        yield Clock(Timer.EVIDENCE, f"{setting.evidence_at:%m%d%H%M}", setting.evidence_at, at, TimerKind.POLICY)


def _after_working_days(
    days: int, since: datetime, calendar: Calendar, recipient: Recipient, *, early: bool = False
) -> tuple[datetime, tuple[str, ...]]:
    """The first moment after so many working days; `early`: the last of those days itself, for what we ourselves owe."""
    zone = zone_of(recipient)
    found = reckon(Term(days, Unit.WORKING_DAYS, Law.NONE), since.astimezone(zone).date(), calendar)
    return datetime.combine(found.deadline if early else found.lapsed_from, time(), zone), found.steps


def _mark(step: Step) -> str:
    return f"{step.at:%Y%m%d%H%M}"
