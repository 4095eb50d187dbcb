"""Whose doing a removal was: only what went after we asked is our success; and what counts as gone, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.closing import Cause, cause, closing
from domain.due import look_due
from domain.exposure import ACCEPTED, DataCategory, Exposure, Outcome, Scope, Trace, next_look
from domain.flare_up import FlareUp, FlareUpKind, Rhythm
from domain.mention import Place
from domain.sighting import Sighting, Verdict
from domain.states import Event
from domain.takedown import Step, Takedown

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SENT = (Event.DRAFTED, Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED)


def gone_from(day: float, verdict: Verdict = Verdict.ABSENT) -> Exposure:
    """First seen to be away on that day, and proven a week later."""
    looks = tuple(
        Sighting(START + (day + after) * DAY, verdict, control=True, cold=True, vantage=f"v{after}") for after in (0, 1, 7)
    )
    traces = (Trace(DataCategory.PHONE, Scope.ORIGIN, looks),)
    return Exposure("e", "p", "c", "gids", Place("https://gids.example/1"), START, START, traces)


def asked(name: str, sent_on: float, *later: Event) -> Takedown:
    at = START + sent_on * DAY
    steps = tuple(Step(event, at + number * DAY / 24, "x") for number, event in enumerate((*SENT, *later)))
    return Takedown(name, name, "e", "p", "c", "dsa16", "r", "x", steps)


def test_it_is_our_success_only_if_it_went_after_we_asked() -> None:
    assert cause(gone_from(5), [asked("t1", 2)]) is Cause.ASKED
    assert cause(gone_from(1), [asked("t1", 2)]) is Cause.UNATTRIBUTED
    assert cause(gone_from(5), []) is Cause.UNATTRIBUTED
    assert cause(gone_from(5, Verdict.SITE_GONE), [asked("t1", 2)]) is Cause.SITE_GONE
    assert cause(replace(gone_from(5), traces=(Trace(DataCategory.PHONE),)), [asked("t1", 2)]) is None


def test_who_claimed_it_last_fulfilled_it_and_overtook_the_others() -> None:
    first, second = asked("t1", 1, Event.CLAIM), asked("t2", 2, Event.CLAIM)
    silent, drafted = asked("t3", 3), replace(asked("t4", 3), steps=asked("t4", 3).steps[:1])
    ends = closing(gone_from(9), [first, second, silent, drafted])
    assert ends == {"t1": Event.OTHER_FULFILLED, "t2": Event.PROVEN_GONE, "t3": Event.OTHER_FULFILLED}
    assert closing(gone_from(9), [silent]) == {"t3": Event.PROVEN_GONE}


def test_what_is_gone_from_here_alone_is_not_gone() -> None:
    here = gone_from(1)
    both = replace(here, traces=(*here.traces, Trace(DataCategory.PHONE, Scope.OUTSIDE_EU)))
    assert (here.outcome, both.outcome) == (Outcome.GONE, Outcome.STILL_VISIBLE)
    assert next_look(both) == next_look(here), "elsewhere we have no eyes: no look is due for it"


def test_what_was_accepted_as_lawful_is_looked_at_once_a_year() -> None:
    accepted = replace(gone_from(1), traces=(Trace(DataCategory.PHONE),), accepted_at=START + 30 * DAY)
    assert next_look(accepted) == START + 30 * DAY + ACCEPTED


def test_in_a_flare_up_the_place_is_looked_at_every_day_and_not_before_or_after() -> None:
    seen = Sighting(START, Verdict.PRESENT, cold=True)
    there = replace(gone_from(1), traces=(Trace(DataCategory.PHONE, Scope.ORIGIN, (seen,)),))
    hearing = FlareUp("f", "p", FlareUpKind.HEARING, START + 2 * DAY, START + 4 * DAY, Rhythm(DAY, 0 * DAY, 0 * DAY))
    assert look_due(there, [], [hearing]).at == START + 2 * DAY
    assert look_due(there, [], [replace(hearing, starts=START - 9 * DAY, ends=START - DAY)]).at == START + 7 * DAY
    assert look_due(there, []).at == START + 7 * DAY
