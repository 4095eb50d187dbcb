"""When a term ends: theirs late, ours early, with the arithmetic in sentences that a letter can show.

Terms of the Union run by Reg. (EEC, Euratom) 1182/71 on the addressee's calendar; Dutch statutory terms by the Algemene
termijnenwet (Atw) on the Dutch one; what a host or a covenant promises runs as it is written.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.errors import BadInput
from domain.holidays import SATURDAY, Calendar
from domain.terms import Law, Term, Unit

EARLIEST, LATEST = date(2000, 1, 1), date(2150, 12, 31)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still from a timely question until its answer: `until` - `since` days."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days


@dataclass(frozen=True, slots=True)
class Deadline:
    """`deadline`: the last day in time; `lapsed_from`: the first on which every reading says that it is over; `ours`: our last
    safe working day, None where the term is not ours; `uncertain`: beyond the years whose feasts are all known."""

    deadline: date
    lapsed_from: date
    ours: date | None
    steps: tuple[str, ...]
    uncertain: bool


def reckon(term: Term, start: date, calendar: Calendar, *, pause: Pause | None = None) -> Deadline:
    """The end of a term that an event on `start` (receipt, notification) set running. Raises BadInput."""
    _check(term, start, calendar, pause)
    shift = pause.days if pause else 0
    end = _plain_end(term, start, calendar) + shift * DAY
    last = _moved(term, start, end, calendar)
    later = last
    if term.unit is Unit.MONTHS:
        later = _moved(term, start, _plain_end(term, start + DAY, calendar) + shift * DAY, calendar)
    ours = _back(end, start, term, calendar) if term.ours else None
    consulted = term.moves or term.unit is Unit.WORKING_DAYS
    found = Deadline(last, later + DAY, ours, (), uncertain=consulted and not calendar.knows(start, later))
    return replace(found, steps=tuple(_told(term, start, end, calendar, found, pause=pause)))


def _check(term: Term, start: date, calendar: Calendar, pause: Pause | None) -> None:
    if not EARLIEST <= start <= LATEST:
        raise BadInput("start", f"lies outside {EARLIEST:%Y}-{LATEST:%Y}; give the day of receipt as YYYY-MM-DD")
    if term.country(calendar.country) != calendar.country:
        raise BadInput("country", "a Dutch statutory term runs on the Dutch calendar; give that one")
    if pause is None:
        return
    if term.ours:
        raise BadInput("paused-from", "a term of our own does not stand still; leave the pause out")
    if pause.until < pause.since or pause.days > 3660:
        raise BadInput("paused-until", "lies before paused-from, or more than ten years after it")
    if not start <= pause.since <= _moved(term, start, _plain_end(term, start, calendar), calendar):
        raise BadInput("paused-from", "lies outside the term; only a question asked in time makes the clock stand still")


def _plain_end(term: Term, start: date, calendar: Calendar) -> date:
    """The last day before anything moves it; the day of the event itself does not count."""
    match term.unit:
        case Unit.MONTHS:
            return _same_date(start, term.count)
        case Unit.WORKING_DAYS:
            return _working_day(start, term.count, calendar)
        case Unit.WEEKS:
            return start + 7 * term.count * DAY
        case Unit.DAYS:
            return start + term.count * DAY


def _same_date(start: date, months: int) -> date:
    """The same date so many months on, or the last day of a month that is too short (Reg. 1182/71 art. 3(2)(c))."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _working_day(start: date, number: int, calendar: Calendar) -> date:
    day = start
    while number:
        day += DAY
        number -= calendar.is_working_day(day)
    return day


def _works(term: Term, day: date, calendar: Calendar) -> bool:
    return calendar.is_working_day(day, with_equated=term.law is not Law.EU)


def _moved(term: Term, start: date, end: date, calendar: Calendar) -> date:
    """Put off until the last day is a working day and the term holds two of them (Atw 1, 2; 1182/71 art. 3(4), 3(5))."""
    if term.unit is Unit.WORKING_DAYS:
        return _working_day(end - DAY, 1, calendar)
    if not term.moves:
        return end
    while not (_works(term, end, calendar) and _holds_two_working_days(term, start, end, calendar)):
        end += DAY
    return end


def _holds_two_working_days(term: Term, start: date, end: date, calendar: Calendar) -> bool:
    worked = (True for number in range(1, (end - start).days + 1) if _works(term, start + number * DAY, calendar))
    return next(worked, False) and next(worked, False)


def _back(end: date, start: date, term: Term, calendar: Calendar) -> date:
    """Our own last safe day: never put off, but back to the last working day; not before the term began."""
    while end > start and not _works(term, end, calendar):
        end -= DAY
    return end


def _told(term: Term, start: date, end: date, calendar: Calendar, found: Deadline, *, pause: Pause | None) -> Iterator[str]:
    yield f"The term is {term} ({term.law}), on the calendar of {calendar.country}; {_named(start)} itself does not count."
    if pause:
        yield f"The clock stood still for {pause.days} days, from {_named(pause.since)} until {_named(pause.until)}."
    yield f"So counted, the last day is {_named(end)}."
    if found.deadline != end:
        yield f"{_why_moved(term, end, calendar)}; the last day becomes {_named(found.deadline)}."
    if found.ours and found.ours != end:
        yield f"We do not rely on that: our own last safe day goes back to {_named(found.ours)}."
    if found.lapsed_from > found.deadline + DAY:
        yield "Counted from the day after receipt, the later of two readings, it ends later."
    yield f"From {_named(found.lapsed_from)} it has lapsed on every reading."
    if found.uncertain:
        yield f"Feast days are known from {calendar.known_from} to {calendar.known_until}; have a person check this date."


def _why_moved(term: Term, end: date, calendar: Calendar) -> str:
    if feast := calendar.holiday(end, with_equated=term.law is not Law.EU):
        return f"That is {feast}"
    return "That is a weekend" if end.weekday() >= SATURDAY else "The term must hold two working days"


def _named(day: date) -> str:
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]} {day.isoformat()}"
