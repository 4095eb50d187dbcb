"""The request's machine (takedown.md §2.2): what may follow what, and what may never happen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.due import Action, send_due
from domain.errors import IllegalStep
from domain.takedown import FINAL, GOES_ON_UNDER_HOLD, TRANSITIONS, Event, State, Step, Takedown, allows, state

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SENT = (Event.DRAFTED, Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED)
#: What the other side can say or what we see, after which we must still be able to listen.
SAID = (Event.CLAIM, Event.CLAIM_PARTIAL, Event.REFUSAL, Event.REDIRECTION)


def steps(*events: Event) -> tuple[Step, ...]:
    return tuple(Step(event, START + timedelta(hours=n), "x") for n, event in enumerate(events))


def after(*events: Event) -> State:
    return state(steps(*events))


def a_takedown(*events: Event) -> Takedown:
    return Takedown("t1", "LW-2026-0001", "e1", "p1", "c1", "dsa16", "r1", "author", steps(*events))


ROADS = [
    (State.DRAFT, (Event.DRAFTED,)),
    (State.GATED, SENT[:2]),
    (State.READY, SENT[:3]),
    (State.DRAFT, (*SENT[:3], Event.EDITED)),
    (State.MOOT, (*SENT[:3], Event.SEEN_ABSENT)),
    (State.SENDING, SENT[:4]),
    (State.GATED, (*SENT[:4], Event.STOPPED)),
    (State.BOUNCED, (*SENT[:4], Event.REJECTED)),
    (State.SEND_UNKNOWN, (*SENT[:4], Event.LOST_TRACK)),
    (State.SENT, (*SENT[:4], Event.LOST_TRACK, Event.ACCEPTED)),
    (State.SENT, SENT),
    (State.BOUNCED, (*SENT, Event.BOUNCE)),
    (State.RECEIPTED, (*SENT, Event.RECEIPT)),
    (State.INFO_REQUESTED, (*SENT, Event.QUESTION)),
    (State.RECEIPTED, (*SENT, Event.QUESTION, Event.ANSWERED)),
    (State.EXTENDED, (*SENT, Event.RECEIPT, Event.EXTENSION)),
    (State.LAPSED, (*SENT, Event.RECEIPT, Event.LAPSE)),
    (State.REFUSED, (*SENT, Event.LAPSE, Event.REFUSAL)),
    (State.ESCALATED, (*SENT, Event.REFUSAL, Event.ESCALATION)),
    (State.CLAIMED_REMOVED, (*SENT, Event.REFUSAL, Event.ESCALATION, Event.CLAIM)),
    (State.CLOSED_LAWFUL, (*SENT, Event.REFUSAL, Event.ACCEPTED_AS_LAWFUL)),
    (State.FULFILLED, (*SENT, Event.CLAIM, Event.PROVEN_GONE)),
    (State.SUPERSEDED, (*SENT, Event.OTHER_FULFILLED)),
    (State.DRAFT, (*SENT, Event.PROVEN_GONE, Event.REPEATED)),
    (State.WITHDRAWN, (*SENT[:4], Event.WITHDRAWAL)),
]


@pytest.mark.parametrize(
    ("arrived", "road"), ROADS, ids=[f"{arrived} by {road[-1]} ({n})" for n, (arrived, road) in enumerate(ROADS)]
)
def test_a_road_through_the_table(arrived: State, road: tuple[Event, ...]) -> None:
    assert after(*road) is arrived


@pytest.mark.parametrize(
    "road",
    [
        (Event.SUBMITTED,),
        (Event.NOTED,),
        (Event.DRAFTED, Event.DRAFTED),
        (Event.DRAFTED, Event.RELEASED),
        (*SENT[:2], Event.RELEASED),
        (*SENT, Event.RELEASED),
        (*SENT[:3], Event.ACCEPTED),
        (*SENT, Event.BOUNCE, Event.LAPSE),
        (*SENT, Event.BOUNCE, Event.RECEIPT),
        (*SENT, Event.HOLD_LIFTED),
        (*SENT, Event.WITHDRAWAL, Event.REPEATED),
        (*SENT[:4], Event.WITHDRAWAL, Event.ACCEPTED),
        (*SENT[:4], Event.HOLD),
    ],
    ids=lambda road: " ".join(road),
)
def test_a_road_that_the_table_does_not_have(road: tuple[Event, ...]) -> None:
    with pytest.raises(IllegalStep):
        after(*road)
    assert not allows(steps(*road[:-1]), road[-1])


def test_a_takedown_without_steps_has_no_state() -> None:
    with pytest.raises(IllegalStep, match="begins with"):
        state(())
    assert allows((), Event.DRAFTED)


@pytest.mark.parametrize("held", sorted(TRANSITIONS[Event.HOLD][0]))
def test_a_hold_returns_to_where_it_began(held: State) -> None:
    road = next((road for arrived, road in ROADS if arrived is held), ())
    road = road or (*SENT, {State.REDIRECTED: Event.REDIRECTION, State.CLAIMED_PARTIAL: Event.CLAIM_PARTIAL}[held])

    assert after(*road, Event.HOLD) is State.POLICE_HOLD
    assert allows(steps(*road, Event.HOLD), Event.HOLD_LIFTED)
    assert after(*road, Event.HOLD, Event.NOTED, Event.HOLD_LIFTED) is held


@pytest.mark.parametrize("said", SAID)
def test_under_a_hold_we_go_on_listening(said: Event) -> None:
    held = (*SENT, Event.HOLD, said)

    assert after(*held) is State.POLICE_HOLD
    assert after(*held, Event.HOLD_LIFTED) is after(*SENT, said)
    assert a_takedown(*held).last(said) is not None


@pytest.mark.parametrize(
    "event", [Event.RELEASED, Event.SUBMITTED, Event.APPROVED, Event.ESCALATION, Event.ACCEPTED, Event.HOLD]
)
def test_under_a_hold_nothing_is_sent(event: Event) -> None:
    for road in (SENT[:1], SENT[:2], SENT[:3], (*SENT, Event.REFUSAL)):
        assert not allows(steps(*road, Event.HOLD), event)


def test_only_a_released_letter_is_due_to_leave() -> None:
    due = send_due(a_takedown(*SENT[:4]))

    assert due is not None
    assert (due.action, due.at) == (Action.SEND, START + timedelta(hours=3))
    assert send_due(a_takedown(*SENT[:3])) is send_due(a_takedown(*SENT)) is None


def test_a_claim_alone_fulfils_nothing() -> None:
    assert [event for event, (_, to) in TRANSITIONS.items() if to is State.FULFILLED] == [Event.PROVEN_GONE]
    assert after(*SENT, Event.CLAIM) is State.CLAIMED_REMOVED


def test_the_round_is_what_happened_since_the_place_came_back() -> None:
    again = a_takedown(*SENT, Event.PROVEN_GONE, Event.REPEATED, Event.SUBMITTED)

    assert [step.event for step in again.round] == [Event.REPEATED, Event.SUBMITTED]
    assert a_takedown(*SENT).round == a_takedown(*SENT).steps


def test_a_step_tells_its_facts_by_name() -> None:
    step = Step(Event.RECEIPT, START, "recipient", (("ticket", "AG-1"),))

    assert (step.fact("ticket"), step.fact("token")) == ("AG-1", "")


class TheRequest(RuleBasedStateMachine):
    """Any order of events: what the table refuses changes nothing, and what it lets through keeps every promise."""

    steps: tuple[Step, ...] = ()

    @initialize()
    def draft(self) -> None:
        self.steps = steps(Event.DRAFTED)

    @rule(event=st.sampled_from(sorted(Event)))
    def anything(self, event: Event) -> None:
        self._try(event)

    @precondition(lambda self: state(self.steps) not in FINAL)
    @rule(event=st.sampled_from([*SENT[1:], Event.RECEIPT, Event.HOLD, Event.HOLD_LIFTED, *SAID]))
    def the_usual(self, event: Event) -> None:
        self._try(event)

    def _try(self, event: Event) -> None:
        before, step = state(self.steps), Step(event, START + timedelta(hours=len(self.steps)), "x")
        if not allows(self.steps, event):
            with pytest.raises(IllegalStep):
                state((*self.steps, step))
            return
        self.steps = (*self.steps, step)
        self._promises(before, event, state(self.steps))

    def _promises(self, before: State, event: Event, now: State) -> None:
        if now is State.SENDING and before is not now:
            assert (before, event) in {(State.READY, Event.RELEASED), (State.POLICE_HOLD, Event.HOLD_LIFTED)}
        if now is State.FULFILLED and before is not now:
            assert event in {Event.PROVEN_GONE, Event.HOLD_LIFTED}
        if before is State.WITHDRAWN:
            assert (event, now) == (Event.NOTED, State.WITHDRAWN)
        if before in FINAL and now is not before:
            assert (event, now) == (Event.REPEATED, State.DRAFT)
        if before is State.POLICE_HOLD and now is State.POLICE_HOLD:
            assert event in GOES_ON_UNDER_HOLD | {Event.NOTED}
        if event is Event.NOTED:
            assert now is before
        if now is State.LAPSED and before is not now:
            assert event in {Event.LAPSE, Event.HOLD_LIFTED}

    @invariant()
    def only_what_was_released_in_this_round_was_sent(self) -> None:
        told = [step.event for step in a_takedown_of(self.steps).round]
        if Event.ACCEPTED in told:
            assert Event.RELEASED in told[: told.index(Event.ACCEPTED)]

    @invariant()
    def a_bounced_request_lapses_only_after_another_was_sent(self) -> None:
        told = [step.event for step in self.steps]
        for one, other in pairwise([n for n, e in enumerate(told) if e in {Event.BOUNCE, Event.REJECTED, Event.LAPSE}]):
            if told[one] in {Event.BOUNCE, Event.REJECTED} and told[other] is Event.LAPSE:
                assert Event.ACCEPTED in told[one:other] or Event.RECEIPT in told[one:other]

    @invariant()
    def replaying_the_steps_gives_the_same_state(self) -> None:
        if self.steps:
            assert state(self.steps) is state(list(self.steps)) is a_takedown_of(self.steps).state


def a_takedown_of(told: tuple[Step, ...]) -> Takedown:
    return Takedown("t1", "LW-2026-0001", "e1", "p1", "c1", "dsa16", "r1", "author", told or steps(Event.DRAFTED))


TestTheRequest = TheRequest.TestCase
TestTheRequest.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
