"""What stands before or behind a family name: the person's first names or initials, or somebody else's."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from math import log2
from operator import attrgetter
from typing import Final

from matchers.marks import CELL, CLOSE, TAB
from matchers.names import PREFIXES, TITLES, First, NameForms, is_slip, prefix_form
from matchers.population import Population
from matchers.scan import Scan
from matchers.weights import Weights

_start: Final = attrgetter("start")
_JOINTS: Final = frozenset(" .-'()/,\"")
_CELLS: Final = frozenset((CELL, CLOSE, TAB, " "))
_MOST: Final = 6  # words of first names
_LONGEST_PREFIX: Final = 4  # words
_LONGEST_STREET: Final = 4  # words
HOUSE_NUMBER: Final = re.compile(r"[1-9]\d{0,3}[a-z]{0,4}")
_YEARS_OLD: Final = frozenset(("jaar", "jr"))


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

    def in_address(self, index: int) -> bool:
        """Whether word `index` stands in an e-mail address."""
        emails, start = self.scan.emails, self.scan.starts[index]
        at = bisect_right(emails, start, key=_start) - 1
        return at >= 0 and start < emails[at].end

    def is_initial(self, index: int) -> bool:
        """One letter and a capital; not that of `'T`."""
        scan = self.scan
        return (
            len(scan.words[index]) == 1
            and scan.words[index].isalpha()
            and scan.capital(index)
            and "'" not in scan.gap(index - 1)
        )

    def left(self, at: int) -> Beside | None:
        """First names or initials in front, from word `at` backwards."""
        scan, found, edge, second = self.scan, None, at, 0
        while at >= 0 and at > edge - _MOST and self.joined(at):
            if scan.words[at] in TITLES and not (scan.words[at] == self.forms.initials and scan.upper(at)):
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

    def right(self, index: int, known: tuple[str, ...] = (), *, alone: bool = True) -> tuple[Beside, tuple[str, ...]] | None:
        """First names or initials behind the family name, with the prefix behind them or in between: `Berg, J.M. van der`,
        `Berg (van der), Joke`, `BERG VAN DER J`. `known`: the person's prefix; only that may stand in between. `alone`: no
        first name stands in front, so that initials without a comma can belong here."""
        index = self.behind_partner(index)
        if not self._opens(index):
            return None
        between = self.prefix_behind(index, known)
        first = index + 1 + len(between)
        while first < len(self.scan.words) - 1 and self.scan.words[first] in TITLES and self.joined(first):
            first += 1
        if not self.joined(first - 1) and not self._opens(first - 1):
            return None
        read = self._firsts_from(first) if first < len(self.scan.words) and not self.in_address(first) else None
        if read is None:
            return None
        found, at, count = read
        parted = bool(between) or any("," in self.scan.gap(word) for word in range(index, first))
        if found.given == "initials" and not parted and not (alone and self.is_initial(first)):
            return None
        return self._ended(found, first, at, count, between, known)

    def _opens(self, index: int) -> bool:
        """Whether first names, or the prefix in brackets, may follow word `index`."""
        gap = self.scan.gap(index)
        return len(gap) <= 3 and (gap.strip() in {",", "", "(", ")", "),"} or set(gap) <= _CELLS)

    def behind_partner(self, index: int) -> int:
        """The last word of a partner's name that follows with a hyphen (`Berg-de Wit`), else word `index` itself."""
        partner, scan = self.forms.partner, self.scan
        if not partner or "-" not in scan.gap(index) or len(scan.gap(index)) > 3:
            return index
        at = index + 1
        while at < len(scan.words) and scan.words[at] in PREFIXES and at <= index + _LONGEST_PREFIX:
            at += 1
        return at + len(partner) - 1 if tuple(scan.words[at : at + len(partner)]) == partner else index

    def prefix_behind(self, index: int, known: tuple[str, ...]) -> tuple[str, ...]:
        """The person's prefix, whole or abbreviated, where it stands behind word `index`."""
        scan, end = self.scan, index + 1
        if not known or not self._opens(index):
            return ()
        while end < min(len(scan.words), index + 1 + _LONGEST_PREFIX) and self.joined(end - 1):
            if scan.words[end] not in PREFIXES and scan.words[end] not in known:
                break
            seen = tuple(scan.words[index + 1 : end + 1])
            end += 1
            if prefix_form(seen, known) in {"exact", "abbreviated"}:
                return seen
        return ()

    def _firsts_from(self, first: int) -> tuple[Beside, int, int] | None:
        """The first names from this word on: what they tell, the word behind them, and how many initials are among them."""
        scan, found, at, count = self.scan, None, first, 0
        while at < len(scan.words) and at < first + _MOST - 1:
            beginning = self.forms.begins.get(scan.words[at], ())
            size = next((len(one.words) for one in beginning if self._stands(one, at)), 1)
            here = self._first_ending(at + size - 1) if at + size <= len(scan.words) else None
            if here is None or here.edge != at:
                break
            count += here.given == "initials"
            found = here if found is None or here.bits > found.bits else found
            at += size
            if not self.joined(at - 1) or scan.gap(at - 1).strip() == ",":
                break
        return None if found is None else (found, at, count)

    def _ended(
        self, found: Beside, first: int, at: int, count: int, between: tuple[str, ...], known: tuple[str, ...]
    ) -> tuple[Beside, tuple[str, ...]] | None:
        behind = () if between else self._prefix_from(at, known)
        end = at + len(behind)
        if self._goes_on(end):
            return None  # `de Jong, Jan Bakker`: these first names belong to the next family name
        judged = self._with_initials(found, first, count) if found.given == "initials" else found
        return Beside(judged.given, judged.bits, end - 1), between or behind

    def _prefix_from(self, at: int, known: tuple[str, ...]) -> tuple[str, ...]:
        """The prefix that begins with word `at`: the person's own in any notation, or another right behind first names."""
        scan, end = self.scan, at
        while end < len(scan.words) and scan.words[end] in PREFIXES and self.joined(end - 1) and not self.is_initial(end):
            end += 1
        found = tuple(scan.words[at:end])
        if not found or prefix_form(found, known) in {"exact", "abbreviated"}:
            return found
        is_street = scan.capital(at) and self._is_street(end)
        return () if is_street or not set(self.scan.ascii[scan.end(at - 1) : scan.starts[at]]) <= _JOINTS else found

    def _goes_on(self, at: int) -> bool:
        """Whether a family name of its own follows the first names that end before word `at`, perhaps behind prefixes."""
        scan = self.scan
        while at < len(scan.words) and scan.gap(at - 1) == " " and scan.words[at] in PREFIXES:
            at += 1
        dotted = len(scan.words[at - 1]) == 1 and scan.gap(at - 1) == ". "
        if at >= len(scan.words) or not (scan.gap(at - 1) == " " or dotted):
            return False
        return scan.capital(at) and scan.words[at] not in TITLES and not self._is_street(at)

    def _is_street(self, at: int) -> bool:
        """Whether a house number stands behind the words from this one on: a street, as in a directory's line."""
        scan = self.scan
        for last in range(at, min(len(scan.words) - 1, at + _LONGEST_STREET)):
            if HOUSE_NUMBER.fullmatch(scan.words[last + 1]) and scan.gap(last) in {" ", ". "}:
                return not scan.words[last + 2 : last + 3] or scan.words[last + 2] not in _YEARS_OLD
            if scan.gap(last) not in {" ", ". "}:
                break
        return False
