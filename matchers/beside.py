"""What stands before or behind a family name: the person's first names or initials, or somebody else's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log2
from typing import Final

from matchers import addresses
from matchers.around import named_together
from matchers.follows import goes_on, is_city, is_no_initial, is_street
from matchers.marks import CELL, CLOSE, TAB
from matchers.names import PREFIXES, TITLES, First, NameForms, is_slip, prefix_form
from matchers.population import Population
from matchers.scan import Scan
from matchers.weights import Weights

_JOINTS: Final = frozenset(" .-'()/,\"")
_CELLS: Final = frozenset((CELL, CLOSE, TAB, " "))
#: What may stand between a family name and the first names behind it; in a file also around a prefix that is left empty.
_OPENS: Final = re.compile(r'|\(|\),?|"? ?[,;] ?(?:(?:"")? ?[,;])? ?"?')
_PARTING: Final = frozenset(",;")
_MOST: Final = 6  # words of first names
_LONGEST_PREFIX: Final = 4  # words


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
        return 0 <= index < len(self.scan.words) - 1 and self.scan.joins(index)

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
            if addresses.ends_postcode(scan, at):
                break
            here = self._first_ending(at)
            if here is None:
                if found is None:
                    return self._with_another(at) or self._stranger(at)
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

    def _with_another(self, at: int) -> Beside | None:
        """The person's first name in front of another's, who shares the family name: `Jan en Piet de Jong`."""
        other = named_together(self.scan, at) if self.scan.capital(at) else None
        here = self._first_ending(other) if other is not None else None
        return here if here is not None and here.given in {"exact", "nickname"} else None

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
        first = self._behind_titles(index + 1 + len(between))
        if not self.joined(first - 1) and not self._opens(first - 1):
            return None
        read = self._firsts_from(first) if first < len(self.scan.words) and not self.scan.in_email(first) else None
        if read is None:
            return None
        found, at, count = read
        if not between and (size := self._prefix_letters(first, at, known)):
            at, count = at - size, count - size
        parted = bool(between) or any(not _PARTING.isdisjoint(self.scan.gap(word)) for word in range(index, first))
        if found.given == "initials" and not parted and not (alone and self.is_initial(first)):
            return None
        return self._ended(found, first, at, count, between, known)

    def _behind_titles(self, at: int) -> int:
        """The first word from this one on that is no title, nor the article of `de heer`."""
        words, last = self.scan.words, len(self.scan.words) - 1
        while at < last and self.joined(at) and (words[at] in TITLES or words[at : at + 2] == ["de", "heer"]):
            at += 1
        return at

    def _prefix_letters(self, first: int, at: int, known: tuple[str, ...]) -> int:
        """How many letters at the end of these first names, up to word `at`, abbreviate the prefix: two of `J.M. v.d.`, where
        they are no initials of theirs."""
        size, words = len(known), self.scan.words
        if not known or at - first <= size or "".join(words[at - size : at]) != "".join(part[0] for part in known):
            return 0
        if not all(map(self.joined, range(at - size - 1, at - 1))):
            return 0
        letters = "".join(words[first:at])
        return 0 if all(len(one) == 1 for one in words[first:at]) and self.forms.initials.startswith(letters) else size

    def _opens(self, index: int) -> bool:
        """Whether first names, or the prefix in brackets, may follow word `index`."""
        gap = self.scan.gap(index)
        return self.joined(index) and (_OPENS.fullmatch(gap.strip()) is not None or _CELLS.issuperset(gap))

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
            if here is None or here.edge != at or is_no_initial(scan, at):
                break
            count += here.given == "initials"
            found = here if found is None or here.bits > found.bits else found
            at += size
            if not self.joined(at - 1) or not _PARTING.isdisjoint(scan.gap(at - 1)):
                break
        return None if found is None else (found, at, count)

    def _ended(
        self, found: Beside, first: int, at: int, count: int, between: tuple[str, ...], known: tuple[str, ...]
    ) -> tuple[Beside, tuple[str, ...]] | None:
        behind = () if between else self._prefix_from(at, known)
        end = at + len(behind)
        if goes_on(self.scan, end, self.population.cities):
            return None  # `de Jong, Jan Bakker`: these first names belong to the next family name
        judged = self._with_initials(found, first, count) if found.given == "initials" else found
        return Beside(judged.given, judged.bits, end - 1), between or behind

    def _prefix_from(self, at: int, known: tuple[str, ...]) -> tuple[str, ...]:
        """The prefix that begins with word `at`: the person's own in any notation, or another right behind first names."""
        scan, end = self.scan, at + self._prefix_letters(at - 1, at + len(known), known)
        while end < len(scan.words) and scan.words[end] in PREFIXES and self.joined(end - 1) and not self.is_initial(end):
            end += 1
        for last in range(end, at, -1):
            if prefix_form(tuple(scan.words[at:last]), known) in {"exact", "abbreviated"}:
                return tuple(scan.words[at:last])
        found = tuple(scan.words[at:end])
        if not found:
            return ()
        is_home = (scan.capital(at) and is_street(scan, end)) or is_city(scan, at, self.population.cities)
        return () if is_home or not set(self.scan.ascii[scan.end(at - 1) : scan.starts[at]]) <= _JOINTS else found
