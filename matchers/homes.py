"""The most that one record holds of a person's home: street and number, made a full address by its postcode or city."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from matchers import addresses, context
from matchers.evidence import Evidence
from matchers.nominate import Candidate
from matchers.population import Population
from matchers.scan import Scan
from matchers.slots import Slot, Span
from matchers.weights import Weights

_NEAR: Final = 90  # characters between the parts of one address


@dataclass(frozen=True, slots=True)
class Homes:
    """Reads for one candidate on one page."""

    scan: Scan
    candidate: Candidate
    population: Population
    weights: Weights

    def evidence(self, span: Span) -> Iterator[Evidence]:
        """Of one home: street, number, postcode and city as far as they belong together."""
        inside = [(kind, slot) for kind, slot in self.candidate.slots if slot.is_in(span)]
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
        first = bisect_left(self.scan.starts, code.start)
        last = addresses.postcode_at(self.scan, first)[1]
        for home in self.candidate.enrolled.homes:
            if home.postcode == code.key and home.number and (span := addresses.number_beside(self.scan, first, last, home)):
                rest = self.weights.bits["address"] - self.weights.bits["postcode"]
                yield Evidence("address", "address", *span, "number", rest, self.weights.m["address"])
                return

    def _another_follows(self, street: Slot, span: Span) -> bool:
        """Whether the postcode or city right behind it makes it the same street elsewhere."""
        starts, end = self.scan.starts, street.end
        first = bisect_left(starts, end)
        last = min(first + 4, bisect_left(starts, span[1]))
        codes = addresses.postcodes(self.scan, first, last)
        if code := next((code for code in codes if code[1] - end < _NEAR // 2), None):
            if street.form != "exact" or any(home.postcode for home in self.candidate.enrolled.homes):
                return True
            first, end = bisect_left(starts, code[2]), code[2]  # of a home whose postcode nobody told only the city says
            last = max(last, first + 1)
        near = first < min(last, len(self.scan.words)) and starts[first] - end < 4 and self.scan.capital(first)
        return near and self._is_another_city(self.scan.words[first : first + 2])

    def _is_another_city(self, words: list[str]) -> bool:
        """Whether these words begin with the name of a city, and not their own; nor with their family name, as `Vries` is."""
        behind = " ".join(words)
        own = {" ".join(name) for home in self.candidate.enrolled.homes for name in home.cities}
        own |= {name.split()[0] for name in own if name}
        own |= {family.words[0] for family in self.candidate.enrolled.name.families}
        named = behind if behind in self.population.cities else words[0]
        return named in self.population.cities and named not in own and behind not in own

    def _city_near(self, street: Slot, span: Span) -> Span | None:
        for home in self.candidate.enrolled.homes:
            for name in home.cities:
                if found := context.phrase(
                    self.scan, name, max(span[0], street.start - _NEAR // 2), min(span[1], street.end + _NEAR)
                ):
                    return found
        return None
