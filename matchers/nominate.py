"""About whom could this page be? One pass over its words against everybody enrolled.

An identifier leads to those who have it. A name leads to somebody only if what else stands near it can make it more than
a name: nobody enumerates the de Jongs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from matchers import addresses, usernames
from matchers.alone import ALONE, speaks_beside
from matchers.around import Around, Arounds, begins_line
from matchers.bearers import FEW
from matchers.birthdates import Dated
from matchers.enrolled import Enrolled, key
from matchers.exact import FOUND
from matchers.hints import Hints
from matchers.index import Index
from matchers.names import PREFIXES
from matchers.scan import Scan
from matchers.slots import Slot
from matchers.surroundings import Near, Surroundings

_MOST: Final = 200  # places of one kind that are weighed for one profile
_MOST_ALIKE: Final = 400  # places of a page at which a name is looked at in the very same words; more are a trick
_NEAR_BIRTH: Final = 12  # words between a date of birth and a name, at most
_BEYOND_DIGITS: Final = ":"


@dataclass(slots=True)
class Candidate:
    """Somebody the page could be about, with the places that say so. `named`: words of the page that end a family name with a
    first name or initial near it, and something beside that could make it more than a name; `bare`: those with nothing
    beside; `families`: all words that end one of this person's family names."""

    enrolled: Enrolled = field(repr=False)
    hints: Hints = field(repr=False)
    page: Surroundings = field(repr=False)
    slots: list[tuple[str, Slot]] = field(default_factory=list, repr=False)
    named: list[int] = field(default_factory=list, repr=False)
    bare: list[int] = field(default_factory=list, repr=False)
    families: list[int] = field(default_factory=list, repr=False)

    def add(self, kind: str, slot: Slot) -> None:
        if len(self.slots) < _MOST:
            self.slots.append((kind, slot))

    def is_more_than_a_name(self, low: int, high: int, surname: float, first: float) -> bool:
        """Whether what stands between two offsets can make their name, its parts of so many bits, more than a name."""
        return self.page.between(low, high).promises(self.hints, surname, first)


def nominate(index: Index, scan: Scan, *, weak: bool, whole: bool, today: date | None) -> list[Candidate]:
    """Everybody this page could be about; with `weak` also whoever bears a full name on it. `whole`: the page is one
    record. `today`: to judge ages by."""
    if not len(index):
        return []
    scan.read_leet(index.population.given, index.population.bare, PREFIXES)
    seen = index.stops & scan.vocabulary
    families, streets, handles = (keys & seen for keys in (index.names.keys(), index.streets.keys(), index.handles.keys()))
    codes = {word for word in scan.numbers if len(word) in {4, 6} and word[:4] in index.postcodes}
    places = scan.places(seen | codes)
    reach = None if whole else index.weights.reach
    surroundings = Surroundings(scan, seen, places, index.known, index.weights, reach, today)
    page = _Page(index, scan, surroundings, weak)
    for kind in FOUND:  # in one order, whoever is enrolled
        if kind in index.kinds:
            page.identifiers(kind)
    for words, stops, look in (
        (codes, None, page.at_postcode), (handles, None, page.at_handle), (streets, page.is_numbered, page.at_street),
    ):  # fmt: skip
        for word in words:
            for place in filter(stops, places[word]) if stops else places[word]:
                look(word, place)
    page.names(families, places)
    for dated in surroundings.dated.things:
        if dated.form == "birth-date":
            page.at_date(dated)
    return page.candidates(places, reach)


class _Page:
    """The candidates of one page, in the order in which they are found."""

    def __init__(self, index: Index, scan: Scan, surroundings: Surroundings, weak: bool) -> None:
        self._index, self._scan, self._surroundings, self._weak = index, scan, surroundings, weak
        self._candidates: dict[str, Candidate] = {}
        self._arounds = Arounds(scan, index.population)
        self._words, self._last = scan.words, len(scan.words) - 1
        self._given, self._name_words = index.population.given, index.name_words

    @cached_property
    def _capitals(self) -> bytes:
        return self._scan.capitals

    def candidates(self, places: dict[str, list[int]], reach: int | None) -> list[Candidate]:
        """Those worth reading closely."""
        found = [one for one in self._candidates.values() if self._is_worth(one, reach)]
        for candidate in found:
            keys = candidate.enrolled.called.families
            candidate.families += sorted(place for word in keys for place in places.get(word, ()))
        return found

    def _is_worth(self, one: Candidate, reach: int | None) -> bool:
        if one.named or one.bare:
            return True
        kinds = {kind for kind, _ in one.slots}
        if len(kinds) != 1 or not kinds <= ALONE or reach is None:
            return bool(kinds)
        return any(speaks_beside(self._scan, self._surroundings, one.enrolled, one.hints, kind, slot, reach)
                   for kind, slot in one.slots)  # fmt: skip

    def identifiers(self, kind: str) -> None:
        identifiers = self._index.identifiers
        for slot in FOUND[kind](self._scan):
            if (posted := key(kind, slot.key)) in identifiers:
                for profile_id in identifiers.of(posted):
                    self._one(profile_id).add(kind, slot)

    def at_postcode(self, word: str, place: int) -> None:
        postcode, last = addresses.postcode_at(self._scan, place)
        for profile_id in self._index.identifiers.of(key("postcode", postcode)) if postcode else ():
            self._one(profile_id).add("postcode", Slot(self._scan.starts[place], self._scan.end(last), postcode))

    def at_handle(self, word: str, place: int) -> None:
        population, scan = self._index.population, self._scan
        start, lower, hints = scan.starts[place], scan.lower, self._index.hints
        for profile_id in self._index.handles.of(word):
            for handle in hints[profile_id].handles:
                at = start - handle.find(word)
                if (
                    at >= 0
                    and lower.startswith(handle, at)
                    and usernames.stands_at(scan.ascii, at, handle, usernames.is_word(handle, population))
                ):
                    self._one(profile_id).add("handle", Slot(at, at + len(handle), handle))

    def at_date(self, dated: Dated) -> None:
        """A date leads to who was born on it where the name they are called by stands near, and their family name with a slip;
        without one that name leads to them."""
        bearers = self._index.identifiers.of(key("birth-date", dated.day.isoformat()))
        if not bearers:
            return
        place = bisect_left(self._scan.starts, dated.start)
        near = range(max(0, place - _NEAR_BIRTH), min(self._last + 1, place + _NEAR_BIRTH))
        beside = {self._words[at] for at in near}
        for profile_id in bearers:
            if not beside.isdisjoint(self._index.hints[profile_id].names) and self._slips(profile_id, near):
                self._one(profile_id).add("birth-date", Slot(dated.start, dated.end, dated.day.isoformat()))

    def _slips(self, profile_id: str, near: Iterable[int]) -> bool:
        """Whether at one of these words stands their family name with a slip, their first name beside it."""
        called = self._index.enrolled(profile_id).called
        slips = [at for at in near if called.is_family_slip(self._words[at])]
        return any(self._arounds.at(at).fits(called, self._given) for at in slips)

    def is_numbered(self, place: int) -> bool:
        """Whether a house number may stand behind word `place`: of few streets' words one does."""
        behind = self._words[place + 1] if place < self._last else "z"
        return behind < _BEYOND_DIGITS or behind in addresses.NUMBER_WORDS

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

    def names(self, families: Iterable[str], places: dict[str, list[int]]) -> None:
        """Looks at family names where they could become more than a name, and one may stand there at all."""
        page, rare = self._surroundings, self._index.rare
        for word in families:
            found = places[word]
            if not self._weak:
                found = [place for place in found if page.telling[place] or (word in rare and page.in_city[place])]
            for place in filter(self.is_beside_name, found):
                self.at_name(word, place)

    def is_beside_name(self, place: int) -> bool:
        """Whether anything that may belong to a name stands beside word `place`: most words that end somebody's family name are
        just words."""
        words, capitals, names, joins = self._words, self._capitals, self._name_words, self._scan.joins
        if place and joins(place - 1):
            before = words[place - 1]
            if capitals[place - 1] or len(before) == 1 or before in names:
                return True
            if not capitals[place] and begins_line(self._scan, place - 1):
                return True
        if place == self._last or not joins(place):
            return False
        behind = words[place + 1]
        return behind in names or len(behind) == 1 or capitals[place + 1] != 0

    def at_name(self, word: str, place: int) -> None:
        """A family name counts only together with a first name or initial near it, and with what may stand beside both."""
        near = self._surroundings.at(place)
        index = self._index
        around = self._arounds.at(place)
        if around.seen > _MOST_ALIKE:
            return
        letters = {one[0] for one in around.words} & index.names[word].keys()
        for letter in letters:
            first = index.book.first_at_most(letter, around.words)
            full = self._weak and any(one[0] == letter and len(one) > 1 for one in around.words)
            self._bearers(word, letter, near, first, place, around, full=full)

    def _bearers(self, family: str, letter: str, near: Near, first: float, place: int, around: Around, *, full: bool) -> None:
        """Of those of a name with whom the words around it can agree, whoever something near speaks for; with `full` also those
        whose whole name stands there."""
        index = self._index
        ids: Iterable[str] = index.names[family].of(letter)
        if len(index.names[family].of(letter)) > FEW:
            bearers = index.bearers(family, letter)
            ids = bearers.near(near, first) | bearers.called(around.words if full else ())
        for profile_id in ids:
            hints = index.hints[profile_id]
            more = near.promises(hints, hints.surname, first)
            if (more or full) and around.fits(index.enrolled(profile_id).called, self._given):
                one = self._one(profile_id)
                (one.named if more else one.bare).append(place)

    def _one(self, profile_id: str) -> Candidate:
        known = self._candidates.get(profile_id)
        if known is None:
            index = self._index
            known = Candidate(index.enrolled(profile_id), index.hints[profile_id], self._surroundings)
            self._candidates[profile_id] = known
        return known


def _add_home(scan: Scan, index: int, candidate: Candidate) -> None:
    seen = addresses.numbered(scan, index)
    for home in candidate.enrolled.homes:
        if seen and seen.number == home.number and scan.words[index] in set(home.street_keys()):
            first = addresses.is_street(scan, index, home)
            same = seen.addition == home.addition
            if first is not None and (same or not seen.addition):
                form = "exact" if same else "without addition"
                candidate.add("street", Slot(scan.starts[first], seen.end, "", form))
