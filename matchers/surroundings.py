"""What stands near a place on a page that can make a name there more than a name, and how much it can add at most."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from math import inf, log2
from typing import Final, Generic, TypeVar

from matchers import birthdates
from matchers.birthdates import Dated, agrees
from matchers.hints import Hints, Known, Words
from matchers.scan import Scan
from matchers.slots import by_start
from matchers.weights import Weights

_AGE_OFF: Final = (-1, 0, 1, 2)  # years by which an age may be off, with the birthday past or to come
_LEAST_SHARE: Final = 1e-6
_SLACK: Final = 2.0  # bits by which what is gathered may differ from what is foreseen here
_Thing = TypeVar("_Thing")


class Placed(Generic[_Thing]):
    """What stands where on a page. `offsets` and `things`: one for each, by offset."""

    def __init__(self, found: Sequence[tuple[int, _Thing]]) -> None:
        self.offsets = [offset for offset, _ in found]
        self.things = [thing for _, thing in found]

    def between(self, low: int, high: int) -> list[_Thing]:
        """Those between two offsets."""
        offsets = self.offsets
        return self.things[bisect_left(offsets, low) : bisect_left(offsets, high)] if offsets else []


class Near:
    """What stands near one place, of whomever: `others`, the employers and relatives of anybody; `dated`, dates and years of
    birth; `ages`."""

    def __init__(self, page: Surroundings, low: int, high: int) -> None:
        self.page = page
        self._low, self._high = low, high
        self.others = frozenset(page.others.between(low, high))
        self.dated = page.dated.between(low, high)
        self.ages = page.ages.between(low, high)

    @cached_property
    def cities(self) -> dict[str, float]:
        """The cities that stand here, and what each says, in bits."""
        return dict(self.page.cities.between(self._low, self._high))

    @property
    def most_city(self) -> float:
        """Bits that a city here can add beside anything else."""
        return max(self.cities.values(), default=0.0)

    def promises(self, hints: Hints, surname: float, first: float) -> bool:
        """Whether what stands here can make a name of theirs more than a name. `surname`, `first`: bits of its parts, at
        most."""
        found, missing = self.tells_others(hints), self.page.least - surname - first
        if found or self.dated or self.ages:
            missing -= next((self.cities[one] for one in hints.cities if one in self.cities), 0.0)
            if 0 < found >= missing or self._is_born(hints, missing - found):
                return True
        return self.page.is_enough_in_city(surname, first) and self.is_in(hints)

    def tells_others(self, hints: Hints) -> float:
        """The most that their employer and relatives who are named here can add, in bits."""
        others, bits = self.others, self.page.bits
        if not others:
            return 0.0
        found = bits["employer"] if hints.employer in others else 0.0
        return found + bits["relative"] if any(name in others for name in hints.relatives) else found

    def tells_birth(self, hints: Hints) -> bool:
        """Whether a date or year of birth of theirs, or an age, stands here."""
        return self._is_born(hints, -inf)

    def is_in(self, hints: Hints) -> bool:
        """Whether a city of theirs stands here."""
        return any(city in self.cities for city in hints.cities)

    def years(self, bits: float) -> set[int]:
        """Years of birth that stand here; also those of whom an age does, where an age is worth so many bits."""
        found = {one.day.year for one in self.dated}
        if self.ages and self.page.bits["age"] >= bits:
            found |= {self.page.year_of(age) - off for age in self.ages for off in _AGE_OFF}
        return found

    def _is_born(self, hints: Hints, bits: float) -> bool:
        """Whether a date or age that stands here fits theirs, and is worth so many bits."""
        birth, bits_of, today = hints.birth, self.page.bits, self.page.today
        if birth is None:
            return False
        if any(bits_of[one.form] >= bits and agrees(one, birth, today) for one in self.dated):
            return True
        return bits_of["age"] >= bits and any(agrees(one, birth, today) for one in self.ages)


class Surroundings:
    """Of one page. `seen`: its words that any profile has; `places`: where those stand. `reach`: characters, or None where all
    of the page is one record. `today`: to judge ages by. `others`: the employers and relatives of anybody; `dated`: every date
    and year of anybody's birth. `least`: bits that a name and what stands beside it must bring."""

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
        self.bits, self.today = weights.bits, today
        self._beyond_prior, self._most_alone = weights.beyond_prior, weights.most_alone
        self.least = self._beyond_prior - _SLACK
        self.others = self._named_others(seen)
        self.dated = Placed([(one.start, one) for one in self._births()])

    @cached_property
    def ages(self) -> Placed[Dated]:
        """What is said of anybody's age."""
        found = birthdates.ages(self._scan.ascii, self._scan.runs) if self.today is not None else []
        return Placed([(one.start, one) for one in found])

    @cached_property
    def telling(self) -> bytearray:
        """Of each word whether anything stands near it that can make any name more than a name."""
        return self._near((*self.others.offsets, *self.dated.offsets, *self.ages.offsets))

    @cached_property
    def in_city(self) -> bytearray:
        """Of each word whether anybody's city stands near it."""
        return self._near(self.cities.offsets)

    def _near(self, offsets: Iterable[int]) -> bytearray:
        """Of each word whether any of these offsets is within reach."""
        starts, reach, found = self._scan.starts, self._reach, bytearray(len(self._scan.starts))
        for offset in offsets:
            if reach is None:
                return bytearray(b"\1" * len(starts))
            low, high = bisect_right(starts, offset - reach), bisect_right(starts, offset + reach)
            found[low:high] = b"\1" * (high - low)
        return found

    def _births(self) -> list[Dated]:
        scan, starts, words = self._scan, self._scan.starts, self._scan.words
        found = birthdates.short(scan.ascii, 0, len(scan.ascii)) if birthdates.holds_short(scan.ascii, scan.vocabulary) else []
        for year in self._known.years.keys() & self._places.keys():
            for place in self._places[year]:
                before, behind = "".join(words[max(0, place - 1) : place]), "".join(words[place + 1 : place + 2])
                if dated := birthdates.at_year(scan.ascii, starts[place], before, behind):
                    found.append(dated)
        return sorted(found, key=by_start)

    def is_enough_in_city(self, surname: float, first: float) -> bool:
        """Whether a name whose parts weigh so many bits can be more than a name beside a city alone."""
        most = self._most_alone
        return min(surname, most[0]) + min(first, most[1]) + most[2] >= self._beyond_prior

    def at(self, index: int) -> Near:
        """What stands near word `index`."""
        start = self._scan.starts[index]
        if self._reach is None:
            return Near(self, 0, len(self._scan.ascii))
        return Near(self, start - self._reach, start + self._reach)

    def between(self, low: int, high: int) -> Near:
        """What stands between two offsets."""
        return Near(self, low, high)

    def year_of(self, age: Dated) -> int:
        """The year in which whoever is of this age was born if their birthday has passed."""
        return self.today.year - age.years if self.today is not None else 0

    def _named_others(self, seen: Set[str]) -> Placed[Words]:
        known, words, starts = self._known, self._scan.written, self._scan.starts
        found = [
            (starts[place + 1 - len(name)], name)
            for last in known.lasts.keys() & seen
            for place in self._places[last]
            for name in known.others_ending(words, place)
        ]
        return Placed(sorted(found))

    @cached_property
    def cities(self) -> Placed[tuple[str, float]]:
        """Anybody's cities with what each says, in bits; a city under each of its names."""
        words, starts, places = self._scan.words, self._scan.starts, self._places
        found: list[tuple[int, tuple[str, float]]] = []
        for last in self._known.endings.keys() & places.keys():
            for ending in self._known.endings[last]:
                bits, size = log2(self._city_m / max(ending.share, _LEAST_SHARE)), len(ending.words)
                for index in places[last]:
                    if size == 1 or words[max(0, index - size + 1) : index + 1] == ending.words:
                        found += [(starts[index], (city, bits)) for city in ending.cities]
        return Placed(sorted(found))
