"""Which clocks run for a request, and when each rings: by its steps, its route and the calendars; never by a police hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.holidays import calendar_of
from config.timers import load_timers
from domain.recipient import Recipient, RecipientClass
from domain.states import Event
from domain.takedown import Step, Takedown, allows
from domain.timers import RULES, TABLE, Clock, Timer, TimerKind
from takedown.clocks import CLOSED, RANG, Setting, clocks
from takedown.routes import route_of

MON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SENT = (Event.DRAFTED, Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED)
PLATFORM = Recipient("x", "X", RecipientClass.PLATFORM, "a@x.example", "NL", "nl", ("x.example",), MON.date(), ("site", "rdap"))


def asked(route: str, *later: tuple[Event, timedelta] | Step) -> Takedown:
    """A letter that left on Monday, and what came of it so long after."""
    steps = [Step(event, MON, "a") for event in SENT]
    steps += [one if isinstance(one, Step) else Step(one[0], MON + one[1], "a") for one in later]
    return Takedown("t", "LW-2026-0001", "e", "p", "c", route, "x", "a", tuple(steps))


def setting(route: str, recipient: Recipient = PLATFORM, **more: object) -> Setting:
    theirs = calendar_of(recipient.country)
    made = Setting(route_of(route), recipient, theirs, calendar_of("NL"), load_timers())
    return replace(made, **more)  # type: ignore[arg-type]


def ring(takedown: Takedown, of: Setting) -> dict[str, datetime]:
    return {clock.timer.value: clock.at for clock in reversed(clocks(takedown, of))}


def dutch(*date: int) -> datetime:
    """Midnight in the Netherlands, in winter."""
    return datetime(*date, tzinfo=UTC) - timedelta(hours=1)  # type: ignore[arg-type, misc]


def test_every_clock_of_the_reference_has_its_line() -> None:
    assert [rule.timer.value for rule in TABLE] == [f"T{number}" for number in range(1, 13)]
    assert set(RULES) == set(Timer)


def test_a_notice_waits_two_days_for_its_receipt_and_a_week_for_its_answer() -> None:
    found = ring(asked("dsa16"), setting("dsa16"))
    assert found == {"T1": MON + 2 * DAY, "T2": dutch(2026, 12, 1)}
    assert ring(asked("dsa16"), setting("dsa16", threat=True))["T2"] == dutch(2026, 11, 25)


def test_a_legal_route_waits_five_working_days_and_a_month() -> None:
    found = ring(asked("gdpr17"), setting("gdpr17"))
    assert found["T1"] == dutch(2026, 12, 1), "Mon 30 Nov is the fifth working day"
    assert found["T2"] == dutch(2026, 12, 25) - timedelta(0)
    (reply,) = [clock for clock in clocks(asked("gdpr17"), setting("gdpr17")) if clock.timer is Timer.REPLY]
    assert reply.kind is TimerKind.STATUTORY
    assert reply.why


def test_the_recipients_country_gives_calendar_and_midnight() -> None:
    irish = replace(PLATFORM, country="IE")
    assert ring(asked("gdpr17"), setting("gdpr17", irish))["T2"] == datetime(2026, 12, 25, tzinfo=UTC)


def test_a_receipt_stops_its_own_clock_alone_and_a_bounce_voids_all() -> None:
    assert set(ring(asked("gdpr17", (Event.RECEIPT, DAY)), setting("gdpr17"))) == {"T2"}
    assert ring(asked("gdpr17", (Event.BOUNCE, DAY)), setting("gdpr17")) == {}


@pytest.mark.parametrize(
    ("after", "reasons", "lapses"),
    [
        (20, "given", dutch(2027, 2, 25)),  # three months from receipt, and the later reading
        (20, "none", dutch(2026, 12, 25)),
        (40, "given", dutch(2026, 12, 25)),
    ],
    ids=["in time", "without reasons", "too late"],
)
def test_an_extension_moves_the_clock_only_in_time_and_with_reasons(after: int, reasons: str, lapses: datetime) -> None:
    told = Step(Event.EXTENSION, MON + after * DAY, "a", (("reasons", reasons),))
    assert ring(asked("gdpr17", told), setting("gdpr17"))["T2"] == lapses


def test_a_timely_question_about_identity_makes_their_clock_stand_still_and_starts_ours() -> None:
    question = Step(Event.QUESTION, MON + 4 * DAY, "a", (("identity", "asked"),))
    assert ring(asked("gdpr17", question), setting("gdpr17")) == {"T4": dutch(2026, 12, 2)}
    answered = asked("gdpr17", question, (Event.ANSWERED, 11 * DAY))
    assert ring(answered, setting("gdpr17"))["T2"] == dutch(2027, 1, 1), "Wed 30 Dec, the later reading Thu 31 Dec"


def test_a_refusal_of_a_legal_request_gives_us_six_weeks_with_three_warnings() -> None:
    refused = asked("gdpr17", (Event.REFUSAL, 10 * DAY))  # Thu 3 Dec 2026; six weeks: Thu 14 Jan 2027
    found = [clock for clock in clocks(refused, setting("gdpr17")) if clock.timer is Timer.OBJECTION]
    assert [(clock.at - MON).days - 10 for clock in found] == [14, 28, 35]
    assert {clock.by for clock in found} == {dutch(2027, 1, 14)}
    assert {clock.kind for clock in found} == {TimerKind.OURS}


def test_a_clock_rings_once_and_not_at_all_when_somebody_did_what_it_guards() -> None:
    refused = asked("dsa16", (Event.REFUSAL, DAY))
    first, second = clocks(refused, setting("dsa16"))
    rung = asked("dsa16", (Event.REFUSAL, DAY), Step(Event.NOTED, MON + 2 * DAY, "luwte", ((RANG, first.name),)))
    assert clocks(rung, setting("dsa16")) == (second,)
    done = asked("dsa16", (Event.REFUSAL, DAY), Step(Event.NOTED, MON + 2 * DAY, "s", ((CLOSED, "T5"),)))
    assert clocks(done, setting("dsa16")) == ()


def test_evidence_grows_old_only_for_what_is_ready() -> None:
    ready = replace(asked("dsa16"), steps=asked("dsa16").steps[:3])
    assert ring(ready, setting("dsa16", evidence_at=MON)) == {"T9": MON + DAY}
    assert "T9" not in ring(asked("dsa16"), setting("dsa16", evidence_at=MON))


_AFTER = st.lists(st.sampled_from([e for e in Event if e not in {Event.HOLD, Event.HOLD_LIFTED}]), max_size=6)


@given(_AFTER, st.integers(0, 6), st.sampled_from(["dsa16", "gdpr17", "gdpr21"]))
def test_a_police_hold_delays_none_of_our_own_terms(events: list[Event], held: int, route: str) -> None:
    """The same history with and without a hold somewhere in it: T5 and T6 ring at the same moments."""
    free, stopped = asked(route), asked(route)
    for number, event in enumerate(events):
        at = MON + (number + 1) * DAY
        if number == held and allows(stopped.steps, Event.HOLD):
            stopped = replace(stopped, steps=(*stopped.steps, Step(Event.HOLD, at, "c")))
        if allows(free.steps, event) and allows(stopped.steps, event):
            free = replace(free, steps=(*free.steps, Step(event, at, "a")))
            stopped = replace(stopped, steps=(*stopped.steps, Step(event, at, "a")))
    assert _ours(clocks(free, setting(route))) == _ours(clocks(stopped, setting(route)))


def _ours(found: tuple[Clock, ...]) -> list[Clock]:
    return [clock for clock in found if clock.timer in {Timer.COMPLAINT, Timer.OBJECTION}]
