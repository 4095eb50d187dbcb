"""What stands near a place on a page that can make a name there more than a name, and how much it can add at most."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log2
from typing import Final, TypeVar

from matchers.birthdates import Dated, agrees
from matchers.hints import Hints, Known
from matchers.population import Population
from matchers.scan import Scan
from matchers.weights import Weights

Found = TypeVar("Found")
_LEAST_SHARE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Near:
    """What stands near one place, of whomever. `most`: bits that any hints can find here."""

    cities: Mapping[str, float]
    dates: tuple[Dated, ...]
    others: bool
    page: Surroundings
    most: float

    def promise(self, hints: Hints) -> float:
        """The most, in bits, that these hints can find here."""
        found = max((self.cities[city] for city in hints.cities if city in self.cities), default=0.0)
        if hints.birth and self.dates:
            fits = (self.page.bits[one.form] for one in self.dates if agrees(one, hints.birth, self.page.today))
            found += max(fits, default=0.0)
        return found + (self.page.others(hints) if self.others else 0.0)


class Surroundings:
    """Of one page. `places`: where the words stand at which a city's name ends. `reach`: characters, or None where all of the
    page is one record. `today`: to judge ages by."""

    def __init__(
        self,
        scan: Scan,
        places: Mapping[str, list[int]],
        known: Known,
        population: Population,
        weights: Weights,
        reach: int | None,
        today: date | None,
    ) -> None:
        self._scan, self._places, self._known = scan, places, known
        self._population, self._reach, self._city_m = population, reach, weights.m["city"]
        self.bits, self.today = weights.bits, today
        self._has_others = not known.others.keys().isdisjoint(scan.vocabulary)
        self._has_dates = bool(known.years) and any(word < ":" for word in scan.vocabulary)

    def at(self, index: int) -> Near:
        """What stands near word `index`."""
        start = self._scan.starts[index]
        low, high = (0, len(self._scan.ascii)) if self._reach is None else (start - self._reach, start + self._reach)
        cities = {city: bits for _, city, bits in _between(self._cities, low, high, _offset)} if self._cities else {}
        dates = tuple(_between(self._scan.dates, low, high, _start)) if self._has_dates else ()
        most = max(cities.values(), default=0.0) + max((self.bits[one.form] for one in dates), default=0.0)
        return Near(cities, dates, self._has_others, self, most + self._has_others * self._both)

    def others(self, hints: Hints) -> float:
        """The most that employer and relatives can add on this page."""
        seen = self._scan.vocabulary
        employer = self.bits["employer"] * (bool(hints.employer) and seen.issuperset(hints.employer))
        return employer + self.bits["relative"] * any(seen.issuperset(name) for name in hints.relatives)

    @property
    def _both(self) -> float:
        return self.bits["employer"] + self.bits["relative"]

    @cached_property
    def _cities(self) -> list[tuple[int, str, float]]:
        """Offset, city and what it says, by offset; a city under each of its names."""
        return sorted(found for last, indices in self._places.items() for found in self._ending(last, indices))

    def _ending(self, last: str, indices: list[int]) -> Iterator[tuple[int, str, float]]:
        words = self._scan.words
        for spelled in self._known.cities.get(last, ()):
            parts = spelled.split()
            bits = log2(self._city_m / max(self._population.city(spelled), _LEAST_SHARE))
            for index in indices:
                if words[index - len(parts) + 1 : index + 1] == parts:
                    for city in self._population.aliases.get(spelled, (spelled,)):
                        yield self._scan.starts[index], city, bits


def _between(found: Sequence[Found], low: int, high: int, at: Callable[[Found], int]) -> Sequence[Found]:
    return found[bisect_left(found, low, key=at) : bisect_left(found, high, key=at)]


def _offset(city: tuple[int, str, float]) -> int:
    return city[0]


def _start(dated: Dated) -> int:
    return dated.start
