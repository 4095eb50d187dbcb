"""Dates of birth, years of birth and ages: in digits, with Dutch and English months.

The same date as the enrolled one fits wherever it stands beside a name; another date speaks against the person only where
the page says that it is a date of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may", "juni june jun",
            "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct", "november nov",
            "december dec",
        ), 1
    )
    for name in names.split()
}  # fmt: skip
_NAMED: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR: Final = r"(?:19|20)\d\d"
_DATES: Final = (
    re.compile(rf"(?<!\d)(?P<d>[0-3]?\d) ?[-/. ] ?(?P<m>[01]?\d) ?[-/. ] ?(?P<y>{_YEAR})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})[-/.](?P<m>[01]\d)[-/.](?P<d>[0-3]\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<d>[0-3]?\d)(?:e|st|nd|rd|th)?[ -](?P<n>{_NAMED})\.?,?[ -](?P<y>{_YEAR})(?!\d)", re.IGNORECASE),
    re.compile(rf"\b(?P<n>{_NAMED})\.? (?P<d>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<y>{_YEAR})(?!\d)", re.IGNORECASE),
)
_BORN: Final = r"(?:geboren|geboortedatum|geboortejaar|geb\.?|born|birth ?date|date of birth|dob|jaargang|[*])"
_IS_BORN: Final = re.compile(rf"{_BORN}(?: ?(?:op|in|te [\w' -]{{2,30}}?|on|:|,))* ?$", re.IGNORECASE)
_YEAR_OF_BIRTH: Final = re.compile(rf"{_BORN} ?(?:in|:)? ?(?P<y>{_YEAR})(?![\d-])", re.IGNORECASE)
_AGES: Final = re.compile(
    r"(?<![\d.,-])(?:(?:leeftijd|age|aged):? (?P<a>\d\d)(?!\d)|\((?P<b>\d\d)\)|(?P<c>\d\d)"
    r"(?:[ -]jarige?| jaar(?: oud)?\b| years old)|, (?P<e>\d\d),)", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """One date, year or age on the page. `form`: birth-date, birth-year, age. `born`: the page says it is of birth."""

    start: int
    end: int
    form: str
    day: date
    born: bool
    years: int = 0


def find(text: str, start: int, end: int) -> Iterator[Dated]:
    """Every date between two offsets of the folded text, and what is said of years of birth and ages."""
    for pattern in _DATES:
        for hit in pattern.finditer(text, start, end):
            day = _day(hit)
            if day:
                born = bool(_IS_BORN.search(text[max(start, hit.start() - 50) : hit.start()]))
                yield Dated(hit.start(), hit.end(), "birth-date", day, born)
    for hit in _YEAR_OF_BIRTH.finditer(text, start, end):
        yield Dated(hit.start("y"), hit.end("y"), "birth-year", date(int(hit["y"]), 1, 1), True)
    for hit in _AGES.finditer(text, start, end):
        group = hit.lastgroup or "a"
        yield Dated(hit.start(group), hit.end(group), "age", date.min, True, int(hit[group]))


def _day(hit: re.Match[str]) -> date | None:
    parts = hit.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS[parts["n"].lower()]
    try:
        return date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def words_for(birth: date | None, today: date | None) -> frozenset[str]:
    """The words one of which stands on every page that tells this date of birth, its year or this age."""
    if birth is None:
        return frozenset()
    ages = (_age(birth, today) + off for off in (-1, 0, 1)) if today else ()
    return frozenset((str(birth.year), *map(str, ages)))


def _age(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def agrees(dated: Dated, birth: date, today: date | None) -> bool | None:
    """True where it fits the enrolled date of birth, False where it contradicts it, None where it says nothing. An age
    fits within a year and contradicts beyond two; without `today` it says nothing."""
    if dated.form == "birth-date":
        return True if dated.day == birth else False if dated.born else None
    if dated.form == "birth-year":
        return dated.day.year == birth.year
    if today is None:
        return None
    off = abs(_age(birth, today) - dated.years)
    return True if off <= 1 else False if off > 2 else None
