"""What stands near a place on a page that can make a name there more than a name, and how much it can add at most."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log2
from typing import Final, TypeVar

from matchers import birthdates
from matchers.birthdates import Dated, agrees
from matchers.hints import Hints, Known
from matchers.population import Population
from matchers.scan import Scan
from matchers.weights import Weights

Found = TypeVar("Found")
_AGE_OFF: Final = (-1, 0, 1, 2)  # years by which an age may be off, with the birthday past or to come
_MOST_READ: Final = 20  # surroundings of one place that are read for dates by themselves
_LEAST_SHARE: Final = 1e-6


@dataclass(frozen=True)
class Near:
    """What stands near one place, of whomever. `most`: bits that any hints can find here."""

    page: Surroundings
    low: int
    high: int
    cities: Mapping[str, float]
    most: float

    def promises(self, hints: Hints, bits: float) -> bool:
        """Whether these hints can find something here, and so many bits at least."""
        found = 0.0
        for city in hints.cities:
            if city in self.cities:
                found = self.cities[city]
                break
        if bits - found <= self.page.most_others and (hints.employer or hints.relatives):
            found += self.page.others(hints)
        if 0 < found >= bits:
            return True
        return hints.birth is not None and self._born(hints.birth, bits - found)

    def is_in(self, hints: Hints) -> bool:
        """Whether a city of theirs stands here."""
        return any(city in self.cities for city in hints.cities)

    def years(self, bits: float) -> set[int]:
        """Years of birth that stand here; also those of whom an age does, where an age is worth so many bits."""
        return self._years | self._years_by_age if self.page.bits["age"] >= bits else self._years

    @cached_property
    def _years(self) -> set[int]:
        return self.page.years_between(self.low, self.high)

    @cached_property
    def _years_by_age(self) -> set[int]:
        if not self.page.years_by_age or self.page.today is None:
            return set()
        ages = [one.years for one in self._dates if one.form == "age"]
        return {self.page.today.year - age - off for age in ages for off in _AGE_OFF}

    @cached_property
    def _dates(self) -> list[Dated]:
        return self.page.dates(self.low, self.high)

    def _born(self, birth: date, bits: float) -> bool:
        page = self.page
        if birth.year in self._years:
            if page.bits["birth-date"] < bits:
                return False
        elif page.bits["age"] < bits or birth.year not in self._years_by_age:
            return False
        return any(page.bits[one.form] >= bits and agrees(one, birth, page.today) for one in self._dates)


class Surroundings:
    """Of one page. `places`: where the words stand at which a city's name ends, and years of birth. `reach`: characters, or
    None where all of the page is one record. `today`: to judge ages by."""

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
        self._asked = 0
        self._others: dict[int, float] = {}  # by the identity of hints, which outlive the page
        self.bits, self.today = weights.bits, today
        self.has_others = not known.others.keys().isdisjoint(scan.vocabulary)
        self.years_by_age = self._years_by_age()
        has_years = any(year in places for year in known.years)
        birth = self.bits["birth-date"] if has_years else self.bits["age"] if self.years_by_age else 0.0
        self.most_others = self.has_others * (self.bits["employer"] + self.bits["relative"])
        self._beside_cities = birth + self.most_others

    def _years_by_age(self) -> set[int]:
        """Years of birth of whom an age stands on the page, within a year."""
        if self.today is None:
            return set()
        born = (self.today.year - int(word) for word in self._scan.numbers if len(word) == 2 and word.isdigit())
        return {year - off for year in born for off in _AGE_OFF}

    def at(self, index: int) -> Near:
        """What stands near word `index`."""
        start = self._scan.starts[index]
        low, high = (0, len(self._scan.ascii)) if self._reach is None else (start - self._reach, start + self._reach)
        cities = {city: bits for _, city, bits in _between(self._cities, low, high, _offset)} if self._cities else {}
        return Near(self, low, high, cities, max(cities.values(), default=0.0) + self._beside_cities)

    def years_between(self, low: int, high: int) -> set[int]:
        """Years of anybody's birth that stand between two offsets."""
        return {year for _, year in _between(self._year_places, low, high, _offset)}

    def dates(self, low: int, high: int) -> list[Dated]:
        """Those between two offsets, ages among them. Where many are asked for the whole page is read once instead."""
        if self._asked < _MOST_READ:
            self._asked += 1
            return birthdates.find(self._scan.ascii, max(0, low), high)
        return list(_between(self._all_dates, low, high, _start))

    @cached_property
    def _all_dates(self) -> list[Dated]:
        return birthdates.find(self._scan.ascii, 0, len(self._scan.ascii))

    def others(self, hints: Hints) -> float:
        """The most that employer and relatives can add on this page; the same wherever on it the name stands."""
        known = self._others.get(id(hints))
        if known is None:
            seen = self._scan.vocabulary
            known = self.bits["employer"] * (bool(hints.employer) and seen.issuperset(hints.employer))
            known += self.bits["relative"] * any(seen.issuperset(name) for name in hints.relatives)
            self._others[id(hints)] = known
        return known

    @property
    def vocabulary(self) -> set[str]:
        return self._scan.vocabulary

    @cached_property
    def _year_places(self) -> list[tuple[int, int]]:
        """Offset and year, by offset."""
        starts = self._scan.starts
        return sorted((starts[index], int(year)) for year in self._known.years for index in self._places.get(year, ()))

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


def _offset(found: tuple[int, *tuple[object, ...]]) -> int:
    return found[0]


def _start(dated: Dated) -> int:
    return dated.start
