"""About whom could this page be? One pass over its words against everybody enrolled.

An identifier leads to those who have it. A name leads to somebody only if what else stands near it can make it more than
a name: nobody enumerates the de Jongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from matchers import addresses, usernames
from matchers.bearers import FEW
from matchers.enrolled import Enrolled, key
from matchers.exact import FOUND
from matchers.index import Index
from matchers.names import PREFIXES
from matchers.scan import Scan
from matchers.slots import Slot
from matchers.surroundings import Near, Surroundings

_MOST: Final = 200  # places of one kind that are weighed for one profile
_SLACK: Final = 2.0  # bits by which what is gathered may differ from what is foreseen here
_LONGEST_NAME: Final = 6  # words in front of a family name that may belong to it
_LONGEST_FIRST: Final = 3  # and behind it
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


def nominate(index: Index, scan: Scan, *, weak: bool, whole: bool, today: date | None) -> list[Candidate]:
    """Everybody this page could be about; with `weak` also whoever bears a full name on it. `whole`: the page is one
    record. `today`: to judge ages by."""
    if not len(index):
        return []
    scan.read_leet(index.population.given, index.population.bare, PREFIXES)
    seen = scan.vocabulary
    families, streets, handles = (keys & seen for keys in (index.names.keys(), index.streets.keys(), index.handles.keys()))
    codes = {word for word in scan.numbers if len(word) in {4, 6} and word[:4] in index.postcodes}
    beside = (index.known.cities.keys() & seen) | (index.known.years.keys() & seen)
    places = scan.places(families | streets | handles | codes | beside)
    reach = None if whole else int(index.weights.rules["reach"])
    page = _Page(index, scan, Surroundings(scan, places, index.known, index.population, index.weights, reach, today), weak)
    for kind in index.kinds:
        page.identifiers(kind)
    for words, look in (
        (codes, page.at_postcode), (handles, page.at_handle), (streets, page.at_street), (families, page.at_name)
    ):  # fmt: skip
        for word in words:
            for place in places.get(word, ()):
                look(word, place)
    return page.candidates(places)


class _Page:
    """The candidates of one page, in the order in which they are found."""

    def __init__(self, index: Index, scan: Scan, surroundings: Surroundings, weak: bool) -> None:
        self._index, self._scan, self._surroundings, self._weak = index, scan, surroundings, weak
        self._least = index.weights.exponent("possible") - index.weights.prior - _SLACK
        self._candidates: dict[str, Candidate] = {}

    def candidates(self, places: dict[str, list[int]]) -> list[Candidate]:
        found = list(self._candidates.values())
        for candidate in found:
            keys = {family.key for family in candidate.enrolled.name.families}
            candidate.families += sorted(place for word in keys for place in places.get(word, ()))
        return found

    def identifiers(self, kind: str) -> None:
        for slot in FOUND[kind](self._scan):
            for candidate in self._all(self._index.identifiers.of(key(kind, slot.key))):
                candidate.add(kind, slot)

    def at_postcode(self, word: str, place: int) -> None:
        postcode, last = addresses.postcode_at(self._scan, place)
        for candidate in self._all(self._index.identifiers.of(key("postcode", postcode))) if postcode else ():
            candidate.add("postcode", Slot(self._scan.starts[place], self._scan.end(last), postcode))

    def at_handle(self, word: str, place: int) -> None:
        population, scan = self._index.population, self._scan
        for profile_id in self._index.handles.of(word):
            for handle in self._index.hints[profile_id].handles:
                at = scan.starts[place] - handle.find(word)
                if at >= 0 and usernames.stands_at(scan.ascii, at, handle, usernames.is_word(handle, population)):
                    self._one(profile_id).add("handle", Slot(at, at + len(handle), handle))

    def at_street(self, word: str, place: int) -> None:
        """A street and number stand in many towns: they count beside the town or the name of who lives there."""
        number = addresses.number_behind(self._scan, place)
        bearers = self._index.identifiers.of(key("street", addresses.canonical_type(word), number)) if number else ()
        near = self._surroundings.at(place) if bearers else None
        for profile_id in bearers:
            hints = self._index.hints[profile_id]
            named = not hints.names.isdisjoint(self._scan.vocabulary)
            if named or profile_id in self._candidates or (near and near.is_in(hints)):
                _add_home(self._scan, place, self._one(profile_id))

    def at_name(self, word: str, place: int) -> None:
        """A family name counts only together with a first name or initial near it, and with what may stand beside both."""
        index = self._index
        around = list(self._beside(place))
        letters = {one[0] for one in around} & index.names[word].keys()
        near = self._surroundings.at(place) if letters else None
        for letter in letters if near else ():
            assert near is not None
            least = self._least - index.book.first_at_most(letter, around)
            full = self._weak and any(one[0] == letter and len(one) > 1 for one in around)
            if full or near.most:
                self._bearers(word, letter, near, least, place, around if full else ())

    def _beside(self, place: int) -> Iterator[str]:
        """The words that may be first names or initials of whose family name word `place` ends: in front of it, prefixes and
        other family names left aside, and behind it. Each is a known one, in whatever case, or written like a name. Who else is
        enrolled has no say in it."""
        scan, population = self._scan, self._index.population
        at, least = place - 1, max(-1, place - 1 - _LONGEST_NAME)
        while at > least and scan.joins(at):
            word = scan.words[at]
            if word not in _LONG_PREFIXES and (word in population.given or scan.capital(at)):
                yield word
            elif word not in PREFIXES and word not in population.bare:
                break
            at -= 1
        at, most = place + 1, min(len(scan.words), place + 1 + _LONGEST_FIRST)
        while at < most and scan.joins(at - 1) and (scan.words[at] in population.given or scan.capital(at)):
            yield scan.words[at]
            at += 1

    def _bearers(self, family: str, letter: str, near: Near, least: float, place: int, full: Iterable[str]) -> None:
        """Of those of a name, whoever something near speaks for; and those whose whole name stands in the words of `full`."""
        ids: Iterable[str] = self._index.names[family].of(letter)
        if len(self._index.names[family].of(letter)) > FEW:
            bearers = self._index.bearers(family, letter)
            ids = bearers.near(near, least) | bearers.called(full)
        for profile_id in ids:
            hints = self._index.hints[profile_id]
            if near.most >= least - hints.surname and near.promises(hints, least - hints.surname):
                self._one(profile_id).named.append(place)
            elif full:
                self._one(profile_id).bare.append(place)

    def _one(self, profile_id: str) -> Candidate:
        known = self._candidates.get(profile_id)
        if known is None:
            ready = self._index.enrolled(profile_id)
            assert ready is not None  # whoever is in a posting is enrolled
            known = self._candidates[profile_id] = Candidate(ready)
        return known

    def _all(self, profile_ids: Iterable[str]) -> Iterator[Candidate]:
        return map(self._one, profile_ids)


def _add_home(scan: Scan, index: int, candidate: Candidate) -> None:
    seen = addresses.numbered(scan, index)
    for home in candidate.enrolled.homes:
        if seen and seen.number == home.number and scan.words[index] in set(home.street_keys()):
            first = addresses.is_street(scan, index, home)
            same = seen.addition == home.addition
            if first is not None and (same or not seen.addition):
                form = "exact" if same else "without addition"
                candidate.add("street", Slot(scan.starts[first], seen.end, "", form))
