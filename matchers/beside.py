"""What stands before or behind a family name: the person's first names or initials, or somebody else's."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import Final

from matchers.marks import CELL, CLOSE
from matchers.names import PREFIXES, TITLES, First, NameForms, is_slip
from matchers.population import Population
from matchers.scan import Scan
from matchers.weights import Weights

_JOINTS: Final = frozenset(" .-'()/,\"")
_CELLS: Final = frozenset((CELL, CLOSE, " "))
_MOST: Final = 6  # words of first names


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands before or behind the family name. `edge`: the outermost word's index."""

    given: str
    bits: float
    edge: int


class FirstNames:
    """Reads first names on one page."""

    def __init__(self, scan: Scan, forms: NameForms, population: Population, weights: Weights) -> None:
        self.scan, self.forms, self.population, self.weights = scan, forms, population, weights

    def joined(self, index: int) -> bool:
        """Whether word `index` and the next can be parts of one name."""
        gap = self.scan.gap(index)
        return len(gap) <= 3 and (set(gap) <= _JOINTS or set(gap) <= _CELLS)

    def is_initial(self, index: int) -> bool:
        return len(self.scan.words[index]) == 1 and self.scan.capital(index)

    def left(self, at: int) -> Beside | None:
        """First names or initials in front, from word `at` backwards."""
        scan, found, edge, second = self.scan, None, at, 0
        while at >= 0 and at > edge - _MOST and self.joined(at):
            if scan.words[at] in TITLES and len(scan.words[at]) > 1:
                break
            here = self._first_ending(at)
            if here is None:
                if found is None:
                    return self._stranger(at)
                if self._other_given(at):
                    return Beside("conflict", self.weights.conflicts["unknown-given"], at)
                break
            second += here.given == "initials"
            found = here if found is None or here.bits > found.bits else found
            at = here.edge - 1
        return None if found is None else self._with_initials(found, at + 1, second)

    def _with_initials(self, found: Beside, edge: int, count: int) -> Beside:
        """Initials are judged as a row: all must be the person's, in order; each beyond the first adds a little."""
        if found.given != "initials":
            return Beside(found.given, found.bits, edge)
        letters = "".join(self.scan.words[edge : edge + count])
        own = self.forms.initials or self.forms.called
        if letters == self.forms.called or own.startswith(letters):
            first = log2(self.weights.names["initial"] / self.population.initials.get(letters[0], 0.005))
            return Beside("initials", first + min(2, len(letters) - 1) * self.weights.names["second-initial"], edge)
        if len(own) == 1 and letters[0] == own:  # of whom only the calling name is known, further initials say nothing
            return Beside("initials", log2(self.weights.names["initial"] / self.population.initials.get(own, 0.005)), edge)
        return Beside("conflict", self.weights.conflicts["given"], edge)

    def _first_ending(self, at: int) -> Beside | None:
        """A first name of the person that ends with word `at`, an initial, or nothing."""
        word = self.scan.words[at]
        ending = [first for first in self.forms.ends.get(word, ()) if self._stands(first, at - len(first.words) + 1)]
        best = max(ending, key=lambda first: first.bits, default=None)
        if best is not None:
            return Beside(best.form, best.bits, at - len(best.words) + 1)
        if len(word) == 1 and word.isalpha():
            return Beside("initials", 0.0, at)
        if len(word) > 1 and word == self.forms.initials and self.scan.upper(at):
            first_bits = log2(self.weights.names["initial"] / self.population.initials.get(word[0], 0.005))
            return Beside("initials together", first_bits + self.weights.names["second-initial"], at)
        return self._typo(at)

    def _stands(self, first: First, at: int) -> bool:
        """Whether this first name begins with word `at`."""
        return at >= 0 and tuple(self.scan.words[at : at + len(first.words)]) == first.words

    def _typo(self, at: int) -> Beside | None:
        word = self.scan.words[at]
        if word in self.population.given:
            return None
        for first in self.forms.firsts:
            if first.form == "exact" and len(first.words) == 1 and is_slip(word, first.words[0]):
                return Beside("typo", log2(self.weights.names["given-typo"] / self.weights.names["unseen-given"]), at)
        return None

    def _other_given(self, at: int) -> bool:
        return self.scan.capital(at) and self.scan.words[at] in self.population.given and self.scan.gap(at) == " "

    def _stranger(self, at: int) -> Beside | None:
        """A first name that is not the person's speaks against them; a word that is no name says nothing."""
        if not self.scan.capital(at) or self.scan.gap(at).strip(" -.\"'()"):
            return None
        if ")" in self.scan.gap(at) and self.scan.words[at] not in self.population.given:
            return None  # a town or a function in brackets, and no calling name
        if self.scan.words[at] in self.population.given:
            return Beside("conflict", self.weights.conflicts["given"], at)
        return Beside("unknown", self.weights.conflicts["unknown-given"], at) if self.scan.words[at].isalpha() else None

    def right(self, index: int) -> tuple[Beside, tuple[str, ...]] | None:
        """First names or initials behind the family name (`Berg, J.M. van der`), with the prefix behind them."""
        scan = self.scan
        gap = scan.gap(index)
        if not (gap.strip() in {",", ""} or set(gap) <= _CELLS) or len(gap) > 3:
            return None
        found, at, count = None, index + 1, 0
        while at < len(scan.words) and at < index + _MOST:
            beginning = self.forms.begins.get(scan.words[at], ())
            size = next((len(first.words) for first in beginning if self._stands(first, at)), 1)
            here = self._first_ending(at + size - 1) if at + size <= len(scan.words) else None
            if here is None or here.edge != at:
                break
            count += here.given == "initials"
            found = here if found is None or here.bits > found.bits else found
            at += size
            if not self.joined(at - 1) or scan.gap(at - 1).strip() == ",":
                break
        if found is None or (found.given == "initials" and gap.strip() != ","):
            return None
        return self._ended(found, index, at, count)

    def _ended(self, found: Beside, index: int, at: int, count: int) -> tuple[Beside, tuple[str, ...]] | None:
        scan, end = self.scan, at
        while end < len(scan.words) and scan.words[end] in PREFIXES and self.joined(end - 1) and not self.is_initial(end):
            end += 1
        prefix = tuple(scan.words[at:end])
        if end < len(scan.words) and scan.gap(end - 1) == " " and scan.capital(end) and scan.words[end] not in TITLES:
            return None  # `de Jong, Jan Bakker`: these first names belong to the next family name
        judged = self._with_initials(found, index + 1, count) if found.given == "initials" else found
        return Beside(judged.given, judged.bits, end - 1), prefix
