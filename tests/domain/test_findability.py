"""How findable somebody is: what goes makes it less, what comes makes it more, and a dismissed finding never counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.findability import load_weights
from domain.errors import BadInput
from domain.exposure import DataCategory, Exposure, Trace
from domain.findability import Counted, Group, counted, findability, moments, over_time
from domain.finding import FiledFinding, Finding, Grade, Judgement, Opinion, Signal
from domain.mention import Place
from domain.sighting import Sighting, Verdict

START, DAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC), timedelta(days=1)
WEIGHTS = load_weights()
PLACE = Place("https://gids.example/1")
places = st.lists(
    st.builds(Counted, st.frozensets(st.sampled_from(DataCategory), min_size=1), st.floats(0, 1, allow_nan=False)), max_size=8
)
HOME = Counted(frozenset({DataCategory.HOME_ADDRESS, DataCategory.NAME}))


def number(*known: Counted) -> int:
    return findability(known, WEIGHTS).number


@given(places, places)
def test_a_place_more_never_makes_one_less_findable(some: list[Counted], more: list[Counted]) -> None:
    assert 0 <= number(*some) <= number(*some, *more) <= 100


@given(places)
def test_the_parts_make_the_number(some: list[Counted]) -> None:
    found = findability(some, WEIGHTS)
    assert abs(sum(part.points for part in found.parts) - found.number) <= 1
    assert all(0 <= part.points <= part.most for part in found.parts)
    assert sum(part.most for part in found.parts) == 100


def test_nothing_known_is_nought_and_anything_more_than_that() -> None:
    assert number() == 0
    assert number(Counted(frozenset({DataCategory.NAME}), 0.01)) == 1


def test_one_address_counts_for_more_than_everything_at_work_and_online() -> None:
    rest = frozenset({DataCategory.WORK, DataCategory.ACCOUNT, DataCategory.EMAIL, DataCategory.SERVICE_NUMBER})
    assert number(HOME) > number(Counted(rest), Counted(rest))


def test_a_place_stands_under_the_gravest_thing_that_it_gives_away() -> None:
    assert HOME.group is Group.HOME
    assert Counted(frozenset({DataCategory.NAME})).group is Group.PERSON


def exposure(*looks: Sighting) -> Exposure:
    traces = (Trace(DataCategory.HOME_ADDRESS, sightings=looks),)
    return Exposure("e1", "p1", "c1", "gids", PLACE, START, START + DAY, traces)


def absent(days: float, vantage: str = "direct") -> Sighting:
    return Sighting(START + days * DAY, Verdict.ABSENT, control=True, cold=True, vantage=vantage)


def test_a_place_counts_from_when_it_was_found_until_it_is_proven_gone() -> None:
    one = exposure(Sighting(START, Verdict.PRESENT), absent(3), absent(4, "www"), absent(11))
    told = over_time([one], [], WEIGHTS, [START - DAY, START, START + 5 * DAY, START + 11 * DAY])
    assert [told_at for _at, told_at in told] == [0, 25, 25, 0]


def filed(grade: Grade, *opinions: Opinion) -> FiledFinding:
    signals = (Signal("phone", "0", 0, 1, "exact", 20.0), Signal("birth-date", "1969", 0, 4, "other", -3.0))
    finding = Finding("p1", PLACE, grade, 0.9, False, signals, -24.0, 0.8, 0.1)
    judged = tuple(Judgement(one, "s", START) for one in opinions)
    return FiledFinding("f1", finding, "gids", "c1", START, "", judged)


def test_what_nobody_judged_counts_for_what_its_score_is_worth() -> None:
    assert counted([], [filed(Grade.PROBABLE)], START) == [Counted(frozenset({DataCategory.PHONE}), 0.8)]


@pytest.mark.parametrize(
    "one",
    [filed(Grade.PROBABLE, Opinion.DISMISSED), filed(Grade.POSSIBLE), filed(Grade.CERTAIN, Opinion.CONFIRMED)],
    ids=["dismissed", "perhaps a stranger", "counted as its exposure"],
)
def test_what_is_not_told_does_not_count(one: FiledFinding) -> None:
    assert counted([], [one], START) == []


@given(st.timedeltas(timedelta(0), timedelta(days=2000)))
def test_moments_are_apart_and_reach_from_end_to_end(span: timedelta) -> None:
    found = moments(START, START + span)
    assert (found[0], found[-1]) == (START, START + span)
    assert 2 <= len(found) <= 12
    assert all(b - a >= min(DAY, span) for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("weight: 35", "weight: 36", "101 together"), ("name: ", "nom: ", "exactly these"), ("weight: 1,", "weight: -1,", "0 to")],
)
def test_weights_that_do_not_add_up_are_refused_by_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    import config.findability as module

    wrong = tmp_path / "findability.yml"
    wrong.write_text(module.FINDABILITY.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(BadInput, match=said):
        load_weights(wrong)
