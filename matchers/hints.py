"""What could make a name on a page more than a name: the city, year of birth, employer or relatives of one who bears it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from domain.profile import Profile
from matchers import usernames
from matchers.fold import words
from matchers.name_book import NameBook
from matchers.population import Population
from matchers.postings import Counts


@dataclass(frozen=True, slots=True)
class Hints:
    """Of one profile. `surname`: the most its rarest family name can weigh, in bits. `names`: words that
    end a family name or are the name it is called by. `cities`: folded, of every address.
    `birth`: the date, None where unknown."""

    surname: float = field(repr=False)
    names: frozenset[str] = field(repr=False)
    cities: tuple[str, ...] = field(repr=False)
    birth: date | None = field(repr=False)
    employer: tuple[str, ...] = field(repr=False)
    relatives: tuple[tuple[str, ...], ...] = field(repr=False)

    handles: tuple[str, ...] = field(repr=False)

    def other_words(self) -> set[str]:
        """The word at which an employer or relative is looked for."""
        return {phrase[-1] for phrase in (self.employer, *self.relatives) if phrase}

    @classmethod
    def of(cls, profile: Profile, book: NameBook) -> Hints:
        cities = tuple(dict.fromkeys(city for address in profile.addresses if (city := _folded(address.city))))
        surname, names = book.surname_at_most(profile), book.words(profile)
        return cls(
            surname,
            names,
            cities,
            profile.birth_date,
            tuple(_folded(profile.employer).split()),
            relatives(profile),
            usernames.of(profile),
        )


def relatives(profile: Profile) -> tuple[tuple[str, ...], ...]:
    """Their full names; a first name alone says nothing."""
    return tuple(tuple(found) for relative in profile.relatives if len(found := words(relative)) > 1)


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return " ".join(words(name))


class Known:
    """The hints of everybody enrolled, by the words at which a page is searched for them."""

    def __init__(self, population: Population) -> None:
        self._population = population
        self.cities: dict[str, Counts] = {}  # by the last word of each way to write one
        self.years = Counts()
        self.others = Counts()  # a word of an employer or relative

    def add(self, hints: Hints) -> None:
        for last, city in self._ends(hints):
            self.cities.setdefault(last, Counts()).add(city)
        if hints.birth:
            self.years.add(str(hints.birth.year))
        for word in hints.other_words():
            self.others.add(word)

    def remove(self, hints: Hints) -> None:
        for last, city in self._ends(hints):
            self.cities[last].remove(city)
            if not self.cities[last]:
                del self.cities[last]
        if hints.birth:
            self.years.remove(str(hints.birth.year))
        for word in hints.other_words():
            self.others.remove(word)

    def _ends(self, hints: Hints) -> set[tuple[str, str]]:
        return {
            (spelled.rpartition(" ")[2], spelled)
            for city in hints.cities
            for spelled in self._population.aliases.get(city, (city,))
        }
