"""The published vectors of the reference, and an independent count, day by day, for every start of two and a half years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from config.holidays import calendar_of
from domain.deadlines import Deadline, Pause, reckon
from domain.errors import BadInput
from domain.terms import RULES, Law, Term, Unit, term_of

DAY = timedelta(days=1)
#: Written out by hand from printed calendars, so that the table under test does not judge itself.
PRINTED = """
    2025-12-25 2025-12-26 2026-01-01 2026-04-03 2026-04-06 2026-04-27 2026-05-05 2026-05-14 2026-05-25
    2026-12-25 2026-12-26 2027-01-01 2027-03-26 2027-03-29 2027-04-27 2027-05-05 2027-05-06 2027-05-17
    2027-12-25 2027-12-26 2028-01-01 2028-04-14 2028-04-17 2028-04-27 2028-05-05 2028-05-25 2028-06-05
    2028-12-25 2028-12-26 2029-01-01
"""
FEASTS = frozenset(PRINTED.split())
EQUATED = {"2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26"}
STARTS = [date(2026, 1, 1) + number * DAY for number in range((date(2028, 6, 30) - date(2026, 1, 1)).days + 1)]
NL = calendar_of("NL")
COVENANT = Term(6, Unit.WEEKS, Law.NONE)  # the Kadaster's promise


def found(rule: str, start: str, country: str = "NL", pause: Pause | None = None) -> Deadline:
    term = term_of(rule)
    return reckon(term, date.fromisoformat(start), calendar_of(term.country(country)), pause=pause)


THEIRS = [
    ("gdpr-reply", "2026-11-23", "2026-12-23"),
    ("gdpr-reply", "2026-08-31", "2026-09-30"),
    ("gdpr-reply", "2026-10-31", "2026-11-30"),
    ("gdpr-reply", "2026-01-31", "2026-03-02"),
    ("gdpr-reply", "2027-01-31", "2027-03-01"),
    ("gdpr-reply", "2028-01-31", "2028-02-29"),
    ("gdpr-reply", "2026-03-05", "2026-04-07"),
    ("gdpr-reply", "2026-03-03", "2026-04-07"),
    ("gdpr-reply", "2026-03-27", "2026-04-28"),
    ("gdpr-reply", "2026-04-05", "2026-05-06"),
    ("gdpr-reply", "2026-04-14", "2026-05-15"),
    ("gdpr-reply", "2026-04-15", "2026-05-15"),
    ("gdpr-reply", "2026-11-25", "2026-12-28"),
    ("gdpr-reply", "2026-12-01", "2027-01-04"),
    ("gdpr-extended", "2026-01-31", "2026-04-30"),
    ("gdpr-extended", "2026-11-30", "2027-03-01"),
    ("gdpr-extended", "2026-12-05", "2027-03-05"),
    ("dsa21-decision", "2026-09-01", "2026-11-30"),
    ("dsa21-extended", "2026-09-01", "2027-03-01"),
    ("dsa21-decision", "2026-09-27", "2026-12-28"),
    ("two-weeks", "2026-04-21", "2026-05-06"),
    ("three-days", "2026-04-02", "2026-04-08"),
    ("three-months", "2026-11-30", "2027-03-01"),
    ("working-days:7", "2026-04-24", "2026-05-07"),
    ("working-days:10", "2026-04-24", "2026-05-12"),
    ("working-days:2", "2026-04-02", "2026-04-08"),
]
OURS = [
    ("dsa20-window", "2026-08-31", "2027-03-01", "2027-02-26"),
    ("dsa20-window", "2026-11-23", "2027-05-24", "2027-05-21"),
    ("dsa20-window", "2026-06-30", "2026-12-30", "2026-12-30"),
    ("six-weeks", "2026-03-24", "2026-05-06", "2026-05-04"),
    ("six-weeks", "2026-04-02", "2026-05-18", "2026-05-13"),
    ("six-weeks", "2026-04-03", "2026-05-18", "2026-05-13"),
    ("six-weeks", "2025-11-21", "2026-01-05", "2025-12-31"),
    ("six-weeks", "2026-02-20", "2026-04-07", "2026-04-02"),
    ("six-weeks", "2026-11-13", "2026-12-28", "2026-12-24"),
    ("six-weeks", "2027-03-26", "2027-05-10", "2027-05-04"),
    ("six-weeks", "2026-10-12", "2026-11-23", "2026-11-23"),
]


@pytest.mark.parametrize(("rule", "start", "last"), THEIRS)
def test_a_term_of_theirs_ends_as_the_reference_says(rule: str, start: str, last: str) -> None:
    answer = found(rule, start)
    assert answer.deadline == date.fromisoformat(last)
    assert answer.ours is None
    assert not answer.uncertain


@pytest.mark.parametrize(("rule", "start", "last", "ours"), OURS)
def test_a_term_of_ours_ends_early_for_us_and_late_in_law(rule: str, start: str, last: str, ours: str) -> None:
    answer = found(rule, start)
    assert (answer.deadline.isoformat(), answer.ours) == (last, date.fromisoformat(ours))


def test_the_addressees_country_gives_the_calendar() -> None:
    assert found("gdpr-reply", "2026-02-17", "IE").deadline == date(2026, 3, 18)  # St Patrick's Day
    assert found("gdpr-reply", "2026-02-17").deadline == date(2026, 3, 17)
    assert found("gdpr-reply", "2026-03-27", "ie").deadline == date(2026, 4, 27)  # no King's Day there


def test_a_dutch_term_keeps_the_dutch_calendar_wherever_the_addressee_is() -> None:
    assert found("six-weeks", "2026-03-24", "IE") == found("six-weeks", "2026-03-24")
    with pytest.raises(BadInput, match="Dutch calendar"):
        reckon(RULES["six-weeks"], date(2026, 3, 24), calendar_of("IE"))


def test_a_pause_shifts_the_end_by_its_days() -> None:
    answer = found("gdpr-reply", "2026-11-02", pause=Pause(date(2026, 11, 6), date(2026, 11, 13)))
    assert answer.deadline == date(2026, 12, 9)
    assert answer.lapsed_from == date(2026, 12, 11)
    assert any("stood still for 7 days" in step for step in answer.steps)


@pytest.mark.parametrize(
    ("rule", "since", "until"),
    [
        ("gdpr-reply", "2026-11-13", "2026-11-06"),  # answered before it was asked
        ("gdpr-reply", "2026-11-01", "2026-11-06"),  # asked before anything was received
        ("gdpr-reply", "2026-12-03", "2026-12-06"),  # asked too late
        ("dsa20-window", "2026-11-06", "2026-11-13"),  # our own clock never stands still
    ],
)
def test_a_pause_that_cannot_be_is_refused(rule: str, since: str, until: str) -> None:
    with pytest.raises(BadInput):
        found(rule, "2026-11-02", pause=Pause(date.fromisoformat(since), date.fromisoformat(until)))


def test_a_covenant_runs_as_written_whatever_day_it_ends() -> None:
    assert reckon(COVENANT, date(2026, 10, 12), NL).deadline == date(2026, 11, 23)
    assert reckon(COVENANT, date(2026, 3, 24), NL).deadline == date(2026, 5, 5)  # no law puts off a promise


def test_the_dutch_law_moves_no_term_beyond_its_bounds() -> None:
    ends_on_sunday = date(2026, 9, 27)
    assert reckon(Term(12, Unit.WEEKS, Law.ATW), ends_on_sunday - 84 * DAY, NL).deadline == date(2026, 9, 28)
    assert reckon(Term(13, Unit.WEEKS, Law.ATW), ends_on_sunday - 91 * DAY, NL).deadline == ends_on_sunday
    assert reckon(Term(90, Unit.DAYS, Law.ATW), ends_on_sunday - 90 * DAY, NL).deadline == date(2026, 9, 28)
    assert reckon(Term(91, Unit.DAYS, Law.ATW), ends_on_sunday - 91 * DAY, NL).deadline == ends_on_sunday
    assert reckon(Term(3, Unit.MONTHS, Law.ATW), date(2026, 6, 27), NL).deadline == date(2026, 9, 28)
    assert reckon(Term(4, Unit.MONTHS, Law.ATW), date(2026, 5, 27), NL).deadline == ends_on_sunday


def test_it_has_lapsed_only_on_the_later_reading() -> None:
    answer = found("gdpr-reply", "2026-11-24")  # 24 Dec; counted from the day after: 25 Dec, so Mon 28 Dec
    assert (answer.deadline, answer.lapsed_from) == (date(2026, 12, 24), date(2026, 12, 29))
    weeks = found("two-weeks", "2026-11-09")  # one reading alone
    assert weeks.lapsed_from == weeks.deadline + DAY


def test_past_the_decrees_the_answer_is_uncertain_and_says_so() -> None:
    assert not found("six-weeks", "2028-11-16").uncertain  # 28 Dec 2028
    answer = found("six-weeks", "2029-04-03")
    assert answer.uncertain
    assert any("have a person check" in step for step in answer.steps)
    assert found("two-weeks", "2022-04-13").uncertain  # before the first decree of the table


def test_5_may_counts_every_year_and_kings_day_avoids_sunday() -> None:
    assert all(NL.is_holiday(date(year, 5, 5)) for year in range(2023, 2060))
    assert NL.is_holiday(date(2025, 4, 26))
    assert not NL.is_holiday(date(2025, 4, 27))
    assert not NL.is_holiday(date(2026, 4, 26))


def test_an_equated_day_counts_for_dutch_law_alone() -> None:
    assert NL.is_holiday(date(2026, 5, 15))
    assert not NL.is_holiday(date(2026, 5, 15), with_equated=False)


@pytest.mark.parametrize(
    "rule", ["", "gdpr", "working-days:0", "working-days:-1", "working-days:٣", "working-days:9999", "six-weeks "]
)
def test_a_rule_that_is_not_known_is_refused(rule: str) -> None:
    with pytest.raises(BadInput, match="choose one of"):
        term_of(rule)


def test_a_start_outside_all_calendars_is_refused() -> None:
    with pytest.raises(BadInput, match="outside"):
        found("gdpr-reply", "9999-12-31")


def idle(day: date, *, equated: bool) -> bool:
    """The brute force's own idea of a day off."""
    return day.strftime("%a") in {"Sat", "Sun"} or day.isoformat() in FEASTS or (equated and day.isoformat() in EQUATED)


def walked(day: date, *, equated: bool) -> date:
    while idle(day, equated=equated):
        day += DAY
    return day


def month_end(start: date, months: int) -> date:
    """Walks day by day until the date comes back, or the month runs out before it does."""
    day, passed = start, 0
    while True:
        day += DAY
        passed += day.day == 1
        if passed == months and (day.day == start.day or (day + DAY).day == 1):
            return day


@pytest.mark.parametrize(
    ("rule", "months"), [("gdpr-reply", 1), ("gdpr-extended", 3), ("three-months", 3), ("dsa20-window", 6)]
)
def test_every_month_term_agrees_with_a_count_by_hand(rule: str, months: int) -> None:
    for start in STARTS:
        answer = reckon(RULES[rule], start, NL)
        assert answer.deadline == walked(month_end(start, months), equated=False), start
        assert answer.lapsed_from == walked(month_end(start + DAY, months), equated=False) + DAY, start


@pytest.mark.parametrize(("rule", "weeks"), [("six-weeks", 6), ("two-weeks", 2)])
def test_every_week_term_agrees_with_a_count_by_hand(rule: str, weeks: int) -> None:
    for start in STARTS:
        end = date.fromordinal(start.toordinal() + 7 * weeks)
        answer = reckon(RULES[rule], start, NL)
        assert answer.deadline == walked(end, equated=True), start
        assert answer.lapsed_from == answer.deadline + DAY
        if answer.ours:
            early = [end - number * DAY for number in range(10)]
            assert answer.ours == next(day for day in early if not idle(day, equated=True)), start


@pytest.mark.parametrize(("rule", "days"), [("dsa21-decision", 90), ("dsa21-extended", 180)])
def test_every_day_term_agrees_with_a_count_by_hand(rule: str, days: int) -> None:
    for start in STARTS:
        counted = start
        for _ in range(days):
            counted += DAY
        assert reckon(RULES[rule], start, NL).deadline == walked(counted, equated=False), start


#: The Irish feasts of these years, written out by hand in the same way.
PRINTED_IRISH = """
    2026-01-01 2026-02-02 2026-03-17 2026-04-06 2026-05-04 2026-06-01 2026-08-03 2026-10-26 2026-12-25 2026-12-26
    2027-01-01 2027-02-01 2027-03-17 2027-03-29 2027-05-03 2027-06-07 2027-08-02 2027-10-25 2027-12-25 2027-12-26
    2028-01-01 2028-02-07 2028-03-17 2028-04-17 2028-05-01 2028-06-05 2028-08-07 2028-10-30 2028-12-25 2028-12-26
"""
IRISH = frozenset(PRINTED_IRISH.split())


@pytest.mark.parametrize(("rule", "months"), [("gdpr-reply", 1), ("gdpr-extended", 3)])
def test_every_irish_term_agrees_with_a_count_by_hand(rule: str, months: int) -> None:
    irish = calendar_of("IE")
    for start in STARTS:
        end = month_end(start, months)
        while end.strftime("%a") in {"Sat", "Sun"} or end.isoformat() in IRISH:
            end += DAY
        assert reckon(RULES[rule], start, irish).deadline == end, start


@pytest.mark.parametrize("days", [1, 7, 30])
def test_every_pause_shifts_the_end_by_its_days_and_no_more(days: int) -> None:
    for start in STARTS[::3]:
        pause = Pause(start + 3 * DAY, start + (3 + days) * DAY)
        answer = reckon(RULES["gdpr-reply"], start, NL, pause=pause)
        assert answer.deadline == walked(month_end(start, 1) + days * DAY, equated=False), start


@pytest.mark.parametrize("number", [1, 2, 7, 10])
def test_every_count_of_working_days_agrees_with_a_count_by_hand(number: int) -> None:
    for start in STARTS:
        worked = [day for n in range(1, 40) if not idle(day := start + n * DAY, equated=True)]
        assert found(f"working-days:{number}", start.isoformat()).deadline == worked[number - 1], start


def test_every_three_day_term_holds_two_working_days_and_no_more_than_needed() -> None:
    for start in STARTS:
        days = [start + n * DAY for n in range(1, 20)]
        fits = [
            d for d in days[2:] if not idle(d, equated=True) and sum(not idle(x, equated=True) for x in days if x <= d) >= 2
        ]
        assert reckon(RULES["three-days"], start, NL).deadline == fits[0], start


def test_theirs_is_late_and_ours_is_early_for_every_rule_and_country() -> None:
    for country in ("NL", "IE", "DE", "BE", "FR", "US"):
        for rule, term in RULES.items():
            for start in STARTS[::17]:
                answer = found(rule, start.isoformat(), country)
                assert start < answer.deadline < answer.lapsed_from
                assert answer.ours is None or answer.ours <= answer.deadline
                assert (answer.ours is not None) == term.ours
                assert answer.steps
