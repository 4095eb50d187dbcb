"""A staff list as an organisation hands it over: read line by line, so that one wrong line costs no other."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.errors import BadInput

#: What the columns may be called, in Dutch or English.
COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("personeelsnummer", "staff number", "nummer", "number"),
    "email": ("e-mail", "email", "mail", "e-mailadres", "werkmail"),
    "unit": ("team", "unit", "afdeling"),
}
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s.,;<>]+(?:\.[^@\s.,;<>]+)+")
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,31}")
_LONGEST_UNIT = 64
MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One employee: `number` tells them from others in later lists too; `email` is for the invitation alone."""

    line: int
    number: str = field(repr=False)
    email: str = field(repr=False)
    unit: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be used: its number in the file, counted from 1, and why, as a word that a page translates."""

    line: int
    why: str


class ListRefused(BadInput):
    """The whole list cannot be used. `code` says why, as a word that a page translates; `names`: the columns it must have."""

    def __init__(self, where: str, code: str, what: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(where, what)
        self.code = code
        self.names = names


#: Why a whole list is refused.
EMPTY, NO_COLUMNS, TOO_LONG, UNCLOSED = "empty", "no-columns", "too-long", "unclosed"
#: Why a line is refused.
NO_NUMBER, NO_EMAIL, NO_UNIT, TWICE, COUNT = "no-number", "no-email", "no-unit", "twice", "column-count"


def read(text: str) -> tuple[tuple[Listed, ...], tuple[Refused, ...]]:
    """Those who can be used and the lines that cannot, which together are all lines that are not empty. Raises `ListRefused`
    for a file without the three columns, or with too many lines. Separated by semicolons, commas or tabs; a byte order mark
    is passed over."""
    plain = text.removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(plain, newline=""), delimiter=_separator(plain), strict=False)
    numbered = ((rows.line_num, row) for row in rows)
    heading = next(((line, row) for line, row in numbered if any(cell.strip() for cell in row)), None)
    if heading is None:
        raise ListRefused("line 1", EMPTY, "the list is empty")
    places = _places(heading[1])
    good: list[Listed] = []
    bad: list[Refused] = []
    seen: set[str] = set()
    for line, row in _bounded(numbered):
        read_one = _listed(line, row, places, len(heading[1]))
        if isinstance(read_one, Listed) and read_one.number.casefold() in seen:
            read_one = Refused(line, TWICE)
        if isinstance(read_one, Refused):
            bad.append(read_one)
            continue
        seen.add(read_one.number.casefold())
        good.append(read_one)
    return tuple(good), tuple(bad)


def _bounded(numbered: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    count = 0
    try:
        for line, row in numbered:
            if not any(cell.strip() for cell in row):
                continue
            count += 1
            if count > MOST_LINES:
                raise ListRefused(f"line {line}", TOO_LONG, f"a list has at most {MOST_LINES} lines; split it")
            yield line, row
    except csv.Error:
        what = "one cell is longer than a list can have; look for a quotation mark that is not closed"
        raise ListRefused("list", UNCLOSED, what) from None


def _listed(line: int, row: list[str], places: dict[str, int], wanted: int) -> Listed | Refused:
    if len(row) != wanted:
        return Refused(line, COUNT)
    number, email, unit = (row[places[name]].strip() for name in ("number", "email", "unit"))
    if not _NUMBER.fullmatch(number):
        return Refused(line, NO_NUMBER)
    if not _EMAIL.fullmatch(email):
        return Refused(line, NO_EMAIL)
    if not unit or len(unit) > _LONGEST_UNIT:
        return Refused(line, NO_UNIT)
    return Listed(line, number, email, unit)


def _places(heading: list[str]) -> dict[str, int]:
    names = [" ".join(cell.split()).casefold() for cell in heading]
    places = {column: next((names.index(word) for word in words if word in names), None) for column, words in COLUMNS.items()}
    missing = tuple(COLUMNS[column][0] for column, place in places.items() if place is None)
    if missing:
        what = f"the first line must name these columns: {', '.join(missing)}"
        raise ListRefused("line 1", NO_COLUMNS, what, missing)
    return {column: place for column, place in places.items() if place is not None}


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(";,\t", key=first.count)
