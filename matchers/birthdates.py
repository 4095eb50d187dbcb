"""Dates of birth, years of birth and ages: in digits, with Dutch and English months.

The same date as the enrolled one fits wherever it stands beside a name; another date speaks against the person only where
the page says that it is a date of birth, another age only where it is labelled or touches a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from matchers.runs import Runs
from matchers.slots import by_start

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
_CENTURIES: Final = ("19", "20")
_THIS_CENTURY: Final = 12  # nobody enrolled is younger than those born in 2012
#: A day and month in front of a year, a month and day behind it; both are matched on a few characters around the year.
_BEFORE: Final = re.compile(
    r"(?<!\d)(?P<d>[0-3]?\d) ?[-/. ] ?(?P<m>[01]?\d) ?[-/. ] ?$"
    rf"|(?<!\d)(?P<d2>[0-3]?\d)(?:e|de|ste|st|nd|rd|th)?[ .-](?:of )?(?P<n>{_NAMED})(?:\.?,?[ -]|\.)$"
    rf"|\b(?P<n3>{_NAMED})\.? (?P<d3>[0-3]?\d)(?:st|nd|rd|th)?,? $",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(r"[-/.](?P<m>[01]?\d)[-/.](?P<d>[0-3]?\d)(?!\d)")
#: A date whose year has two digits counts only where the page says that it is of birth, or that a century is left out.
_SHORT: Final = re.compile(
    rf"(?<!\d)(?P<d>[0-3]?\d)(?: ?[-/.] ?(?P<m>[01]?\d) ?[-/.] ?|[ -](?P<n>{_NAMED})\.?[ -])"
    r"(?P<century>'?)(?P<y>\d\d)(?!\d)(?![:'.,/-]\d)",
    re.IGNORECASE,
)
_CENTURY: Final = re.compile(r"'\d\d(?!\d)")
_LONGEST: Final = 24  # characters of a day and month in words
_BORN: Final = r"(?:geboren|geboortedatum|geboortejaar|geb\.?|born|birth ?date|date of birth|dob|jaargang|[*])"
#: Words with which a page says so.
BORN: Final = frozenset(("geboren", "geboortedatum", "geb", "born", "birthdate", "birth", "dob"))
_IS_BORN: Final = re.compile(rf"{_BORN}(?: ?(?:op|in|te [\w' -]{{2,30}}?|on|:|,))* ?$", re.IGNORECASE)
_YEAR_OF_BIRTH: Final = re.compile(rf"{_BORN} ?(?:in|:)? ?$", re.IGNORECASE)
_BEFORE_YEAR: Final = BORN | {"geboortejaar", "jaargang", "date", "in"}  # words, of which one stands in front of such a year
_LABEL: Final = 50  # characters in front of a date in which is said what it is
_AGE: Final = re.compile(r"[ -][Jj]arige?|[ ]jaar\b| years old|-year-old|[),]")
_NOT_BEFORE_AGE: Final = frozenset(".,-")
_AGE_SAID: Final = re.compile(r"(?<![A-Za-z])[LlAa](?:eeftijd|ged?):? $")
#: How a label ends, and what begins behind an age: both spare the closer look.
_BEFORE_AGE: Final = frozenset(("d ", "e ", ": "))
_BEHIND_AGE: Final = frozenset(" -),")
_AGE_LABEL: Final = 11  # characters: the longest such label and one in front
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


def find(text: str, start: int, end: int, runs: Runs | None = None) -> list[Dated]:
    """Every date between two offsets of the folded text, and what is said of years of birth and ages, by their start. `runs`:
    of digits in the same text, where they are known already."""
    years: list[Dated] = []
    ages: list[Dated] = []
    for at, last in (runs or Runs(text)).between(start, end):
        if last - at == 4 and text.startswith(_CENTURIES, at):
            if dated := _date(text, start, at, end) or _year(text, start, at):
                years.append(dated)
        elif last - at == 2:
            ages += _ages(text, start, at, end)
    return sorted([*years, *short(text, start, end), *ages], key=by_start)


def ages(text: str, runs: Runs) -> list[Dated]:
    """What is said of ages anywhere in the text, by start."""
    pairs = [at for at in runs.of_size(2) if text[at + 2 : at + 3] in _BEHIND_AGE or text[max(0, at - 2) : at] in _BEFORE_AGE]
    return [dated for at in pairs for dated in _ages(text, 0, at, len(text))]


def at_year(text: str, at: int, before: str, behind: str) -> Dated | None:
    """The date whose year stands at this offset, or the year of a birth. `before`, `behind`: the words next to it, folded;
    empty where there is none."""
    if before in _MONTHS or before[:1].isdigit() or behind[:1].isdigit():
        dated = _date(text, 0, at, len(text))
        if dated is not None:
            return dated
    return _year(text, 0, at) if before in _BEFORE_YEAR or text[max(0, at - 2) : at].strip() == "*" else None


def _ages(text: str, low: int, at: int, high: int) -> Iterator[Dated]:
    """What two digits say as an age: by what stands behind them, or in front."""
    behind = text[at + 2 : at + 3]
    if behind in _BEHIND_AGE and text[at] != "0" and _AGE.match(text, at + 2, high) and (dated := _age_at(text, low, at)):
        yield dated
    if text[max(0, at - 2) : at] in _BEFORE_AGE and _is_age(text, at):
        label = _AGE_SAID.search(text[max(0, at - _AGE_LABEL) : at])
        if label and max(0, at - _AGE_LABEL) + label.start() >= low:
            yield _aged(text, at, True)


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


def holds_short(text: str, vocabulary: Set[str]) -> bool:
    """Whether a page may hold dates of birth whose year has two digits."""
    return not BORN.isdisjoint(vocabulary) or _CENTURY.search(text) is not None


def short(text: str, start: int, end: int) -> list[Dated]:
    """Dates of birth whose year is written with two digits."""
    return [dated for hit in _SHORT.finditer(text, start, end) if (dated := _short(text, start, hit))]


def _short(text: str, low: int, hit: re.Match[str]) -> Dated | None:
    """`geb. 14-03-'71`: whose year is of the last century, or, up to now, of this one."""
    born = bool(_IS_BORN.search(text[max(low, hit.start() - _LABEL) : hit.start()]))
    if not born and not hit["century"]:
        return None
    month = int(hit["m"]) if hit["m"] else _MONTHS[hit["n"].lower()]
    year = int(hit["y"]) + (2000 if int(hit["y"]) <= _THIS_CENTURY else 1900)
    try:
        day = date(year, month, int(hit["d"]))
    except ValueError:
        return None
    return Dated(hit.start(), hit.end(), "birth-date", day, born)


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
