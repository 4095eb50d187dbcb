"""Everybody enrolled, by what could lead to them: in the memory of this process, never on disk.

A profile enters and leaves by its own keys alone: nothing is rebuilt, and nothing of a withdrawn profile stays behind."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from domain.errors import Conflict
from domain.profile import Profile
from matchers.bearers import Bearers
from matchers.enrolled import Enrolled, Keys, keys_of
from matchers.hints import Hints, Known
from matchers.name_book import NameBook
from matchers.names import PREFIXES, TITLES
from matchers.population import Population
from matchers.postings import Counts, Postings
from matchers.weights import Weights

_READY: Final = 10_000  # profiles kept ready to be verified
_MANY: Final = 1_000  # enrolments at once


class Index:
    """Everybody enrolled, by what could lead to them. Adding or removing a profile costs the number of its own keys."""

    def __init__(self, population: Population, weights: Weights) -> None:
        self.population = population
        self.weights = weights
        self.book = NameBook(population, weights)
        self._profiles: dict[str, Profile] = {}
        self.hints: dict[str, Hints] = {}
        self.identifiers = Postings()
        self.kinds = Counts[str]()  # of identifiers that stand by themselves
        self.handles = Postings()
        self.streets = Counts[str]()  # last words of streets, however written
        self.postcodes = Counts[str]()  # the four digits of postcodes
        self.names: dict[str, Postings] = {}  # by the word that ends a family name: first letters of first names
        self.rare = Counts[str]()  # those of names so rare that a city may be enough beside them
        self.known = Known(population)
        self.stops = set[str]()  # every word at which a page is looked at more closely
        #: what may stand beside a family name, in front or between it and the first name behind
        self.name_words = frozenset((*population.given, *population.bare, *PREFIXES, *TITLES))
        self._ready: dict[str, Enrolled] = {}
        self._bearers: dict[tuple[str, str], Bearers] = {}  # of names that many share

    def __len__(self) -> int:
        return len(self._profiles)

    def __contains__(self, profile_id: str) -> bool:
        everywhere = (self.identifiers, self.handles, *self.names.values())
        return profile_id in self._profiles or any(postings.mention(profile_id) for postings in everywhere)

    def enrolled(self, profile_id: str) -> Enrolled:
        """The profile made ready. Raises `KeyError` for who is not enrolled."""
        known = self._ready.get(profile_id)
        if known is None:
            if len(self._ready) >= _READY:
                self._ready.clear()
            known = self._ready[profile_id] = Enrolled(self._profiles[profile_id], self.book)
        return known

    def add(self, profile: Profile) -> None:
        """Enrols a profile. Raises `Conflict` when one of that id is enrolled already: remove it first."""
        if profile.id in self._profiles:
            raise Conflict(f"profile {profile.id} is enrolled already")
        self._profiles[profile.id] = profile
        outline = self.book.outline(profile)
        hints = self.hints[profile.id] = Hints.of(profile, outline)
        keys = keys_of(profile, outline, hints.handles)
        self.stops.update(keys.streets, keys.handles, keys.families, self.known.add(hints))
        for counts, words in self._counted(keys):
            counts.add_all(words)
        for postings, words in self._posted(keys):
            postings.add_all(words, profile.id)
        for family in keys.families:
            postings = self.names.get(family) or self.names.setdefault(family, Postings())
            postings.add_all(keys.letters, profile.id)
            if self._bearers:
                for letter in keys.letters:
                    self._bearers.pop((family, letter), None)

    def remove(self, profile_id: str) -> None:
        """Forgets a profile in every posting, and all names kept ready; nothing happens when it is not enrolled."""
        profile = self._profiles.pop(profile_id, None)
        if profile is None:
            return
        hints = self.hints.pop(profile_id)
        keys = keys_of(profile, self.book.outline(profile), hints.handles)
        left = self.known.remove(hints)
        for counts, words in self._counted(keys):
            for word in words:
                counts.remove(word)
        for postings, words in self._posted(keys):
            for word in words:
                postings.remove(word, profile_id)
        for family in keys.families:
            for letter in keys.letters:
                self.names[family].remove(letter, profile_id)
                self._bearers.pop((family, letter), None)
            if not self.names[family]:
                del self.names[family]
        stopped = (*keys.streets, *keys.handles, *keys.families, *left)
        self.stops.difference_update([word for word in stopped if not self._stops_at(word)])
        self._ready.pop(profile_id, None)
        self.book.forget(profile)

    def _stops_at(self, word: str) -> bool:
        return any(word in known for known in (self.names, self.streets, self.handles)) or self.known.is_searched_at(word)

    def _counted(self, keys: Keys) -> Iterator[tuple[Counts[str], frozenset[str]]]:
        yield self.kinds, keys.kinds
        yield self.streets, keys.streets
        yield self.postcodes, keys.postcodes
        yield self.rare, keys.rare

    def _posted(self, keys: Keys) -> Iterator[tuple[Postings, frozenset[str]]]:
        yield self.identifiers, keys.identifiers
        yield self.handles, keys.handles

    def bearers(self, family: str, letter: str) -> Bearers:
        """Everybody of that family name and first letter, sorted by what may stand beside it."""
        known = self._bearers.get((family, letter))
        if known is None:
            ids = self.names[family].of(letter)
            called = {one: self.book.called(self._profiles[one]) for one in ids}
            known = self._bearers[family, letter] = Bearers.of(ids, self.hints, called)
        return known


@contextmanager
def in_bulk(index: Index) -> Iterator[None]:
    """Around many enrolments: the collector of garbage does not look through all that is there again and again while it grows,
    nor, where it grew by many, ever after. Who is withdrawn later still goes at once: nothing in an index refers to itself."""
    before = len(index)
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if len(index) - before >= _MANY:
            gc.collect()
            gc.freeze()
        gc.enable()
