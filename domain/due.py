"""What must happen next for a thing, folded from its history; the diary only repeats it (architecture, decisions 3 and 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.exposure import AFTER_CLAIM, Exposure, next_look
from domain.flare_up import FlareUp, soonest
from domain.takedown import Event, State, Takedown
from domain.timers import Clock
from domain.watch import Watch, next_scan


class Action(StrEnum):
    """One actor each."""

    SCAN = "scan"  # a watch
    LOOK = "look"  # an exposure
    SEND = "send"  # a takedown
    RECEIVE = "receive"  # the mailbox
    ASK = "ask"  # a takedown: which of its clocks ring
    CAPTURE = "capture"  # a place that was told by telephone
    REMIND = "remind"  # a profile: mandate, support, and what is owed
    CHECK = "check"  # a source and its canaries
    TELL = "tell"  # somebody has something waiting
    DELIVER = "deliver"  # a message to an employee: an invitation, a proof
    HOOK = "hook"  # an event that another system is told of
    PURGE = "purge"  # a profile that withdrew, or content past its time
    STAMP = "stamp"  # time stamps that are missing, and the custody logs of the day


#: The thing of the standing line by which content past its time goes.
UPKEEP = "retention"


class Queue(StrEnum):
    """Where a diary line waits for its actor; each queue has workers of its own, so that none waits behind another's."""

    INTERACTIVE = "interactive"  # somebody waits for it, or it proves something at a moment
    CRAWL = "crawl"  # the routine of scans: long, and as many as there are people
    MAIL = "mail"  # letters, replies, and the clocks of requests
    REPORTS = "reports"  # upkeep, and what nobody waits for


#: What somebody waits for goes to INTERACTIVE, whatever stands here.
QUEUES: Mapping[Action, Queue] = {
    Action.SCAN: Queue.CRAWL,
    Action.LOOK: Queue.INTERACTIVE,
    Action.SEND: Queue.MAIL,
    Action.RECEIVE: Queue.MAIL,
    Action.ASK: Queue.MAIL,
    Action.CAPTURE: Queue.INTERACTIVE,
    Action.REMIND: Queue.MAIL,
    Action.CHECK: Queue.CRAWL,
    Action.TELL: Queue.MAIL,
    Action.DELIVER: Queue.INTERACTIVE,
    Action.HOOK: Queue.MAIL,
    Action.PURGE: Queue.REPORTS,
    Action.STAMP: Queue.REPORTS,
}


@dataclass(frozen=True, slots=True)
class Due:
    """`awaited`: somebody asked for it and waits."""

    action: Action
    thing: str
    at: datetime
    awaited: bool = False

    @property
    def queue(self) -> Queue:
        return Queue.INTERACTIVE if self.awaited else QUEUES[self.action]


#: Where a flare-up asks oftener than this, days count in hours: it does not wait behind the routine of everybody. A year's end,
#: which is everybody's at once and asks once a day, does.
_PRESSING = timedelta(hours=12)


def scan_due(watch: Watch, last_scan: datetime, flare_ups: Iterable[FlareUp]) -> Due:
    coming = next_scan(watch, last_scan, flare_ups)
    pressing = coming.because is not None and coming.because.cadence <= _PRESSING
    # a site is read for all, and takes its time: nobody waits for that
    return Due(Action.SCAN, watch.id, coming.at, awaited=pressing and watch.profile_id is not None)


def look_due(exposure: Exposure, takedowns: Iterable[Takedown], flare_ups: Iterable[FlareUp] = ()) -> Due:
    """T8, the next look: by the looks so far, an hour after a claim not looked at since, or sooner in a flare-up."""
    at = next_look(exposure)
    for takedown in takedowns:
        claim = takedown.last(Event.CLAIM) or takedown.last(Event.CLAIM_PARTIAL)
        if claim is not None and claim.at + AFTER_CLAIM > exposure.last_look:
            at = min(at, claim.at + AFTER_CLAIM)
    if exposure.accepted_at is None:
        at, _because = soonest(flare_ups, exposure.last_look, at)
    return Due(Action.LOOK, exposure.id, at)


def send_due(takedown: Takedown) -> Due | None:
    """SEND while the text is on its way out; a letter leaves by nothing else."""
    released = takedown.last(Event.RELEASED)
    sending = takedown.state is State.SENDING and released is not None
    return Due(Action.SEND, takedown.id, released.at) if sending and released else None


def ask_due(takedown: Takedown, clocks: Iterable[Clock]) -> Due | None:
    """When the next of its clocks rings."""
    at = min((clock.at for clock in clocks), default=None)
    return None if at is None else Due(Action.ASK, takedown.id, at)
