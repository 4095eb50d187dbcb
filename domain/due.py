"""What must happen next for a thing, folded from its history; the diary only repeats it (architecture, decisions 3 and 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.exposure import AFTER_CLAIM, Exposure, next_look
from domain.takedown import Event, State, Takedown
from domain.watch import FlareUp, Watch, next_scan


class Action(StrEnum):
    """One actor each."""

    SCAN = "scan"  # a watch
    LOOK = "look"  # an exposure
    SEND = "send"  # a takedown
    RECEIVE = "receive"  # the mailbox
    ASK = "ask"  # a takedown whose reply is late
    CHECK = "check"  # a source and its canaries
    TELL = "tell"  # somebody has something waiting
    PURGE = "purge"  # a profile that withdrew, or content past its time


@dataclass(frozen=True, slots=True)
class Due:
    action: Action
    thing: str
    at: datetime


#: How long we wait for a receipt before a human is asked to remind (takedown.md T1).
RECEIPT_LATE = timedelta(days=7)


def scan_due(watch: Watch, last_scan: datetime, flare_ups: Iterable[FlareUp]) -> Due:
    return Due(Action.SCAN, watch.id, next_scan(watch, last_scan, flare_ups))


def look_due(exposure: Exposure, takedowns: Iterable[Takedown]) -> Due:
    """The next look: by the looks so far, or an hour after a claim that has not been looked at since."""
    at = next_look(exposure)
    for takedown in takedowns:
        claim = takedown.last(Event.CLAIM) or takedown.last(Event.CLAIM_PARTIAL)
        if claim is not None and claim.at + AFTER_CLAIM > exposure.last_look:
            at = min(at, claim.at + AFTER_CLAIM)
    return Due(Action.LOOK, exposure.id, at)


def takedown_due(takedown: Takedown, lapsed_from: datetime | None) -> Due | None:
    """SEND while the text is on its way out; ASK when the other side is late; nothing else runs by itself."""
    now = takedown.state
    if now is State.SENDING:
        released = takedown.last(Event.RELEASED)
        return Due(Action.SEND, takedown.id, released.at) if released else None
    sent = takedown.arrived
    if sent is None or now not in {State.SENT, State.RECEIPTED, State.EXTENDED}:
        return None
    # A receipt is asked after once: when its time has come and no step since has noted that it is late.
    reminded = any(step.event is Event.NOTED and step.fact("late") and step.at >= sent.at for step in takedown.steps)
    dates = [lapsed_from] if lapsed_from else []
    if now is State.SENT and not reminded:
        dates.append(sent.at + RECEIPT_LATE)
    return Due(Action.ASK, takedown.id, min(dates)) if dates else None
