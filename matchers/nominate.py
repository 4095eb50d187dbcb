"""About whom could this page be? One pass over its words against everybody enrolled.

An identifier leads to those who have it. A name leads to somebody only if what else stands on the page can make it more than
a name: nobody enumerates the de Jongs. A profile enters and leaves by its own keys alone, so that nothing is rebuilt and
nothing of a withdrawn profile stays behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Final

from domain.errors import Conflict
from domain.profile import Profile
from matchers import addresses, enrolled, usernames
from matchers.bearers import FEW, Bearers
from matchers.enrolled import Enrolled, compile_profile, key
from matchers.hints import Hints, Known
from matchers.names import PREFIXES, NameBook
from matchers.population import Population
from matchers.postings import Counts, Postings
from matchers.scan import Scan
from matchers.slots import Slot
from matchers.surroundings import Near, Surroundings
from matchers.weights import Weights

_MOST: Final = 200  # places of one kind that are weighed for one profile
_SLACK: Final = 2.0  # bits by which a calibration may lift what is just below *possible*
_READY: Final = 4_096  # profiles kept ready to be verified
_DIGITS: Final = ":"  # words below it begin with a digit
_LONG_PREFIXES: Final = frozenset(prefix for prefix in PREFIXES if len(prefix) > 1)


@dataclass(slots=True)
class Candidate:
    """Somebody the page could be about, with the places that say so. `named`: words of the page that end a family name with a
    first name or initial near it, and something beside that could make it more than a name; `bare`: those with nothing
    beside; `families`: all words that end one of this person's family names."""

    enrolled: Enrolled = field(repr=False)
    slots: list[tuple[str, Slot]] = field(default_factory=list, repr=False)
    named: list[int] = field(default_factory=list, repr=False)
    bare: list[int] = field(default_factory=list, repr=False)
    families: list[int] = field(default_factory=list, repr=False)

    def add(self, kind: str, slot: Slot) -> None:
        if len(self.slots) < _MOST:
            self.slots.append((kind, slot))


class Index:
    """Everybody enrolled, by what could lead to them. Adding or removing a profile costs the number of its own keys."""

    def __init__(self, population: Population, weights: Weights) -> None:
        self.population = population
        self.weights = weights
        self.book = NameBook(population, weights)
        self._profiles: dict[str, Profile] = {}
        self._hints: dict[str, Hints] = {}
        self._identifiers = Postings()
        self._handles = Postings()
        self._streets = Counts()  # last words of streets, however written
        self._postcodes = Counts()  # the four digits of postcodes
        self._names: dict[str, Postings] = {}  # by the word that ends a family name: first letters of first names
        self._firsts = Counts()  # first names in use
        self._known = Known(population)
        self._least = weights.exponent("possible") - weights.prior - _SLACK
        self._ready: dict[str, Enrolled] = {}
        self._bearers: dict[tuple[str, str], Bearers] = {}  # of names that many share

    def __len__(self) -> int:
        return len(self._profiles)

    def __contains__(self, profile_id: str) -> bool:
        everywhere = (self._identifiers, self._handles, *self._names.values())
        return profile_id in self._profiles or any(postings.mention(profile_id) for postings in everywhere)

    def enrolled(self, profile_id: str) -> Enrolled | None:
        """The profile made ready; None for who is not enrolled."""
        known = self._ready.get(profile_id)
        if known is None and profile_id in self._profiles:
            if len(self._ready) >= _READY:
                self._ready.clear()
            known = self._ready[profile_id] = compile_profile(self._profiles[profile_id], self.book)
        return known

    def add(self, profile: Profile) -> None:
        """Enrols a profile. Raises `Conflict` when one of that id is enrolled already: remove it first."""
        if profile.id in self._profiles:
            raise Conflict(f"profile {profile.id} is enrolled already")
        self._profiles[profile.id] = profile
        hints = self._hints[profile.id] = Hints.of(profile, self.book)
        self._known.add(hints)
        for one in set(enrolled.identifier_keys(profile)):
            self._identifiers.add(one, profile.id)
        for word in set(enrolled.street_words(profile)):
            self._streets.add(word)
        for digits in set(enrolled.postcode_digits(profile)):
            self._postcodes.add(digits)
        for word in set(enrolled.handle_words(profile)):
            self._handles.add(word, profile.id)
        families, firsts = self.book.keys(profile)
        for first in firsts:
            self._firsts.add(first)
        letters = {first[0] for first in firsts}
        for family in families:
            postings = self._names.setdefault(family, Postings())
            for letter in letters:
                postings.add(letter, profile.id)
                self._bearers.pop((family, letter), None)

    def remove(self, profile_id: str) -> None:
        """Forgets a profile in every posting, and all names kept ready; nothing happens when it is not enrolled."""
        profile = self._profiles.pop(profile_id, None)
        if profile is None:
            return
        self._known.remove(self._hints.pop(profile_id))
        for one in set(enrolled.identifier_keys(profile)):
            self._identifiers.remove(one, profile_id)
        for word in set(enrolled.street_words(profile)):
            self._streets.remove(word)
        for digits in set(enrolled.postcode_digits(profile)):
            self._postcodes.remove(digits)
        for word in set(enrolled.handle_words(profile)):
            self._handles.remove(word, profile_id)
        families, firsts = self.book.keys(profile)
        for first in firsts:
            self._firsts.remove(first)
        letters = {first[0] for first in firsts}
        for family in families:
            for letter in letters:
                self._names[family].remove(letter, profile_id)
                self._bearers.pop((family, letter), None)
            if not self._names[family]:
                del self._names[family]
        self._ready.pop(profile_id, None)
        self.book = NameBook(self.population, self.weights)

    def nominate(self, scan: Scan, *, weak: bool, whole: bool, today: date | None) -> list[Candidate]:
        """Everybody this page could be about; with `weak` also whoever bears a full name on it. `whole`: the page is one
        record. `today`: to judge ages by."""
        if not self._profiles:
            return []
        scan.read_leet(self._names, self.population.given)
        families = self._names.keys() & scan.vocabulary
        streets = self._streets.keys() & scan.vocabulary
        handles = self._handles.keys() & scan.vocabulary
        codes = {word for word in scan.vocabulary if word < _DIGITS and len(word) in {4, 6} and word[:4] in self._postcodes}
        cities, years = self._known.cities.keys() & scan.vocabulary, self._known.years.keys() & scan.vocabulary
        found, places = _Found(self), scan.places(families | streets | handles | codes | cities | years)
        for word in codes:
            self._at_postcode(scan, places.get(word, ()), found)
        for word in handles:
            self._at_handle(scan, word, places.get(word, ()), found)
        for kind, slots in (("phone", scan.phones), ("email", scan.emails)):
            for slot in slots:
                for candidate in found.all(self._identifiers.of(key(kind, slot.key))):
                    candidate.add(kind, slot)
        reach = None if whole else int(self.weights.rules["reach"])
        around = Surroundings(scan, places, self._known, self.population, self.weights, reach, today)
        for word in streets:
            self._at_street(scan, word, places.get(word, ()), around, found)
        for word in families:
            for index in places.get(word, ()):
                self._at_name(scan, index, self._names[word], around, found, weak)
        return found.with_families(places)

    def _at_name(
        self, scan: Scan, index: int, postings: Postings, surroundings: Surroundings, found: _Found, weak: bool
    ) -> None:
        """A family name counts only together with a first name or initial near it, and with what may stand beside both."""
        around = [word for word in (*scan.joined_before(index), *scan.joined_behind(index)) if word not in _LONG_PREFIXES]
        letters = {word[0] for word in around} & postings.keys()
        if not letters:
            return
        near = surroundings.at(index)
        for letter in letters:
            least = self._least - self.book.first_at_most(letter, around, self._firsts)
            full = weak and any(word[0] == letter and word in self._firsts for word in around)
            if not full and not near.most:
                continue
            for profile_id in self._of_interest(scan.words[index], letter, postings, near, least, around if full else ()):
                needed = least - self._hints[profile_id].surname
                if near.most >= needed and near.promises(self._hints[profile_id], needed):
                    found.one(profile_id).named.append(index)
                elif full:
                    found.one(profile_id).bare.append(index)

    def _of_interest(
        self, family: str, letter: str, postings: Postings, near: Near, least: float, full: Iterable[str]
    ) -> Iterable[str]:
        """Those of a name for whom something near speaks; and those whose whole name stands in the words of `full`."""
        bearers = postings.of(letter)
        if len(bearers) <= FEW:
            return bearers
        if (family, letter) not in self._bearers:
            self._bearers[family, letter] = Bearers.of(bearers, self._hints, self._called)
        sorted_out = self._bearers[family, letter]
        return sorted_out.near(near, least) | sorted_out.called(full)

    def _called(self, profile_id: str) -> set[str]:
        return self.book.called(self._profiles[profile_id])

    def _at_street(self, scan: Scan, word: str, places: Iterable[int], around: Surroundings, found: _Found) -> None:
        """A street and number stand in many towns: they count beside the town or the name of who lives there."""
        for index in places:
            number = addresses.number_behind(scan, index)
            bearers = self._identifiers.of(key("street", addresses.canonical_type(word), number)) if number else ()
            near = around.at(index) if bearers else None
            for profile_id in bearers:
                hints = self._hints[profile_id]
                if found.has(profile_id) or (near and near.is_in(hints)) or not hints.names.isdisjoint(scan.vocabulary):
                    _add_home(scan, index, found.one(profile_id))

    def _at_postcode(self, scan: Scan, places: Iterable[int], found: _Found) -> None:
        for index in places:
            postcode, last = addresses.postcode_at(scan, index)
            for candidate in found.all(self._identifiers.of(key("postcode", postcode))) if postcode else ():
                candidate.add("postcode", Slot(scan.starts[index], scan.end(last), postcode))

    def _at_handle(self, scan: Scan, word: str, places: Iterable[int], found: _Found) -> None:
        for index, candidate in product(places, found.all(self._handles.of(word))):
            for handle in candidate.enrolled.handles:
                at = scan.starts[index] - handle.find(word)
                if at >= 0 and usernames.stands_at(scan.ascii, at, handle, usernames.is_word(handle, self.population)):
                    candidate.add("handle", Slot(at, at + len(handle), handle))


class _Found:
    """The candidates of one page, in the order in which they were found."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._candidates: dict[str, Candidate] = {}

    def has(self, profile_id: str) -> bool:
        return profile_id in self._candidates

    def one(self, profile_id: str) -> Candidate:
        known = self._candidates.get(profile_id)
        if known is None:
            ready = self._index.enrolled(profile_id)
            assert ready is not None  # whoever is in a posting is enrolled
            known = self._candidates[profile_id] = Candidate(ready)
        return known

    def all(self, profile_ids: Iterable[str]) -> Iterator[Candidate]:
        return map(self.one, profile_ids)

    def with_families(self, places: dict[str, list[int]]) -> list[Candidate]:
        found = list(self._candidates.values())
        for candidate in found:
            keys = {family.key for family in candidate.enrolled.name.families}
            candidate.families += sorted(index for word in keys for index in places.get(word, ()))
        return found


def _add_home(scan: Scan, index: int, candidate: Candidate) -> None:
    seen = addresses.numbered(scan, index)
    for home in candidate.enrolled.homes:
        if seen and seen.number == home.number and scan.words[index] in set(home.street_keys()):
            first = addresses.is_street(scan, index, home)
            same = seen.addition == home.addition
            if first is not None and (same or not seen.addition):
                form = "exact" if same else "without addition"
                candidate.add("street", Slot(scan.starts[first], seen.end, "", form))
