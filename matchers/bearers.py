"""Those who share a family name and the letter that a first name begins with: of many only those are looked at for whom
something near the name speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from matchers.hints import Hints, Words
from matchers.surroundings import Near

FEW: Final = 6  # so many are simply looked at one by one


@dataclass(frozen=True, slots=True)
class Bearers:
    """Sorted by what may stand beside their name. `surname`: the most that the family name of any of them weighs, in bits."""

    surname: float
    by_city: dict[str, list[str]] = field(repr=False)
    by_year: dict[int, list[str]] = field(repr=False)
    by_other: dict[Words, list[str]] = field(repr=False)
    by_first: dict[str, list[str]] = field(repr=False)

    @classmethod
    def of(cls, ids: Iterable[str], hints: Mapping[str, Hints], called: Mapping[str, Set[str]]) -> Bearers:
        made = cls(max(hints[one].surname for one in ids), {}, {}, {}, {})
        for one in ids:
            for city in hints[one].cities:
                made.by_city.setdefault(city, []).append(one)
            if birth := hints[one].birth:
                made.by_year.setdefault(birth.year, []).append(one)
            for name in hints[one].others():
                made.by_other.setdefault(name, []).append(one)
            for word in called[one]:
                made.by_first.setdefault(word, []).append(one)
        return made

    def near(self, near: Near, first: float) -> set[str]:
        """Those of whom a year of birth, age, employer or relative stands near, of a rare name also a city. `first`: bits of
        the first name, at most."""
        missing = near.page.least - self.surname - first - near.most_city
        found = {one for year in near.years(missing) for one in self.by_year.get(year, ())}
        found.update(one for other in near.others for one in self.by_other.get(other, ()))
        if near.page.is_enough_in_city(self.surname, first):
            found.update(one for city in self.by_city.keys() & near.cities.keys() for one in self.by_city[city])
        return found

    def called(self, words: Iterable[str]) -> set[str]:
        """Those who are called by one of these words."""
        return {one for word in words for one in self.by_first.get(word, ())}
