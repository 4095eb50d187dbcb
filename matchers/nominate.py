"""About whom could this page be? One pass over its words against everybody enrolled.

Every identifier that could lead to a profile is a key with a posting of profiles. A profile enters and leaves by its own keys
alone, so that nothing is rebuilt and nothing of a withdrawn profile stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from domain.errors import Conflict
from domain.profile import Profile
from matchers import addresses, emails, phones, usernames
from matchers.addresses import Home, compile_address
from matchers.fold import words
from matchers.names import PREFIXES, NameForms, compile_name
from matchers.population import Population
from matchers.scan import Scan
from matchers.slots import Slot
from matchers.weights import Weights

Key = tuple[str, ...]
_AROUND: Final = 6  # words in front of a family name among which a first name may stand
_BEHIND: Final = 4  # and behind it
_INITIALS: Final = 4  # letters of initials written together
_MOST: Final = 200  # places of one kind that are weighed for one profile


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A profile made ready to be recognised."""

    profile: Profile = field(repr=False)
    name: NameForms = field(repr=False)
    homes: tuple[Home, ...] = field(repr=False)
    phones: frozenset[str] = field(repr=False)
    emails: frozenset[str] = field(repr=False)
    handles: tuple[str, ...] = field(repr=False)
    employer: tuple[str, ...] = field(repr=False)
    relatives: tuple[tuple[str, ...], ...] = field(repr=False)

    def keys(self) -> Iterator[Key]:
        """What leads to this profile; the second part of each is the word that must stand on the page (or the identifier)."""
        for family in self.name.families:
            for beside in self.name.neighbours():
                yield "name", family.key, beside
        for home in self.homes:
            for word in home.street_keys():
                yield "street", word, home.number
            if len(home.postcode) == 6:
                yield "postcode", home.postcode[:4], home.postcode
                yield "postcode", home.postcode, home.postcode
        for number in self.phones:
            yield "phone", "", number
        for email in self.emails:
            yield "email", "", email
        for handle in self.handles:
            if parts := words(handle):
                yield "handle", max(parts, key=len)


def compile_profile(profile: Profile, population: Population, weights: Weights) -> Enrolled:
    return Enrolled(
        profile,
        compile_name(profile, population, weights),
        tuple(compile_address(address, population) for address in profile.addresses),
        phones.enrolled(profile.phones),
        frozenset(map(emails.canonical, profile.emails)),
        tuple(dict.fromkeys(filter(None, map(usernames.canonical, profile.handles)))),
        tuple(words(profile.employer)),
        tuple(tuple(found) for relative in profile.relatives if len(found := words(relative)) > 1),
    )


@dataclass(slots=True)
class Candidate:
    """Somebody the page could be about, with the places that say so. `named`: words of the page that end a family name with a
    first name or initial near it; `families`: all that end one."""

    enrolled: Enrolled = field(repr=False)
    slots: list[tuple[str, Slot]] = field(default_factory=list, repr=False)
    named: list[int] = field(default_factory=list, repr=False)
    families: list[int] = field(default_factory=list, repr=False)

    def add(self, kind: str, slot: Slot) -> None:
        if len(self.slots) < _MOST:
            self.slots.append((kind, slot))


class Index:
    """Everybody enrolled, by what could lead to them. Adding or removing a profile costs the number of its own keys."""

    def __init__(self, population: Population, weights: Weights) -> None:
        self.population = population
        self.weights = weights
        self._enrolled: dict[str, Enrolled] = {}
        self._postings: dict[Key, set[str]] = {}
        self._words: dict[str, dict[str, int]] = {}  # words to stop at, with how many keys of each kind begin with them
        self._besides: dict[str, int] = {}  # first names and initials of anybody, with how many keys end with them

    def __len__(self) -> int:
        return len(self._enrolled)

    def __contains__(self, profile_id: str) -> bool:
        return profile_id in self._enrolled or any(profile_id in posting for posting in self._postings.values())

    def enrolled(self, profile_id: str) -> Enrolled | None:
        return self._enrolled.get(profile_id)

    def add(self, profile: Profile) -> None:
        """Enrols a profile. Raises `Conflict` when one of that id is enrolled already: remove it first."""
        if profile.id in self._enrolled:
            raise Conflict(f"profile {profile.id} is enrolled already")
        enrolled = compile_profile(profile, self.population, self.weights)
        self._enrolled[profile.id] = enrolled
        for key in set(enrolled.keys()):
            posting = self._postings.setdefault(key, set())
            posting.add(profile.id)
            if len(posting) == 1:
                self._count(key, 1)

    def remove(self, profile_id: str) -> None:
        """Forgets a profile in every posting; nothing happens when it is not enrolled."""
        enrolled = self._enrolled.pop(profile_id, None)
        for key in set(enrolled.keys()) if enrolled else ():
            posting = self._postings[key]
            posting.discard(profile_id)
            if not posting:
                del self._postings[key]
                self._count(key, -1)

    def _count(self, key: Key, by: int) -> None:
        """Keeps the words to stop at in step with the keys."""
        kind, word = key[:2]
        if word:
            kinds = self._words.setdefault(word, {})
            _tally(kinds, kind, by)
            if not kinds:
                del self._words[word]
        if kind == "name":
            _tally(self._besides, key[2], by)

    def nominate(self, scan: Scan) -> list[Candidate]:
        """Everybody this page could be about."""
        scan.read_leet(self._words, self.population.given)
        found: dict[str, Candidate] = {}
        stops = self._words.keys() & scan.vocabulary
        besides = self._besides.keys() & scan.vocabulary
        places: dict[str, list[int]] = {}
        for index, word in enumerate(scan.words) if stops else ():
            if word in stops:
                places.setdefault(word, []).append(index)
                self._at_word(scan, index, word, besides, found)
        if self._postings:
            self._exact("phone", scan.phones, found)
            self._exact("email", scan.emails, found)
        for candidate in found.values():
            keys = {family.key for family in candidate.enrolled.name.families}
            candidate.families += sorted(index for key in keys for index in places.get(key, ()))
        return list(found.values())

    def _who(self, key: Key, found: dict[str, Candidate]) -> list[Candidate]:
        return [found.setdefault(one, Candidate(self._enrolled[one])) for one in sorted(self._postings.get(key, ()))]

    def _exact(self, kind: str, slots: list[Slot], found: dict[str, Candidate]) -> None:
        for slot in slots:
            for candidate in self._who((kind, "", slot.key), found):
                candidate.add(kind, slot)

    def _at_word(self, scan: Scan, index: int, word: str, besides: set[str], found: dict[str, Candidate]) -> None:
        kinds = self._words[word]
        if "name" in kinds:
            self._beside(scan, index, word, besides, found)
        street = addresses.numbered(scan, index) if "street" in kinds else None
        for candidate in self._who(("street", word, street.number), found) if street else ():
            self._add_home(scan, index, candidate)
        postcode, last = addresses.postcode_at(scan, index) if "postcode" in kinds else ("", index)
        if postcode:
            for candidate in self._who(("postcode", word, postcode), found):
                candidate.add("postcode", Slot(scan.starts[index], scan.end(last), postcode))
        if "handle" in kinds:
            self._add_handles(scan, index, word, found)

    def _beside(self, scan: Scan, index: int, word: str, besides: set[str], found: dict[str, Candidate]) -> None:
        """Nominates by a family name only together with a first name or initial near it: nobody enumerates the de Jongs."""
        first, last = max(0, index - _AROUND), min(len(scan.words), index + _BEHIND)
        for other, beside in enumerate(scan.words[first:last], first):
            if beside in besides:
                if ("name", word, beside) in self._postings and (
                    len(beside) > 1 or scan.capital(other) or beside not in PREFIXES
                ):
                    self._named(("name", word, beside), index, found)
            elif 1 < len(beside) <= _INITIALS and ("name", word, beside[0]) in self._postings and scan.upper(other):
                self._named(("name", word, beside[0]), index, found)

    def _named(self, key: Key, index: int, found: dict[str, Candidate]) -> None:
        for candidate in self._who(key, found):
            if not candidate.named or candidate.named[-1] != index:
                candidate.named.append(index)

    def _add_home(self, scan: Scan, index: int, candidate: Candidate) -> None:
        seen = addresses.numbered(scan, index)
        for home in candidate.enrolled.homes:
            if seen and seen.number == home.number and scan.words[index] in set(home.street_keys()):
                first = addresses.is_street(scan, index, home)
                same = seen.addition == home.addition
                if first is not None and (same or not seen.addition):
                    form = "exact" if same else "without addition"
                    candidate.add("street", Slot(scan.starts[first], seen.end, "", form))

    def _add_handles(self, scan: Scan, index: int, word: str, found: dict[str, Candidate]) -> None:
        for candidate in self._who(("handle", word), found):
            for handle in candidate.enrolled.handles:
                at = scan.starts[index] - handle.find(word)
                if at >= 0 and usernames.stands_at(scan.ascii, at, handle, usernames.is_word(handle, self.population)):
                    candidate.add("handle", Slot(at, at + len(handle), handle))


def _tally(counts: dict[str, int], of: str, by: int) -> None:
    """Counts up or down; what comes to nothing is forgotten."""
    counts[of] = counts.get(of, 0) + by
    if not counts[of]:
        del counts[of]
