"""Dates of birth, years of birth and ages: in digits, with Dutch and English months.

The same date as the enrolled one fits wherever it stands beside a name; another date speaks against the person only where
the page says that it is a date of birth, another age only where it is labelled or touches a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt maa mar", "april apr", "mei may", "juni june jun",
            "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct", "november nov",
            "december dec",
        ), 1
    )
    for name in names.split()
}  # fmt: skip
_NAMED: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEARS: Final = re.compile(r"[12][09]\d\d(?!\d)")  # a leading character class keeps this fast
_CENTURIES: Final = ("19", "20")
#: A day and month in front of a year, a month and day behind it; both are matched on a few characters around the year.
_BEFORE: Final = re.compile(
    r"(?<!\d)(?P<d>[0-3]?\d) ?[-/. ] ?(?P<m>[01]?\d) ?[-/. ] ?$"
    rf"|(?<!\d)(?P<d2>[0-3]?\d)(?:e|st|nd|rd|th)?[ -](?P<n>{_NAMED})\.?,?[ -]$"
    rf"|\b(?P<n3>{_NAMED})\.? (?P<d3>[0-3]?\d)(?:st|nd|rd|th)?,? $",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(r"[-/.](?P<m>[01]\d)[-/.](?P<d>[0-3]\d)(?!\d)")
_LONGEST: Final = 24  # characters of a day and month in words
_BORN: Final = r"(?:geboren|geboortedatum|geboortejaar|geb\.?|born|birth ?date|date of birth|dob|jaargang|[*])"
_IS_BORN: Final = re.compile(rf"{_BORN}(?: ?(?:op|in|te [\w' -]{{2,30}}?|on|:|,))* ?$", re.IGNORECASE)
_YEAR_OF_BIRTH: Final = re.compile(rf"{_BORN} ?(?:in|:)? ?$", re.IGNORECASE)
_LABEL: Final = 50  # characters in front of a date in which is said what it is
_AGES: Final = re.compile(r"[1-9]\d(?=[ -][Jj]arige?|[ ]jaar\b| years old|-year-old|[),])")
_NOT_BEFORE_AGE: Final = frozenset(".,-")
_AGE_SAID: Final = re.compile(r"[LlAa](?<![A-Za-z].)(?:eeftijd|ged?):? (\d\d)(?!\d)")
_YOUNGEST: Final = 16  # years: younger than anybody enrolled, and what such a number says is mostly something else
#: What makes of years a time that passes, and of a number in brackets the area code of what follows.
_LASTING: Final = re.compile(
    r"\b(?:na|al|voor|sinds|over|binnen|ruim|bijna|elke|iedere|per|afgelopen|komende|eerste|laatste|for|after) $", re.IGNORECASE
)
_PASSED: Final = re.compile(r" jaar (?:geleden|lang|later|getrouwd|in dienst|ervaring)\b|\)[ ./-]{0,3}\d")
#: A name that an age touches: `Joke Smit (45`, `Joke Smit, 45`, `45-jarige Joke`.
_NAME_BEFORE: Final = re.compile(r"\b[A-Z][A-Za-z'-]*(?<!straat)(?<!laan)(?<!weg)(?<!plein)(?<!passage)(?: \(|, \(?)$")
_NAME_BEHIND: Final = re.compile(r"(?:[ -][Jj]arige?|-year-old) [A-Z]")
_NEAR_AGE: Final = 40  # characters


@dataclass(frozen=True, slots=True)
class Dated:
    """One date, year or age on the page. `form`: birth-date, birth-year, age. `born`: the page says it is of birth; of an
    age, that it is somebody's who is named there."""

    start: int
    end: int
    form: str
    day: date
    born: bool
    years: int = 0


def find(text: str, start: int, end: int) -> list[Dated]:
    """Every date between two offsets of the folded text, and what is said of years of birth and ages, by their start."""
    found = [
        dated
        for hit in _YEARS.finditer(text, start, end)
        if hit.group().startswith(_CENTURIES)
        and not text[hit.start() - 1 : hit.start()].isdigit()
        and (dated := _date(text, start, hit.start(), end) or _year(text, start, hit.start()))
    ]
    found += [dated for hit in _AGES.finditer(text, start, end) if (dated := _age_at(text, start, hit.start()))]
    found += [_aged(text, hit.start(1), True) for hit in _AGE_SAID.finditer(text, start, end) if _is_age(text, hit.start(1))]
    return sorted(found, key=_start)


def _start(dated: Dated) -> int:
    return dated.start


def _date(text: str, low: int, at: int, high: int) -> Dated | None:
    """The date whose year stands at this offset."""
    year = int(text[at : at + 4])
    before = max(low, at - _LONGEST)
    if hit := _BEFORE.search(text[before:at]):
        start, end = before + hit.start(), at + 4
    elif hit := _BEHIND.match(text, at + 4, high):
        start, end = at, hit.end()
    else:
        return None
    parts = {name.rstrip("23"): value for name, value in hit.groupdict().items() if value}
    month = int(parts["m"]) if "m" in parts else _MONTHS[parts["n"].lower()]
    try:
        day = date(year, month, int(parts["d"]))
    except ValueError:
        return None
    return Dated(start, end, "birth-date", day, bool(_IS_BORN.search(text[max(low, start - _LABEL) : start])))


def _year(text: str, low: int, at: int) -> Dated | None:
    if text[at + 4 : at + 5] == "-" or not _YEAR_OF_BIRTH.search(text[max(low, at - _LABEL) : at]):
        return None
    return Dated(at, at + 4, "birth-year", date(int(text[at : at + 4]), 1, 1), True)


def _age_at(text: str, low: int, at: int) -> Dated | None:
    """An age where the page says behind it that it is one, or puts it in brackets or between commas behind a name."""
    before, behind = text[max(low, at - 2) : at], text[at + 2 : at + 3]
    if before[-1:] in _NOT_BEFORE_AGE or before[-1:].isdigit():
        return None
    if (behind == ")" and not before.endswith("(")) or (behind == "," and before != ", ") or not _is_age(text, at):
        return None
    front = text[max(low, at - _NEAR_AGE) : at]
    if _LASTING.search(front) or _PASSED.match(text, at + 2):
        return None
    return _aged(text, at, bool(_NAME_BEFORE.search(front) or _NAME_BEHIND.match(text, at + 2)))


def _is_age(text: str, at: int) -> bool:
    return int(text[at : at + 2]) >= _YOUNGEST


def _aged(text: str, at: int, said: bool) -> Dated:
    return Dated(at, at + 2, "age", date.min, said, int(text[at : at + 2]))


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def agrees(dated: Dated, birth: date, today: date | None) -> bool | None:
    """True where it fits the enrolled date of birth, False where it contradicts it, None where it says nothing. An age
    fits within a year and contradicts beyond two, where it is said of somebody named; without `today` it says nothing."""
    if dated.form == "birth-date":
        return True if dated.day == birth else False if dated.born else None
    if dated.form == "birth-year":
        return dated.day.year == birth.year
    if today is None:
        return None
    off = abs(_age(birth, today) - dated.years)
    return True if off <= 1 else False if off > 2 and dated.born else None
