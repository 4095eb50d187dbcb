"""All the evidence in one record that it is about one person, and what in it speaks against them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from math import log2
from typing import Final

from matchers import against, birthdates, context, exact, phones, usernames
from matchers.crowd import meets, told_apart
from matchers.evidence import HOUSEHOLD, IDENTIFIERS, PERSONAL, Evidence
from matchers.homes import Homes
from matchers.nominate import Candidate
from matchers.population import Population
from matchers.readings import Reader, Reading
from matchers.records import record
from matchers.scan import Scan
from matchers.slots import Slot, Span
from matchers.weights import Weights

_WHOLE: Final = frozenset((*exact.FOUND, "handle"))  # one slot is the whole identifier


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
        enrolled, vocabulary = self.candidate.enrolled, self.scan.vocabulary
        self._reader = Reader(self.scan, enrolled.name, self.population, self.weights)
        self._homes = Homes(self.scan, self.candidate, self.population, self.weights)
        self._relatives = tuple(one for one in enrolled.relatives if vocabulary.issuperset(one))  # whose names may stand here

    def evidence(self, span: Span) -> list[Evidence]:
        found = [*self._exact(span), *self._homes.evidence(span)]
        found += self._name(span, found)
        enrolled = self.candidate.enrolled
        if not any(one.what in {"address", "postcode", "city"} for one in found):
            if city := context.city(self.scan, enrolled, *span, self.weights):
                found.append(city)
            elif other := context.other_city(self.scan, enrolled, *span, self.population, self.weights):
                found.append(other)
        names = [*self._own(span), *((one.start, one.end) for one in found if one.what == "surname")]
        found += context.others(self.scan, enrolled, *span, self.weights, names)
        found += self._dates(span)
        found += against.conflicts(self.scan, enrolled, *span, found, self.weights)
        return against.of_one(found)

    def record(self, start: int, end: int) -> Span:
        """The part of the page that is about the same person as what stands between two offsets. Two to whom all names in it
        mean the same share it: it is found once."""
        reach = self.weights.reach
        window = start - 2 * reach, end + 2 * reach
        own, homes = tuple(self._own(window)), self._streets(window)
        lone = tuple(one for one in self._lone(window) if not meets(one, own))
        key = start, end, own, homes, lone, self._relatives
        known = self.scan.records.get(key)
        if known is None:
            named = self.scan.people(window, self.population)
            everybody = told_apart([one for one in named if not meets(one, homes)], (*own, *lone), self._is_own(own))
            known = self.scan.records[key] = record(self.scan, start, end, everybody, reach)
        return known

    def _streets(self, window: Span) -> tuple[Span, ...]:
        """Where the person's streets stand: a street called after somebody is nobody."""
        slots = self.candidate.slots
        return tuple(
            (slot.start, slot.end)
            for kind, slot in slots
            if kind == "street" and window[0] < slot.end and slot.start < window[1]
        )

    def _lone(self, window: Span) -> tuple[Span, ...]:
        """Where the person's first name stands by itself, beside an identifier."""
        starts = self.scan.starts
        return tuple(self._reader.firsts_alone(_at(starts, window[0]), _at(starts, window[1]))) if self.candidate.slots else ()

    def _own(self, span: Span) -> list[Span]:
        """Where the person's name stands."""
        return [(one.start, one.end) for one in self.readings(span) if one.given not in {"conflict", "none"}]

    def _is_own(self, own: tuple[Span, ...]) -> Callable[[Span], bool]:
        names = self._relatives
        return lambda person: meets(person, own) or (bool(names) and self.scan.name_at(person) in names)

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
            if kind in _WHOLE and slot.is_in(span) and (kind, slot.key) not in seen:
                seen.add((kind, slot.key))
                yield self._identifier(kind, slot)

    def _identifier(self, kind: str, slot: Slot) -> Evidence:
        what = kind
        if kind == "phone":
            what = phones.line(slot.key)
        elif kind == "handle":
            what = "handle-distinctive" if usernames.is_distinctive(slot.key, self.population) else "handle-plain"
        return Evidence(kind, what, slot.start, slot.end, slot.form, self.weights.bits[what], self.weights.m[what])

    def _name(self, span: Span, found: list[Evidence]) -> Iterator[Evidence]:
        readings = list(self.readings(span))
        best = max(readings, key=lambda one: one.bits, default=None)
        has_identifier, named = any(one.kind in IDENTIFIERS for one in found) or self._is_of_birth(span), list[Span]()
        if best is None and has_identifier:
            relatives = self.candidate.enrolled.relatives
            people = (one for one in self.scan.people(span, self.population) if one[1] <= span[1])
            named = [one for one in people if self.scan.name_at(one) not in relatives]
            best = self._typo(span)
        if best is None and not named and any(one.what in PERSONAL | HOUSEHOLD for one in found):
            best = self._reader.first_alone(_at(self.scan.starts, span[0]), _at(self.scan.starts, span[1]))
        if best is not None:
            names, second = self.weights.names, best.given == "second"
            yield Evidence("name", "surname", best.start, best.end, "second given name" if second else best.form,
                           best.surname + best.rest, names["surname"])  # fmt: skip
            if best.given != "none":
                m = names["second-given" if second else "given"] if best.first > 0 else 1.0
                yield Evidence("given-name", best.given, best.start, best.end, best.given, best.first, m)
        elif named:
            yield Evidence("name", "other-name", *named[0], "another's", self.weights.conflicts["other-name"])

    def _is_of_birth(self, span: Span) -> bool:
        """Whether the date of birth that led here stands in the span."""
        return any(kind == "birth-date" and slot.is_in(span) for kind, slot in self.candidate.slots)

    def _typo(self, span: Span) -> Reading | None:
        """A family name with one slip of the pen, beside an identifier and a first name or initial of theirs: `Bellen kan op
        06-…` is none of `Beelen`. A word that is itself a family name is weighed by how common that one is."""
        starts, best = self.scan.starts, None
        for index in range(_at(starts, span[0]), _at(starts, span[1])):
            word = self.scan.words[index]
            if word in self.population.given:
                continue  # `Bert Jansen` is no slip of `Berg`
            for family in self.candidate.enrolled.name.families:
                if family.is_slip(word):
                    share = max(self.population.surnames.get(word, 0.0), self.weights.names["typo-floor"], family.share / 4)
                    bits = max(0.0, log2(self.weights.names["surname-typo"] / share))
                    reading = self._reader.at(index, family, typo=bits)
                    if reading and reading.agrees and (best is None or reading.bits > best.bits):
                        best = reading
        return best

    def _dates(self, span: Span) -> Iterator[Evidence]:
        birth = self.candidate.enrolled.profile.birth_date
        other: Evidence | None = None
        for dated in self.scan.dates(span) if birth else ():
            if any(slot.start - 1 <= dated.start < slot.end for slot in self.scan.phones):
                continue  # in `(06) 12 34 56 71` nobody is six years old
            fits = birthdates.agrees(dated, birth, self.today) if birth else None
            kind = "age" if dated.form == "age" else "birth-date"
            if fits:
                bits, m = self.weights.bits[dated.form], self.weights.m[dated.form]
                yield Evidence(kind, dated.form, dated.start, dated.end, dated.form, bits, m)
                return
            if fits is False:
                other = Evidence(kind, "conflict", dated.start, dated.end, "other", self.weights.conflicts[kind])
        if other:
            yield other


def _at(starts: list[int], offset: int) -> int:
    return bisect_left(starts, offset)
