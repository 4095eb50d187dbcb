"""What stands near a place on a page that can make a name there more than a name, and how much it can add at most."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Set
from datetime import date
from functools import cached_property
from math import inf, log2
from typing import Final

from matchers import birthdates
from matchers.birthdates import Dated, agrees
from matchers.hints import Hints, Known
from matchers.scan import Scan
from matchers.weights import Weights

_AGE_OFF: Final = (-1, 0, 1, 2)  # years by which an age may be off, with the birthday past or to come
_MOST_READ: Final = 20  # surroundings of one place that are read for dates by themselves
_LEAST_SHARE: Final = 1e-6


class Near:
    """What stands near one place, of whomever. `most`: bits that any hints can find here."""

    def __init__(self, page: Surroundings, low: int, high: int) -> None:
        self.page = page
        self._low, self._high = low, high
        self.cities = page.cities_between(low, high)
        self.most = (max(self.cities.values()) if self.cities else 0.0) + page.most_others + self._birth_at_most()

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

    def tells_birth(self, hints: Hints) -> bool:
        """Whether a date or year of birth of theirs, or an age, stands here."""
        return hints.birth is not None and self._born(hints.birth, -inf)

    def is_in(self, hints: Hints) -> bool:
        """Whether a city of theirs stands here."""
        return any(city in self.cities for city in hints.cities)

    def years(self, bits: float) -> set[int]:
        """Years of birth that stand here; also those of whom an age does, where an age is worth so many bits."""
        return self._years | self._years_by_age if self.page.bits["age"] >= bits else self._years

    def _birth_at_most(self) -> float:
        """What a date of birth or an age that stands here can add."""
        page = self.page
        if not page.beside_cities:
            return 0.0
        if page.has_years_between(self._low, self._high):
            return page.bits["birth-date"]
        return page.bits["age"] if page.today is not None and self._ages else 0.0

    @cached_property
    def _years(self) -> set[int]:
        return self.page.years_between(self._low, self._high)

    @cached_property
    def _ages(self) -> list[Dated]:
        return self.page.ages_between(self._low, self._high)

    @cached_property
    def _years_by_age(self) -> set[int]:
        if self.page.today is None:
            return set()
        return {self.page.today.year - age.years - off for age in self._ages for off in _AGE_OFF}

    @cached_property
    def _dates(self) -> list[Dated]:
        return self.page.dates(self._low, self._high)

    def _born(self, birth: date, bits: float) -> bool:
        bits_of, today = self.page.bits, self.page.today
        is_dated = bits_of["birth-date"] >= bits and birth.year in self._years
        if is_dated and any(bits_of[one.form] >= bits and agrees(one, birth, today) for one in self._dates):
            return True
        is_aged = bits_of["age"] >= bits and birth.year in self._years_by_age
        return is_aged and any(agrees(one, birth, today) for one in self._ages)


class Surroundings:
    """Of one page. `seen`: its words that any profile has; `places`: where those stand. `reach`: characters, or None where all
    of the page is one record. `today`: to judge ages by."""

    def __init__(
        self,
        scan: Scan,
        seen: Set[str],
        places: Mapping[str, list[int]],
        known: Known,
        weights: Weights,
        reach: int | None,
        today: date | None,
    ) -> None:
        self._scan, self._places, self._known = scan, places, known
        self._reach, self._city_m = reach, weights.m["city"]
        self._asked = 0
        self._others: dict[int, float] = {}  # by the identity of hints, which outlive the page
        self.bits, self.today = weights.bits, today
        self.has_others = not known.others.keys().isdisjoint(seen)
        self.short = self._short_dates()
        self.most_others = self.has_others * (self.bits["employer"] + self.bits["relative"])
        has_years = bool(self.short) or not known.years.keys().isdisjoint(places)
        birth = self.bits["birth-date"] if has_years else self.bits["age"] if self._holds_age() else 0.0
        self.beside_cities = birth + self.most_others
        #: whether anything on the page can make a name more than a name
        self.says_anything = self.beside_cities > 0 or not known.endings.keys().isdisjoint(places)

    def _holds_age(self) -> bool:
        """Whether any number on the page could be an age."""
        return self.today is not None and any(len(word) == 2 and word.isdigit() for word in self._scan.numbers)

    def _short_dates(self) -> list[Dated]:
        """The dates of birth whose year has two digits."""
        if not birthdates.holds_short(self._scan.ascii, self._scan.vocabulary):
            return []
        return birthdates.short(self._scan.ascii, 0, len(self._scan.ascii))

    def at(self, index: int) -> Near:
        """What stands near word `index`."""
        start = self._scan.starts[index]
        if self._reach is None:
            return Near(self, 0, len(self._scan.ascii))
        return Near(self, start - self._reach, start + self._reach)

    def between(self, low: int, high: int) -> Near:
        """What stands between two offsets."""
        return Near(self, low, high)

    def cities_between(self, low: int, high: int) -> dict[str, float]:
        """The cities that stand between two offsets, and what each says, in bits."""
        places, cities = self._cities
        return {city: bits for city, bits in cities[bisect_left(places, low) : bisect_left(places, high)]}

    def years_between(self, low: int, high: int) -> set[int]:
        """Years of anybody's birth that stand between two offsets."""
        places, years = self._year_places
        return set(years[bisect_left(places, low) : bisect_left(places, high)])

    def has_years_between(self, low: int, high: int) -> bool:
        places = self._year_places[0]
        at = bisect_left(places, low)
        return at < len(places) and places[at] < high

    def ages_between(self, low: int, high: int) -> list[Dated]:
        """What is said of ages between two offsets."""
        places, ages = self._ages
        return ages[bisect_left(places, low) : bisect_left(places, high)]

    @cached_property
    def _ages(self) -> tuple[list[int], list[Dated]]:
        found = birthdates.ages(self._scan.ascii, self._scan.runs)
        return [one.start for one in found], found

    def dates(self, low: int, high: int) -> list[Dated]:
        """Those between two offsets, ages among them. Where many are asked for the whole page is read once instead."""
        if self._asked < _MOST_READ:
            self._asked += 1
            return self._scan.dates((max(0, low), min(high, len(self._scan.ascii))))
        found = self._scan.dates((0, len(self._scan.ascii)))
        return found[bisect_left(found, low, key=_start) : bisect_left(found, high, key=_start)]

    def others(self, hints: Hints) -> float:
        """The most that employer and relatives can add on this page; the same wherever on it the name stands."""
        known = self._others.get(id(hints))
        if known is None:
            known = self.bits["employer"] * self._scan.holds(hints.employer)
            known += self.bits["relative"] * any(map(self._scan.holds, hints.relatives))
            self._others[id(hints)] = known
        return known

    @property
    def vocabulary(self) -> set[str]:
        return self._scan.vocabulary

    @cached_property
    def _year_places(self) -> tuple[list[int], list[int]]:
        """Offsets, and the year at each."""
        starts = self._scan.starts
        seen = self._known.years.keys() & self._places.keys()
        written = [(starts[index], int(year)) for year in seen for index in self._places[year]]
        found = sorted(written + [(one.start, one.day.year) for one in self.short])
        return [start for start, _ in found], [year for _, year in found]

    @cached_property
    def _cities(self) -> tuple[list[int], list[tuple[str, float]]]:
        """Offsets, and the city at each with what it says; a city under each of its names."""
        words, starts, places = self._scan.words, self._scan.starts, self._places
        found: list[tuple[int, str, float]] = []
        for last in self._known.endings.keys() & places.keys():
            for ending in self._known.endings[last]:
                bits, size = log2(self._city_m / max(ending.share, _LEAST_SHARE)), len(ending.words)
                for index in places[last]:
                    if size == 1 or words[max(0, index - size + 1) : index + 1] == ending.words:
                        found += [(starts[index], city, bits) for city in ending.cities]
        found.sort()
        return [start for start, _, _ in found], [(city, bits) for _, city, bits in found]


def _start(dated: Dated) -> int:
    return dated.start
