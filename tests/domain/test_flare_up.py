"""Around a hearing or an anniversary the sources are asked ever more often, and afterwards ever less."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.flare_up import HERE, USUAL, FlareUp, FlareUpKind, Phase, Rhythm, steps_between
from domain.watch import Coming, Watch, next_scan, plan, routine

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WATCH = Watch("w1", "adressengids", "p1", 30 * DAY)


def dutch(*parts: int) -> datetime:
    """A moment of the Dutch clock."""
    return datetime(*parts, tzinfo=HERE).astimezone(UTC)  # type: ignore[arg-type, misc]


HEARING = FlareUp("f1", "p1", FlareUpKind.HEARING, dutch(2026, 12, 14), dutch(2026, 12, 15), Rhythm(6 * HOUR, 8 * DAY, 8 * DAY))


def every(at: datetime) -> timedelta:
    """How long after a scan at this moment the next one is due."""
    return next_scan(WATCH, at, [HEARING]).at - at


@pytest.mark.parametrize(
    ("at", "wait", "phase"),
    [
        (dutch(2026, 12, 7), DAY, Phase.BEFORE),
        (dutch(2026, 12, 11), 12 * HOUR, Phase.BEFORE),
        (dutch(2026, 12, 14, 3), 6 * HOUR, Phase.DURING),
        (dutch(2026, 12, 16), 12 * HOUR, Phase.AFTER),
        (dutch(2026, 12, 20), DAY, Phase.AFTER),
    ],
)
def test_it_is_led_up_to_in_steps_and_fades_in_steps(at: datetime, wait: timedelta, phase: Phase) -> None:
    coming = next_scan(WATCH, at, [HEARING])
    assert coming.at - at == wait
    assert coming.because is not None
    assert coming.because.phase is phase


def test_the_period_itself_begins_with_a_scan_unless_one_was_just_made() -> None:
    assert next_scan(WATCH, dutch(2026, 12, 13, 13), [HEARING]).at == HEARING.starts
    assert next_scan(WATCH, dutch(2026, 12, 13, 23), [HEARING]).at == dutch(2026, 12, 14, 5)


def test_the_lead_begins_with_a_scan_though_the_routine_is_months() -> None:
    assert next_scan(WATCH, dutch(2026, 11, 20), [HEARING]).at == HEARING.begins


@pytest.mark.parametrize("at", [HEARING.begins - 29 * DAY, HEARING.fades, HEARING.fades + DAY])
def test_far_from_it_everything_is_routine(at: datetime) -> None:
    assert next_scan(WATCH, at, [HEARING]) == Coming(at + routine(WATCH))


def test_one_that_was_called_off_asks_for_nothing() -> None:
    off = replace(HEARING, cancelled_at=dutch(2026, 12, 1))
    assert next_scan(WATCH, HEARING.starts, [off]).because is None


def test_where_two_overlap_the_more_eager_one_counts() -> None:
    broadcast = replace(HEARING, id="f2", kind=FlareUpKind.BROADCAST, rhythm=Rhythm(HOUR, timedelta(), timedelta()))
    coming = next_scan(WATCH, dutch(2026, 12, 14, 3), [HEARING, broadcast])
    assert coming.at == dutch(2026, 12, 14, 4)
    assert coming.because is not None
    assert coming.because.flare_up.id == "f2"


def test_a_watch_that_is_more_eager_by_itself_is_not_slowed_down() -> None:
    eager = replace(WATCH, cadence=HOUR)
    assert next_scan(eager, dutch(2026, 12, 14, 3), [HEARING]).at - dutch(2026, 12, 14, 3) <= HOUR


YEARLY = replace(HEARING, kind=FlareUpKind.ANNIVERSARY, yearly=True)


def test_an_anniversary_comes_back_on_the_same_days_of_the_dutch_calendar() -> None:
    found = list(YEARLY.occurrences(dutch(2028, 1, 1), dutch(2029, 1, 1)))
    assert [(one.starts, one.ends) for one in found] == [(dutch(2028, 12, 14), dutch(2028, 12, 15))]


def test_it_comes_back_but_never_before_it_first_was() -> None:
    assert list(YEARLY.occurrences(dutch(2020, 1, 1), dutch(2026, 1, 1))) == []


@pytest.mark.parametrize(("year", "day"), [(2029, 28), (2032, 29)])
def test_the_29th_of_february_is_kept_on_the_28th_where_there_is_none(year: int, day: int) -> None:
    leap = replace(YEARLY, starts=dutch(2028, 2, 29), ends=dutch(2028, 3, 1))
    (one,) = leap.occurrences(dutch(year, 2, 22), dutch(year, 2, 23))
    assert one.starts == dutch(year, 2, day)
    assert one.ends == dutch(year, 2, day) + DAY


@pytest.mark.parametrize(("start", "hours"), [((2027, 3, 28), 23), ((2027, 10, 31), 25)])
def test_a_day_on_which_the_clocks_change_is_still_one_day(start: tuple[int, int, int], hours: int) -> None:
    first = replace(YEARLY, starts=dutch(2026, *start[1:]), ends=dutch(2026, *start[1:]) + DAY)
    (one,) = first.occurrences(dutch(*start), dutch(*start) + HOUR)
    assert (one.starts, one.ends - one.starts) == (dutch(*start), hours * HOUR)


def test_the_turn_of_the_year_lies_in_two_years() -> None:
    turn = replace(YEARLY, kind=FlareUpKind.YEARS_END, starts=dutch(2026, 12, 27), ends=dutch(2027, 1, 3))
    (one,) = turn.occurrences(dutch(2028, 1, 1), dutch(2028, 1, 2))
    assert (one.starts, one.ends) == (dutch(2027, 12, 27), dutch(2028, 1, 3))


def test_every_kind_has_a_usual_rhythm() -> None:
    assert set(USUAL) == set(FlareUpKind)
    assert all(rhythm.cadence > timedelta() for rhythm in USUAL.values())


def test_those_who_enrolled_together_are_not_scanned_together_for_ever() -> None:
    waits = {routine(replace(WATCH, id=f"w{n}")) for n in range(200)}
    assert len(waits) == 200
    assert max(waits) <= WATCH.cadence
    assert min(waits) >= WATCH.cadence * 0.9


def test_a_plan_says_what_is_scanned_on_a_day_and_why() -> None:
    since, until = dutch(2026, 12, 14), dutch(2026, 12, 15)
    planned = list(plan(WATCH, Coming(dutch(2026, 12, 13, 12)), [HEARING], since, until))
    assert [one.at for one in planned] == [since + hours * HOUR for hours in (0, 6, 12, 18)]
    assert {one.because.phase for one in planned if one.because} == {Phase.DURING}


def test_a_plan_shows_no_end_of_scans() -> None:
    eager = replace(WATCH, cadence=timedelta(seconds=1))
    assert len(list(plan(eager, Coming(dutch(2026, 1, 1)), [], dutch(2026, 1, 1), dutch(2027, 1, 1)))) == 1_000


moments = st.datetimes(datetime(2025, 1, 1), datetime(2032, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
spans = st.timedeltas(timedelta(), 60 * DAY)
flare_ups = st.builds(
    lambda start, length, cadence, lead, tail, yearly: FlareUp(
        "f", "p", FlareUpKind.OTHER, start, start + length, Rhythm(cadence, lead, tail), yearly
    ),
    moments, st.timedeltas(HOUR, 20 * DAY), st.timedeltas(timedelta(minutes=10), 5 * DAY), spans, spans, st.booleans(),
)  # fmt: skip


@given(moments, st.lists(flare_ups, max_size=4))
def test_a_flare_up_never_makes_a_scan_later_and_time_goes_on(last: datetime, known: list[FlareUp]) -> None:
    coming = next_scan(WATCH, last, known)
    assert last < coming.at <= last + routine(WATCH)
    assert coming.at <= next_scan(WATCH, last, known[:1]).at


@given(moments, st.lists(flare_ups, max_size=3))
def test_the_steps_of_a_time_lie_in_it_and_never_twice_in_one_part(since: datetime, known: list[FlareUp]) -> None:
    for step in steps_between(known, since, since + DAY):
        assert step.since < since + DAY
        assert step.until > since
        assert step.since < step.until
