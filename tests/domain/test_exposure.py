"""An exposure is gone when every trace is; and there is always a next look, never in the past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Unclear
from domain.exposure import (
    APART,
    RETRY_UNCLEAR,
    ROUTINE,
    UPKEEP,
    UPKEEP_FIRST,
    DataCategory,
    Exposure,
    Outcome,
    Trace,
    next_look,
)
from domain.mention import Place
from domain.sighting import Presence, Sighting, Verdict

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def absent(hours: float, *, control: bool = True, cold: bool = True) -> Sighting:
    vantage = "www" if hours == 24 else "direct"
    return Sighting(START + hours * HOUR, Verdict.ABSENT, control=control, cold=cold, vantage=vantage)


def unclear(hours: float) -> Sighting:
    return Sighting(START + hours * HOUR, Verdict.UNCLEAR, Unclear.BLOCKED)


def present(hours: float) -> Sighting:
    return Sighting(START + hours * HOUR, Verdict.PRESENT)


def an_exposure(*histories: list[Sighting]) -> Exposure:
    categories = [DataCategory.HOME_ADDRESS, DataCategory.PHONE, DataCategory.NAME]
    traces = tuple(Trace(category, sightings=tuple(seen)) for category, seen in zip(categories, histories, strict=False))
    return Exposure("e1", "p1", "c1", "gids", Place("https://gids.example/1"), START - DAY, START, traces)


PROOF = [absent(0), absent(24), absent(168)]


@pytest.mark.parametrize(
    ("outcome", "histories"),
    [
        (Outcome.STILL_VISIBLE, [[]]),
        (Outcome.STILL_VISIBLE, [[present(0)]]),
        (Outcome.GONE, [PROOF]),
        (Outcome.GONE, [PROOF, PROOF]),
        (Outcome.STILL_VISIBLE, [PROOF, PROOF[:2]]),
        (Outcome.STILL_VISIBLE, [PROOF, [present(168)]]),
        (Outcome.UNCLEAR, [[present(0), unclear(24)]]),
        (Outcome.STILL_VISIBLE, [[present(24)], [unclear(24)]]),
        (Outcome.STILL_VISIBLE, [[*PROOF, present(500)]]),
        (Outcome.GONE, [[*PROOF, unclear(500)]]),
        (Outcome.STILL_VISIBLE, []),
    ],
)
def test_how_an_exposure_stands(outcome: Outcome, histories: list[list[Sighting]]) -> None:
    assert an_exposure(*histories).outcome is outcome


def test_nothing_is_gone_of_which_nothing_was_looked_at() -> None:
    assert an_exposure().outcome is not Outcome.GONE
    assert next_look(an_exposure()) == START + ROUTINE


def test_it_counts_how_often_it_came_back() -> None:
    assert an_exposure([*PROOF, present(500)], []).reappearances == 1
    assert an_exposure([]).reappearances == 0


def test_the_last_look_is_the_newest_of_all_traces() -> None:
    assert an_exposure([present(2)], [present(30), absent(54)]).last_look == START + 54 * HOUR
    assert an_exposure([]).last_look == START


@pytest.mark.parametrize(
    ("seen", "due"),
    [
        ([], START + ROUTINE),
        ([present(5)], START + 5 * HOUR + ROUTINE),
        ([unclear(5)], START + 5 * HOUR + RETRY_UNCLEAR),
        ([absent(0)], START + DAY),
        ([absent(0), absent(24)], START + 7 * DAY),
        ([absent(0), absent(24), absent(48)], START + 7 * DAY),
        ([absent(0), absent(10)], START + 10 * HOUR + APART),
        ([absent(0), absent(30, control=False)], START + 30 * HOUR + APART),
        ([absent(0), absent(30, cold=False)], START + 30 * HOUR + APART),
        (PROOF, START + 7 * DAY + UPKEEP_FIRST),
        ([*PROOF, absent(168 + 720)], START + 37 * DAY + UPKEEP),
    ],
)
def test_when_to_look_again(seen: list[Sighting], due: datetime) -> None:
    assert next_look(an_exposure(seen)) == due


def test_the_trace_that_is_due_first_decides() -> None:
    assert next_look(an_exposure([present(5)], [unclear(5)])) == START + 29 * HOUR


looks = st.builds(
    Sighting,
    at=st.just(START),
    verdict=st.sampled_from(Verdict),
    control=st.booleans(),
    cold=st.booleans(),
    vantage=st.sampled_from(["direct", "www"]),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(looks, st.integers(0, 300)), min_size=1, max_size=15))
def test_the_next_look_is_always_after_the_last(told: list[tuple[Sighting, int]]) -> None:
    at, seen = START, []
    for look, gap in told:
        at += gap * HOUR
        seen.append(Sighting(at, look.verdict, None, look.control, look.cold, look.vantage))

    assert next_look(an_exposure(seen)) >= at + APART


@pytest.mark.parametrize("stumbles", [0, 1, 2, 3])
def test_looking_when_it_is_due_proves_a_removal_within_two_weeks(stumbles: int) -> None:
    seen = [present(0)]
    for number in range(12):
        at = next_look(an_exposure(seen))
        if number in range(1, 1 + stumbles):
            seen.append(Sighting(at, Verdict.UNCLEAR, Unclear.BLOCKED))
        else:
            seen.append(Sighting(at, Verdict.ABSENT, control=True, cold=True, vantage=("direct", "www")[number % 2]))
        if an_exposure(seen).outcome is Outcome.GONE:
            break

    assert an_exposure(seen).traces[0].standing.presence is Presence.GONE
    assert seen[-1].at - seen[1].at <= 14 * DAY
