"""What could make a name on a page more than a name: the city, year of birth, employer or relatives of one who bears it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from domain.profile import Profile
from matchers import usernames
from matchers.fold import words
from matchers.names import Outline
from matchers.population import Population
from matchers.postings import Counts

Words = tuple[str, ...]  # of one name, folded


@dataclass(frozen=True, slots=True)
class Hints:
    """Of one profile. `surname` and `names`: see `Outline`. `cities`: folded, of every address. `birth`: the date, None where
    unknown."""

    surname: float = field(repr=False)
    names: frozenset[str] = field(repr=False)
    cities: tuple[str, ...] = field(repr=False)
    birth: date | None = field(repr=False)
    employer: Words = field(repr=False)
    relatives: tuple[Words, ...] = field(repr=False)
    handles: tuple[str, ...] = field(repr=False)

    def others(self) -> set[Words]:
        """Employer and relatives."""
        return {name for name in (self.employer, *self.relatives) if name}

    @classmethod
    def of(cls, profile: Profile, outline: Outline) -> Hints:
        cities = tuple(dict.fromkeys(city for address in profile.addresses if (city := _folded(address.city))))
        return cls(
            outline.surname,
            outline.names,
            cities,
            profile.birth_date,
            tuple(_folded(profile.employer).split()),
            relatives(profile),
            usernames.of(profile),
        )


def relatives(profile: Profile) -> tuple[Words, ...]:
    """Their full names; a first name alone says nothing."""
    return tuple(tuple(found) for relative in profile.relatives if len(found := words(relative)) > 1)


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return " ".join(words(name))


@dataclass(frozen=True, slots=True)
class Ending:
    """One way to write a city, by its words. `cities`: whose name it can be; `share`: of residents, living there."""

    words: list[str]
    share: float
    cities: tuple[str, ...]


class Known:
    """The hints of everybody enrolled, by the words at which a page is searched for them."""

    def __init__(self, population: Population) -> None:
        self._population = population
        self._spelled = {city: tuple(map(_end, spelled)) for city, spelled in population.aliases.items()}
        self.cities: dict[str, Counts[str]] = {}  # by the last word of each way to write one
        self.endings: dict[str, tuple[Ending, ...]] = {}  # the same, ready to be compared with a page
        self.years = Counts[str]()
        self.others = Counts[Words]()  # names of employers and relatives
        self.tails = Counts[Words]()  # the last two words of each
        self.lasts = Counts[str]()  # and the last
        self.sizes = Counts[int]()  # of how many words each consists

    def add(self, hints: Hints) -> set[str]:
        """Every word at which a page is searched for one of these from now on."""
        ends, years, others = self._searched(hints)
        for last, city in ends:
            if last not in self.cities:
                self.cities[last] = Counts[str]()
            if self.cities[last].add(city):
                self._make_ready(last)
        self.years.add_all(years)
        self.others.add_all(others)
        self.tails.add_all([name[-2:] for name in others])
        self.lasts.add_all([name[-1] for name in others])
        self.sizes.add_all(map(len, others))
        return _words(ends, years, others)

    def remove(self, hints: Hints) -> set[str]:
        """The words that `add` gave for these."""
        ends, years, others = self._searched(hints)
        for last, city in ends:
            if self.cities[last].remove(city):
                self._make_ready(last)
        for year in years:
            self.years.remove(year)
        for name in others:
            self.others.remove(name)
            self.tails.remove(name[-2:])
            self.lasts.remove(name[-1])
            self.sizes.remove(len(name))
        return _words(ends, years, others)

    def is_searched_at(self, word: str) -> bool:
        """Whether a page is searched for anybody's hints at this word."""
        return word in self.endings or word in self.years or word in self.lasts

    def others_ending(self, words: Sequence[str], place: int) -> Iterator[Words]:
        """The employers and relatives of anybody whose name ends with this word of a page."""
        if tuple(words[max(0, place - 1) : place + 1]) in self.tails:
            for size in self.sizes:
                if 1 < size <= place + 1 and (name := tuple(words[place + 1 - size : place + 1])) in self.others:
                    yield name
        if (words[place],) in self.others:
            yield (words[place],)

    def _make_ready(self, last: str) -> None:
        if not self.cities[last]:
            del self.cities[last], self.endings[last]
            return
        population = self._population
        self.endings[last] = tuple(
            Ending(city.split(), population.city(city), tuple(population.aliases.get(city, (city,))))
            for city in self.cities[last]
        )

    def _searched(self, hints: Hints) -> tuple[set[tuple[str, str]], tuple[str, ...], set[Words]]:
        """Of each way to write a city of theirs the last word and the whole; the year of birth; employer and relatives."""
        ends = {end for city in hints.cities for end in self._spelled.get(city) or (_end(city),)}
        return ends, (str(hints.birth.year),) if hints.birth else (), hints.others()


def _words(ends: set[tuple[str, str]], years: tuple[str, ...], others: set[Words]) -> set[str]:
    """The words at which a page is searched for these."""
    return {*years, *[name[-1] for name in others], *[last for last, _ in ends]}


def _end(spelled: str) -> tuple[str, str]:
    return spelled.rpartition(" ")[2], spelled
