"""Dutch number plates: the fourteen series of the RDW, with hyphens, spaces or nothing between their groups.

A plate is six characters in three groups of letters and of digits; its series is the order of those groups. The rules
on letters are those that the RDW publishes for the fourth series and later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.slots import Slot

#: Groups of each series, `a` a letter and `9` a digit, in the order in which they were introduced.
SERIES: Final = (
    "aa-99-99", "99-99-aa", "99-aa-99", "aa-99-aa", "aa-aa-99", "99-aa-aa", "99-aaa-9", "9-aaa-99", "aa-999-a", "a-999-aa",
    "aaa-99-a", "a-99-aaa", "9-aa-999", "999-aa-9",
)  # fmt: skip
_OLD: Final = 3  # of them, in which every letter was used
_NEVER: Final = frozenset("ACEIQU")  # and O only in front, on trailers
#: Groups of letters that were given out in no series; those barred from the newest alone are other people's plates.
_BARRED: Final = re.compile("GVD|KKK|NSB|PKK|PSV|TBS|SS|SD")

_GAP: Final = "(?:[ .-]| - )?"
_L: Final = "[A-Za-z]"
_FORMS: Final = [
    _GAP.join(f"{_L if group[0] == 'a' else '[0-9]'}{{{len(group)}}}" for group in series.split("-")) for series in SERIES
]
_PLATE: Final = re.compile(f"(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)(?:{'|'.join(_FORMS)})(?!-?[A-Za-z0-9])")
#: Where the first digit of a plate may stand: few places on any page. It begins with a class of characters and only then
#: looks back, because that is what the regular expression engine finds fast.
_PLACE: Final = re.compile(
    f"[0-9](?:(?<![A-Za-z0-9].)(?:[0-9]{{0,2}}{_GAP}{_L}{{2,3}}{_GAP}(?:[0-9]{{1,3}}|{_L}{{2}})|[0-9]{_GAP}[0-9]{{2}}{_GAP}{_L}{{2}})"
    f"|(?:(?<={_L}.)(?<!{_L}{{5}}.)|(?<={_L}[ .-].)(?<!{_L}{{4}}..)|(?<={_L} - .)(?<!{_L}{{4}} - .))"
    f"(?:[0-9]{{1,2}}{_GAP}{_L}{{1,3}}|[0-9](?:{_GAP}[0-9]{{2}})?))(?![A-Za-z0-9])",
    re.DOTALL,
)
_LABEL: Final = re.compile(r"(?:kenteken|nummerplaat|kentekenplaat|plate) ?[:=]? ?$", re.IGNORECASE)
_LONGEST: Final = 12  # six characters and two gaps: no plate reaches further from any of its characters
_TOGETHER: Final = re.compile(r"[^A-Za-z0-9]+")


def canonical(plate: str) -> str:
    """`12ABC3`: capitals without hyphens; empty for what the RDW never gave out."""
    plain = _TOGETHER.sub("", plate).upper()
    form = "".join("9" if one.isdigit() else "a" for one in plain)
    number = next((n for n, series in enumerate(SERIES) if series.replace("-", "") == form), None)
    if number is None or not plain.isascii():
        return ""
    return plain if number < _OLD or _given_out(plain) else ""


def _given_out(plain: str) -> bool:
    letters = "".join(one if one.isalpha() else " " for one in plain)
    return _NEVER.isdisjoint(plain) and "O" not in plain[1:] and not _BARRED.search(letters)


def find(text: str) -> list[Slot]:
    """Every plate on the page, by start."""
    return list(_find(text))


def _find(text: str) -> Iterator[Slot]:
    done = 0
    for place in _PLACE.finditer(text):
        if place.start() < done:
            continue
        hit = _PLATE.search(text, max(done, place.start() - _LONGEST), place.start() + _LONGEST + 2)
        if hit is None or not (key := canonical(hit.group())):
            continue
        done = hit.end()
        if not _is_postcode(text, hit):
            yield Slot(hit.start(), hit.end(), key)


def _is_postcode(text: str, hit: re.Match[str]) -> bool:
    """Four digits and two letters are a postcode unless the digits stand in two groups or a label says otherwise."""
    joined = hit.group()[:4].isdigit()
    return joined and not _LABEL.search(text[max(0, hit.start() - 20) : hit.start()])
