"""All the evidence in one record that it is about one person, and what in it speaks against them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from math import log2
from typing import Final

from matchers import addresses, birthdates, context, exact, people, phones, usernames
from matchers.evidence import IDENTIFIERS, Evidence
from matchers.fold import words
from matchers.names import Family, is_slip
from matchers.nominate import Candidate
from matchers.population import Population
from matchers.readings import Reader, Reading
from matchers.records import Span
from matchers.scan import Scan
from matchers.slots import Slot
from matchers.weights import Weights

_STREET: Final = re.compile(r"\b[A-Z][A-Za-z'. -]{0,40}?(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|str\.) \d{1,5}\b")
_WHOLE: Final = frozenset((*exact.FOUND, "handle"))  # one slot is the whole identifier
_YEAR: Final = re.compile(r"(?:19|20)\d\d [a-z]")  # `14 maart 1971 te Delft`
_NEAR: Final = 90  # characters between the parts of one address


@dataclass
class Gatherer:
    """Gathers for one candidate on one page. `today`: to judge ages by, or None to leave them aside."""

    scan: Scan
    candidate: Candidate
    population: Population
    weights: Weights
    today: date | None
    _readings: dict[int, Reading | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._reader = Reader(self.scan, self.candidate.enrolled.name, self.population, self.weights)

    def evidence(self, span: Span) -> list[Evidence]:
        found = [*self._exact(span), *self._home(span)]
        has_identifier = any(one.kind in IDENTIFIERS for one in found)
        found += self._name(span, has_identifier)
        enrolled = self.candidate.enrolled
        if not any(one.what in {"address", "postcode", "city"} for one in found):
            if city := context.city(self.scan, enrolled, *span, self.weights):
                found.append(city)
            elif other := context.other_city(self.scan, enrolled, *span, self.population, self.weights):
                found.append(other)
        names = [*self._own(span), *((one.start, one.end) for one in found if one.what == "surname")]
        found += context.others(self.scan, enrolled, *span, self.weights, names)
        found += self._dates(span)
        found += self._conflicts(span, found)
        return found

    def people(self, span: Span) -> list[tuple[Span, bool]]:
        """Everybody named in a span, and whether it is this person, or a relative of theirs."""
        own = self._own(span)
        named = [(person, self._is_own(person, own)) for person in people.find(self.scan.ascii, *span, self.population)]
        named += [(one, True) for one in own if not any(one[0] < end and start < one[1] for (start, end), _ in named)]
        return sorted(named)

    def _own(self, span: Span) -> list[Span]:
        """Where the person's name stands."""
        return [(one.start, one.end) for one in self.readings(span) if one.given not in {"conflict", "none"}]

    def _is_own(self, person: Span, own: list[Span]) -> bool:
        if any(start < person[1] and person[0] < end for start, end in own):
            return True
        name = tuple(words(self.scan.ascii[person[0] : person[1]]))
        return name in self.candidate.enrolled.relatives

    def readings(self, span: Span) -> Iterator[Reading]:
        """Every place in the span that reads as this person's name."""
        families, starts = self.candidate.families, self.scan.starts
        for place in range(bisect_left(families, _at(starts, span[0])), len(families)):
            if starts[families[place]] >= span[1]:
                return
            if reading := self.reading(families[place]):
                yield reading

    def reading(self, index: int) -> Reading | None:
        if index not in self._readings:
            word = self.scan.words[index]
            families = [family for family in self.candidate.enrolled.name.families if family.key == word]
            found = [reading for family in families if (reading := self._reader.at(index, family))]
            best = max(found, key=lambda one: one.bits, default=None)
            if best and best.form == "reversed" and self._is_given_first(index):
                best = replace(best, rest=best.rest + self.weights.conflicts["given-first"])
            self._readings[index] = best
        return self._readings[index]

    def _is_given_first(self, index: int) -> bool:
        """Whether the family name, no comma behind it, is a first name too: then `Pascal Robertus` is called Pascal."""
        given = self.population.given
        return self.scan.gap(index) == " " and self.scan.words[index] in given and self.scan.words[index + 1] in given

    def _exact(self, span: Span) -> Iterator[Evidence]:
        seen: set[tuple[str, str]] = set()
        for kind, slot in self.candidate.slots:
            if kind in _WHOLE and span[0] <= slot.start and slot.end <= span[1] and (kind, slot.key) not in seen:
                seen.add((kind, slot.key))
                yield self._identifier(kind, slot)

    def _identifier(self, kind: str, slot: Slot) -> Evidence:
        what = kind
        if kind == "phone":
            what = phones.line(slot.key)
        elif kind == "handle":
            what = "handle-distinctive" if usernames.is_distinctive(slot.key, self.population) else "handle-plain"
        return Evidence(kind, what, slot.start, slot.end, slot.form, self.weights.bits[what], self.weights.m[what])

    def _home(self, span: Span) -> Iterator[Evidence]:
        """The most that stands here of one home: street and number, made a full address by its postcode or city."""
        inside = [(kind, slot) for kind, slot in self.candidate.slots if span[0] <= slot.start and slot.end <= span[1]]
        streets = [slot for kind, slot in inside if kind == "street"]
        codes = [slot for kind, slot in inside if kind == "postcode"]
        for street in streets:
            own = next((code for code in codes if abs(code.start - street.end) < _NEAR), None)
            if own is None and self._another_follows(street, span):
                continue
            yield self._part("address", "street", street, self.weights.bits["street"])
            rest = self.weights.bits["address"] - self.weights.bits["street"]
            if own:
                yield self._part("postcode", "address", own, rest)
            elif city := self._city_near(street, span):
                yield Evidence("city", "address", *city, "exact", rest, self.weights.m["address"])
            return
        for code in codes:
            yield from self._postcode(code)
            return

    def _part(self, kind: str, what: str, slot: Slot, bits: float) -> Evidence:
        return Evidence(kind, what, slot.start, slot.end, slot.form, bits, self.weights.m[what])

    def _postcode(self, code: Slot) -> Iterator[Evidence]:
        yield self._part("postcode", "postcode", code, self.weights.bits["postcode"])
        starts = self.scan.starts
        first = next(index for index in range(_at(starts, code.start), len(starts)))
        last = addresses.postcode_at(self.scan, first)[1]
        for home in self.candidate.enrolled.homes:
            if home.postcode == code.key and home.number and (span := addresses.number_beside(self.scan, first, last, home)):
                rest = self.weights.bits["address"] - self.weights.bits["postcode"]
                yield Evidence("address", "address", *span, "number", rest, self.weights.m["address"])
                return

    def _another_follows(self, street: Slot, span: Span) -> bool:
        """Whether the postcode or city right behind it makes it the same street elsewhere."""
        first, end = _at(self.scan.starts, street.end), street.end
        last = min(first + 4, _at(self.scan.starts, span[1]))
        codes = addresses.postcodes(self.scan, first, last)
        if code := next((code for code in codes if code[1] - street.end < _NEAR // 2), None):
            if street.form != "exact" or any(home.postcode for home in self.candidate.enrolled.homes):
                return True
            first, end = _at(self.scan.starts, code[2]), code[2]  # of a home whose postcode nobody told only the city says
            last = max(last, first + 1)
        behind = " ".join(self.scan.words[first : first + 2])
        own = {" ".join(name) for home in self.candidate.enrolled.homes for name in home.cities}
        own |= {name.split()[0] for name in own if name}
        near = first < min(last, len(self.scan.words)) and self.scan.starts[first] - end < 4 and self.scan.capital(first)
        named = behind if behind in self.population.cities else behind.split(" ")[0]
        return near and named in self.population.cities and named not in own and behind not in own

    def _city_near(self, street: Slot, span: Span) -> Span | None:
        for home in self.candidate.enrolled.homes:
            for name in home.cities:
                if found := context.phrase(
                    self.scan, name, max(span[0], street.start - _NEAR // 2), min(span[1], street.end + _NEAR)
                ):
                    return found
        return None

    def _name(self, span: Span, has_identifier: bool) -> Iterator[Evidence]:
        readings = list(self.readings(span))
        best = max(readings, key=lambda one: one.bits, default=None)
        if best is None and has_identifier:
            best = self._typo(span)
        if best is not None:
            names, second = self.weights.names, best.given == "second"
            yield Evidence("name", "surname", best.start, best.end, "second given name" if second else best.form,
                           best.surname + best.rest, names["surname"])  # fmt: skip
            if best.given != "none":
                m = names["second-given" if second else "given"] if best.first > 0 else 1.0
                yield Evidence("given-name", best.given, best.start, best.end, best.given, best.first, m)
        elif has_identifier and (named := people.find(self.scan.ascii, *span, self.population)):
            yield Evidence("name", "other-name", *named[0], "another's", self.weights.conflicts["other-name"])

    def _typo(self, span: Span) -> Reading | None:
        """A family name with one slip of the pen; only ever beside an identifier. A word that is itself a family name is
        weighed by how common that one is."""
        starts, best = self.scan.starts, None
        for index in range(_at(starts, span[0]), _at(starts, span[1])):
            word = self.scan.words[index]
            for family in self.candidate.enrolled.name.families:
                if _is_slip(word, family):
                    share = max(self.population.surnames.get(word, 0.0), self.weights.names["typo-floor"], family.share / 4)
                    bits = max(0.0, log2(self.weights.names["surname-typo"] / share))
                    reading = self._reader.at(index, family, typo=bits)
                    best = reading if reading and (best is None or reading.bits > best.bits) else best
        return best

    def _dates(self, span: Span) -> Iterator[Evidence]:
        birth = self.candidate.enrolled.profile.birth_date
        against: Evidence | None = None
        for dated in birthdates.find(self.scan.ascii, *span) if birth else ():
            if any(slot.start - 1 <= dated.start < slot.end for slot in self.scan.phones):
                continue  # in `(06) 12 34 56 71` nobody is six years old
            fits = birthdates.agrees(dated, birth, self.today) if birth else None
            kind = "age" if dated.form == "age" else "birth-date"
            if fits:
                bits, m = self.weights.bits[dated.form], self.weights.m[dated.form]
                yield Evidence(kind, dated.form, dated.start, dated.end, dated.form, bits, m)
                return
            if fits is False:
                against = Evidence(kind, "conflict", dated.start, dated.end, "other", self.weights.conflicts[kind])
        if against:
            yield against

    def _conflicts(self, span: Span, found: list[Evidence]) -> Iterator[Evidence]:
        """A phone number, postcode or street that stands with the person's name and is none of theirs. Where nobody is named
        it may be anybody's."""
        if not any(one.kind == "name" for one in found):
            return
        enrolled, whats = self.candidate.enrolled, {one.what for one in found}
        if enrolled.has_phone and not whats & {"mobile", "landline"}:
            other = next((slot for slot in self.scan.phones if span[0] <= slot.start < span[1]), None)
            if other:
                yield Evidence("phone", "conflict", other.start, other.end, "other", self.weights.conflicts["phone"])
        if not enrolled.homes or whats & {"street", "address", "postcode"}:
            return
        starts = self.scan.starts
        codes = addresses.postcodes(self.scan, _at(starts, span[0]), _at(starts, span[1]))
        if code := next((one for one in codes if not _YEAR.match(self.scan.ascii, one[1])), None):
            yield Evidence("postcode", "conflict", code[1], code[2], "other", self.weights.conflicts["postcode"])
        if street := _STREET.search(self.scan.ascii, *span):
            yield Evidence("address", "conflict", *street.span(), "other", self.weights.conflicts["address"])


def _is_slip(word: str, family: Family) -> bool:
    """Whether the word is the family name but for one letter added, lost, replaced or swapped; the first stays."""
    return len(family.words) == 1 and word[0] == family.key[0] and is_slip(word, family.key)


def _at(starts: list[int], offset: int) -> int:
    return bisect_left(starts, offset)
