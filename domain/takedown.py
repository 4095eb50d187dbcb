"""The request for removal: who is asked, on what ground, and what was said; one table holds every step (takedown.md §2.2).

Mail, portals and people move a takedown. Only what we see ourselves moves an exposure, and only that makes a
takedown fulfilled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.errors import IllegalStep


class State(StrEnum):
    DRAFT = "draft"
    GATED = "gated"
    READY = "ready"
    SENDING = "sending"
    SEND_UNKNOWN = "send-unknown"
    SENT = "sent"
    BOUNCED = "bounced"
    RECEIPTED = "receipted"
    INFO_REQUESTED = "info-requested"
    EXTENDED = "extended"
    CLAIMED_REMOVED = "claimed-removed"
    CLAIMED_PARTIAL = "claimed-partial"
    REFUSED = "refused"
    REDIRECTED = "redirected"
    LAPSED = "lapsed"
    ESCALATED = "escalated"
    POLICE_HOLD = "police-hold"
    MOOT = "moot"
    FULFILLED = "fulfilled"
    CLOSED_LAWFUL = "closed-lawful"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Event(StrEnum):
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    APPROVED = "approved"  # every gate holds
    EDITED = "edited"
    SEEN_ABSENT = "seen-absent"
    RELEASED = "released"  # by a second person
    ACCEPTED = "sent"  # the other server took it
    REJECTED = "rejected"  # the other server refused it there and then
    LOST_TRACK = "lost-track"  # nobody knows whether it left
    STOPPED = "stopped"  # a gate no longer held when it was about to leave; nothing left
    BOUNCE = "bounce"
    RECEIPT = "receipt"
    QUESTION = "question"
    ANSWERED = "answered"
    EXTENSION = "extension"
    CLAIM = "claim"
    CLAIM_PARTIAL = "claim-partial"
    REFUSAL = "refusal"
    REDIRECTION = "redirection"
    LAPSE = "lapse"
    ESCALATION = "escalation"
    HOLD = "hold"
    HOLD_LIFTED = "hold-lifted"
    WITHDRAWAL = "withdrawal"
    ACCEPTED_AS_LAWFUL = "accepted-as-lawful"
    PROVEN_GONE = "gone"
    OTHER_FULFILLED = "other-fulfilled"
    REPEATED = "repeated"  # the place came back: the same takedown starts again
    NOTED = "noted"  # said, kept, and moving nothing: an out-of-office, a late claim


#: Somebody else has it in hand; late answers stay possible in LAPSED and ESCALATED.
OPEN = frozenset(
    {
        State.SENT,
        State.RECEIPTED,
        State.INFO_REQUESTED,
        State.EXTENDED,
        State.CLAIMED_REMOVED,
        State.CLAIMED_PARTIAL,
        State.REDIRECTED,
        State.LAPSED,
        State.REFUSED,
    }
)
FINAL = frozenset({State.FULFILLED, State.CLOSED_LAWFUL, State.WITHDRAWN, State.SUPERSEDED})
_WAITING = frozenset({State.SENT, State.RECEIPTED, State.EXTENDED})
_ANSWERABLE = OPEN | {State.ESCALATED, State.SEND_UNKNOWN}  # an answer proves that it arrived
_ANY = frozenset(State) - FINAL

#: Read aloud: "from <these states>, <event> leads to <state>". The comment names the row of takedown.md §2.2.
TRANSITIONS: dict[Event, tuple[frozenset[State], State]] = {
    Event.SUBMITTED: (frozenset({State.DRAFT}), State.GATED),  # r2
    Event.APPROVED: (frozenset({State.GATED}), State.READY),  # r3
    Event.EDITED: (frozenset({State.DRAFT, State.GATED, State.READY}), State.DRAFT),  # r4
    Event.SEEN_ABSENT: (frozenset({State.READY}), State.MOOT),  # r5
    Event.RELEASED: (frozenset({State.READY}), State.SENDING),  # r6
    Event.ACCEPTED: (frozenset({State.SENDING, State.SEND_UNKNOWN}), State.SENT),  # r7
    Event.REJECTED: (frozenset({State.SENDING}), State.BOUNCED),  # r8
    Event.LOST_TRACK: (frozenset({State.SENDING}), State.SEND_UNKNOWN),  # r9
    Event.STOPPED: (frozenset({State.SENDING}), State.GATED),  # not in the reference: see docs/decisions.md
    Event.BOUNCE: (frozenset({State.SENT, State.SEND_UNKNOWN}), State.BOUNCED),  # r10
    Event.RECEIPT: (frozenset({State.SENT, State.SEND_UNKNOWN}), State.RECEIPTED),  # r11
    Event.QUESTION: (_WAITING, State.INFO_REQUESTED),  # r12
    Event.ANSWERED: (frozenset({State.INFO_REQUESTED}), State.RECEIPTED),  # r13
    Event.EXTENSION: (frozenset({State.SENT, State.RECEIPTED}), State.EXTENDED),  # r14
    Event.CLAIM: (_ANSWERABLE, State.CLAIMED_REMOVED),  # r15
    Event.CLAIM_PARTIAL: (_ANSWERABLE, State.CLAIMED_PARTIAL),  # r16
    Event.REFUSAL: (_ANSWERABLE, State.REFUSED),  # r17
    Event.REDIRECTION: (_ANSWERABLE, State.REDIRECTED),  # r18
    Event.LAPSE: (_WAITING, State.LAPSED),  # r19
    Event.ESCALATION: (
        frozenset({State.REFUSED, State.LAPSED, State.CLAIMED_PARTIAL, State.CLAIMED_REMOVED, State.REDIRECTED, State.BOUNCED}),
        State.ESCALATED,
    ),  # r20; from a claim only when it was seen to be false
    Event.HOLD: (OPEN | {State.DRAFT, State.GATED, State.READY, State.ESCALATED, State.BOUNCED}, State.POLICE_HOLD),  # r21
    Event.WITHDRAWAL: (_ANY, State.WITHDRAWN),  # r23
    Event.ACCEPTED_AS_LAWFUL: (frozenset({State.REFUSED, State.LAPSED}), State.CLOSED_LAWFUL),  # r24
    Event.PROVEN_GONE: (OPEN | {State.ESCALATED, State.MOOT, State.BOUNCED, State.SEND_UNKNOWN}, State.FULFILLED),  # r25
    Event.OTHER_FULFILLED: (OPEN | {State.ESCALATED}, State.SUPERSEDED),  # r26
    Event.REPEATED: (
        frozenset({State.FULFILLED, State.SUPERSEDED, State.CLOSED_LAWFUL, State.MOOT}),
        State.DRAFT,
    ),  # r27; MOOT: seen again
}

#: r21: a hold stops what we send. What they say and what we see goes on, and moves the state that the hold is lifted to.
GOES_ON_UNDER_HOLD = frozenset(
    {
        Event.BOUNCE,
        Event.RECEIPT,
        Event.QUESTION,
        Event.EXTENSION,
        Event.CLAIM,
        Event.CLAIM_PARTIAL,
        Event.REFUSAL,
        Event.REDIRECTION,
        Event.LAPSE,
        Event.PROVEN_GONE,
        Event.OTHER_FULFILLED,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a takedown. `by`: a pseudonym, or "luwte"; `facts`: what the event carries
    (message id, token, ticket number, reason code); never an exposed value."""

    event: Event
    at: datetime
    by: str
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        return dict(self.facts).get(name, "")


def state(steps: Iterable[Step]) -> State:
    """Fold the steps. Raises `IllegalStep` for a step that the table does not have."""
    now, _ = _fold(steps)
    if now is None:
        raise IllegalStep("a takedown begins with 'drafted'")
    return now


def allows(steps: Iterable[Step], event: Event) -> bool:
    """Whether the table has this step from here."""
    try:
        _after(*_fold(steps), event)
    except IllegalStep:
        return False
    return True


def _fold(steps: Iterable[Step]) -> tuple[State | None, State | None]:
    """The state, and under a hold the one that it will be lifted to."""
    now: State | None = None
    held_from: State | None = None
    for step in steps:
        now, held_from = _after(now, held_from, step.event)
    return now, held_from


def _after(now: State | None, held_from: State | None, event: Event) -> tuple[State | None, State | None]:
    if now is State.POLICE_HOLD and event in GOES_ON_UNDER_HOLD:
        return now, _next(held_from, None, event)
    return _next(now, held_from, event), now if event is Event.HOLD else held_from


def _next(now: State | None, held_from: State | None, event: Event) -> State:
    if event is Event.DRAFTED and now is None:
        return State.DRAFT
    if now is None:
        raise IllegalStep(f"a takedown begins with 'drafted', not with {event}")
    if event is Event.NOTED:
        return now
    if event is Event.HOLD_LIFTED and now is State.POLICE_HOLD and held_from is not None:
        return held_from  # r22
    origins, target = TRANSITIONS.get(event, (frozenset(), now))
    if now not in origins:
        raise IllegalStep(f"{event} is not possible in {now}")
    return target


@dataclass(frozen=True, slots=True)
class Takedown:
    """One route to one recipient about one exposure. `reference` is what people quote; it says nothing about whom."""

    id: str
    reference: str
    exposure_id: str
    profile_id: str
    case_id: str
    route: str
    recipient: str
    author: str
    steps: tuple[Step, ...]
    text: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)

    @property
    def state(self) -> State:
        return state(self.steps)

    def last(self, event: Event) -> Step | None:
        return next((step for step in reversed(self.steps) if step.event is event), None)

    def last_fact(self, name: str) -> Step | None:
        """The newest step that carries a fact of this name."""
        return next((step for step in reversed(self.steps) if step.fact(name)), None)

    @property
    def claim_was_false(self) -> bool:
        """Whether a look after the newest claim of this attempt still saw the place."""
        claim = next((step for step in reversed(self.round) if step.event in {Event.CLAIM, Event.CLAIM_PARTIAL}), None)
        seen = self.last_fact("claim")
        return claim is not None and seen is not None and seen.at >= claim.at

    @property
    def arrived(self) -> Step | None:
        """What proves of this attempt that it arrived: their server took it, or they say that they have it."""
        return next((step for step in self.round if step.event in {Event.ACCEPTED, Event.RECEIPT}), None)

    @property
    def round(self) -> tuple[Step, ...]:
        """The steps since the place last came back: what this attempt is about."""
        starts = [n for n, step in enumerate(self.steps) if step.event in {Event.DRAFTED, Event.REPEATED}]
        return self.steps[starts[-1] :] if starts else self.steps
