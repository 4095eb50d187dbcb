"""What stands around a name: city, employer, relatives; weak alone, telling together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log2
from typing import Final

from matchers.enrolled import Enrolled
from matchers.evidence import Evidence
from matchers.fold import words
from matchers.population import Population
from matchers.scan import Scan
from matchers.weights import Weights

_CITY_FIELD: Final = re.compile(
    r"(?:\d{4} ?[A-Z]{2}|\b(?:wonende te|woont in|woonplaats:?|uit|te)) +(?P<city>[A-Z'][A-Za-z' -]{2,30})"
)


@lru_cache(maxsize=50_000)
def _phrase(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![a-z0-9])" + " +".join(map(re.escape, parts)) + r"(?![a-z0-9])")


def phrase(scan: Scan, parts: tuple[str, ...], start: int, end: int) -> tuple[int, int] | None:
    """Where these words stand in a row between two offsets, signs between them left aside."""
    if not parts or not scan.vocabulary.issuperset(parts):
        return None
    hit = _phrase(parts).search(scan.low, start, end)
    return hit.span() if hit else None


def city(scan: Scan, enrolled: Enrolled, start: int, end: int, weights: Weights) -> Evidence | None:
    """The city of one of the person's addresses, under any of its names; the rarer, the more it says."""
    for home in enrolled.homes:
        for name in home.cities:
            if found := phrase(scan, name, start, end):
                return Evidence(
                    "city", "city", *found, "exact", log2(weights.m["city"] / max(home.share, 1e-6)), weights.m["city"]
                )
    return None


def other_city(
    scan: Scan, enrolled: Enrolled, start: int, end: int, population: Population, weights: Weights
) -> Evidence | None:
    """Another place where the page says that somebody lives."""
    own = {name for home in enrolled.homes for name in home.cities}
    for hit in _CITY_FIELD.finditer(scan.ascii, start, end) if own else ():
        named = words(hit["city"])
        for size in (3, 2, 1):
            if " ".join(named[:size]) in population.cities and tuple(named[:size]) not in own:
                return Evidence(
                    "city",
                    "conflict",
                    hit.start("city"),
                    hit.start("city") + len(hit["city"].rstrip()),
                    "other",
                    weights.conflicts["city"],
                )
            if tuple(named[:size]) in own:
                break
    return None


def others(
    scan: Scan, enrolled: Enrolled, start: int, end: int, weights: Weights, names: Sequence[tuple[int, int]] = ()
) -> Iterator[Evidence]:
    """Employer, and the first relative named. `names`: offsets that are read as the person's own name; no word speaks twice."""
    if found := phrase(scan, enrolled.employer, start, end):
        yield Evidence("employer", "employer", *found, "exact", weights.bits["employer"], weights.m["employer"])
    for relative in enrolled.relatives:
        if found := _beside(scan, relative, start, end, names):
            yield Evidence("relative", "relative", *found, "exact", weights.bits["relative"], weights.m["relative"])
            return


def _beside(
    scan: Scan, parts: tuple[str, ...], start: int, end: int, names: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Where these words stand, none of them in one of the names."""
    while found := phrase(scan, parts, start, end):
        if not any(first < found[1] and found[0] < last for first, last in names):
            return found
        start = found[1]
    return None
