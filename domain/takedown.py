"""The request for removal: who is asked, on what ground, and what was said; domain/transitions.py holds every step.

Mail, portals and people move a takedown. Only what we see ourselves moves an exposure, and only that makes a
takedown fulfilled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from domain.errors import IllegalStep
from domain.states import FINAL, OPEN, Event, State
from domain.transitions import GOES_ON_UNDER_HOLD, TRANSITIONS

__all__ = [
    "FINAL",
    "GOES_ON_UNDER_HOLD",
    "OPEN",
    "TRANSITIONS",
    "Event",
    "State",
    "Step",
    "Takedown",
    "allows",
    "state",
]


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

    @property
    def beneath(self) -> State:
        """Where it stands, and under a police hold where it stands beneath it: clocks and answers go by that."""
        now, held_from = _fold(self.steps)
        return held_from if now is State.POLICE_HOLD and held_from is not None else self.state

    @property
    def parent(self) -> str:
        """The reference of the request that this one takes further, if any."""
        return self.steps[0].fact("parent") if self.steps else ""

    @property
    def children(self) -> tuple[str, ...]:
        """The references of the requests that took this one further."""
        return tuple(step.fact("child") for step in self.steps if step.event is Event.ESCALATION and step.fact("child"))

    def last_of_round(self, *events: Event) -> Step | None:
        """The newest of these events in this attempt."""
        return next((step for step in reversed(self.round) if step.event in events), None)

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
