"""One place on a page read as one person's name: which family name, what stands before it, and how well that agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from matchers.beside import Beside, FirstNames
from matchers.names import LOOSE, PREFIXES, TITLES, Family, NameForms, prefix_form
from matchers.population import Population
from matchers.scan import Scan
from matchers.weights import Weights

#: What a first name or initial beside a family name may be that is not this person's.
_NOT_THEIRS: Final = frozenset(("conflict", "unknown", "none"))


@dataclass(frozen=True, slots=True)
class Reading:
    """`start` and `end`: folded offsets. `given`: exact, nickname, initials, typo, conflict, unknown or none. `surname`,
    `first` and `rest` (prefix, partner's name) are bits."""

    start: int
    end: int
    form: str
    given: str
    surname: float
    first: float
    rest: float
    share: float

    @property
    def bits(self) -> float:
        return self.surname + self.first + self.rest

    @property
    def agrees(self) -> bool:
        """Whether a first name or initial of theirs stands beside the family name."""
        return self.given not in _NOT_THEIRS

    @property
    def is_full(self) -> bool:
        """A first name that agrees with a family name: the full name, as --weak reports it."""
        return self.given in {"exact", "nickname"} and self.rest > -3


def _is_turned(left: Beside | None, right: Beside) -> bool:
    """Whether the first names behind the family name tell more than those in front; initials never against a whole name."""
    if left is None:
        return True
    return right.bits > left.bits and not (left.given == "conflict" and right.given.startswith("initials"))


class Reader:
    """Reads names at places of one page."""

    def __init__(self, scan: Scan, forms: NameForms, population: Population, weights: Weights) -> None:
        self.scan, self.forms, self.population, self.weights = scan, forms, population, weights
        self.beside = FirstNames(scan, forms, population, weights)

    def at(self, index: int, family: Family, *, typo: float | None = None) -> Reading | None:
        """The name whose family name ends with word `index`; None where its other words differ. `typo`: the weight of
        the family name where it is written with one slip."""
        first = index - len(family.words) + 1
        if self.scan.in_email(index):
            return None  # a part of an e-mail address is a part of an address
        if first < 0 or (typo is None and tuple(self.scan.words[first : index + 1]) != family.words):
            return None
        before, prefix = self._prefix(first, family.prefix)
        before, partner = self._partner(before)
        last = self.beside.behind_partner(index)
        partner = partner or self.weights.names["partner"] * (last > index)
        left = self.beside.left(before)
        right = self.beside.right(index, () if prefix else family.prefix, alone=left is None)
        rest, form = partner, family.form
        if right is not None and _is_turned(left, right[0]):
            beside, prefix_behind = right
            prefix, form = prefix or prefix_behind, "reversed"
        else:
            beside = left or Beside("none", 0.0, before + 1)
            if left is not None and not prefix:
                prefix, last = self._behind(last, family.prefix)
        shape = prefix_form(prefix, family.prefix)
        rest += {"missing": self.weights.conflicts["prefix-missing"], "extra": self.weights.conflicts["prefix-missing"],
                 "other": self.weights.conflicts["prefix"]}.get(shape, 0.0)  # fmt: skip
        agrees = beside.given not in _NOT_THEIRS
        edges = (beside.edge, before + 1, last) if agrees else (before + 1, last)
        surname = typo if typo is not None else family.bits if shape == "exact" else family.bare
        name = self._form(form, beside.given, shape, partner, typo)
        share = family.share
        return Reading(
            self.scan.starts[min(edges)], self._closed(max(edges)), name, beside.given, surname, beside.bits, rest, share
        )

    def first_alone(self, low: int, high: int) -> Reading | None:
        """The person's first name by itself between two words (`Joke: 06-…`): beside no family name, whosever, no street and no
        date. It tells who of a household is meant, and whose a number is."""
        return max(self._all_alone(low, high), key=lambda one: one.bits, default=None)

    def firsts_alone(self, low: int, high: int) -> list[tuple[int, int]]:
        """Where the person's first name stands by itself."""
        return [(one.start, one.end) for one in self._all_alone(low, high)]

    def _all_alone(self, low: int, high: int) -> Iterator[Reading]:
        words, begins = self.scan.words, self.forms.begins
        for index in range(low, high) if not begins.keys().isdisjoint(self.scan.vocabulary) else ():
            if words[index] in begins and (reading := self._alone(index)):
                yield reading

    def _alone(self, index: int) -> Reading | None:
        scan = self.scan
        if not scan.capital(index) or self.scan.in_email(index):
            return None
        for first in self.forms.begins[scan.words[index]]:
            end = index + len(first.words) - 1
            stands = tuple(scan.words[index : end + 1]) == first.words and first.form in {"exact", "nickname"}
            if stands and len(scan.words[end]) > 2 and not self._follows_name(index) and not self._goes_on(end):
                start, last = scan.starts[index], scan.end(end)
                return Reading(start, last, "first name alone", first.form, 0.0, first.bits, 0.0, 0.0)
        return None

    def _follows_name(self, index: int) -> bool:
        """Whether a name, a prefix or a day stands right in front of word `index`."""
        scan = self.scan
        if index == 0 or scan.gap(index - 1).strip(" .-'"):
            return False
        word = scan.words[index - 1]
        return word in self.population.given or word in self.population.bare or word.isdigit() or word in PREFIXES

    def _goes_on(self, index: int) -> bool:
        """Whether a family name, a street's name or a year follows word `index`, perhaps behind prefixes."""
        scan, at = self.scan, index + 1
        while at < len(scan.words) and not scan.gap(at - 1).strip(" .-'"):
            word = scan.words[at]
            if word not in PREFIXES or self.beside.is_initial(at):
                return (scan.capital(at) and word not in TITLES) or (at == index + 1 and word.isdigit() and len(word) == 4)
            at += 1
        return False

    def _behind(self, index: int, known: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
        """The person's prefix behind the family name, first names in front (`J.M. Berg van der`), and the last word read."""
        found = self.beside.prefix_behind(index, known)
        end = index + len(found)
        goes_on = end + 1 < len(self.scan.words) and self.scan.gap(end) == " " and self.scan.capital(end + 1)
        return ((), index) if goes_on else (found, end)

    def _closed(self, index: int) -> int:
        """The end of the name: an initial takes its full stop along."""
        end = self.scan.end(index)
        return end + 1 if len(self.scan.words[index]) == 1 and self.scan.ascii.startswith(".", end) else end

    def _form(self, form: str, given: str, prefix: str, partner: float, typo: float | None) -> str:
        if typo is not None or given == "typo":
            return "typo"
        if given in {"initials", "initials together", "nickname"}:
            return "initials" if given.startswith("initials") else given
        if form != "exact":
            return form
        if partner:
            return "with partner's name"
        return (
            "exact"
            if prefix == "exact"
            else {"abbreviated": "prefix abbreviated", "missing": "prefix missing"}.get(prefix, "prefix differs")
        )

    def _prefix(self, first: int, known: tuple[str, ...] = ()) -> tuple[int, tuple[str, ...]]:
        """The prefix words in front of word `first`: the index before them, and the words in order."""
        scan, at = self.scan, first - 1
        while (
            at >= 0
            and (scan.words[at] in PREFIXES or scan.words[at] in known)
            and self.beside.joined(at)
            and not self.beside.is_initial(at)
        ):
            at -= 1
        seen = tuple(scan.words[at + 1 : first])
        if known and len(seen) > len(known) and seen[-len(known) :] == known:  # `d. van der berg`: the first is an initial
            return first - 1 - len(known), known
        if not known and seen and self._is_none(first - len(seen), seen):
            return first - 1, ()
        if known and not seen and (size := self._capitals(first, known)):
            return first - 1 - size, tuple(scan.words[first - size : first])
        return at, seen

    def _is_none(self, first: int, seen: tuple[str, ...]) -> bool:
        """Whether what could be a prefix of somebody who has none is the person's initials (`DA Bakker`, `t. bakker`), or a
        word of the sentence (`met dank aan Bakker`)."""
        letters, scan = "".join(seen), self.scan
        if seen == (self.forms.initials,) and scan.upper(first):
            return True
        if len(letters) == len(seen) and scan.ascii.startswith(".", scan.end(first)):
            return self.forms.initials.startswith(letters) or letters == self.forms.called
        return LOOSE.issuperset(seen) and not any(map(scan.capital, range(first, first + len(seen))))

    def _capitals(self, first: int, known: tuple[str, ...]) -> int:
        """How many capitals in front of word `first` abbreviate the prefix: those of `JOKE V.D. BERG`, not of one V.D. Berg."""
        size, scan = len(known), self.scan
        if first < size or "".join(scan.words[first - size : first]) != "".join(part[0] for part in known):
            return 0
        joined = all(map(self.beside.joined, range(first - size, first)))
        before = first - size - 1
        apart = before >= 0 and " " in scan.gap(before) and not any(" " in scan.gap(at) for at in range(before + 1, first - 1))
        named = before >= 0 and self.beside.joined(before) and (apart or not self.beside.is_initial(before))
        return size if joined and (named or scan.upper(first)) else 0

    def _partner(self, at: int) -> tuple[int, float]:
        """A partner's family name in front, joined by a hyphen; any other name so joined makes this a longer name."""
        if at < 0 or "-" not in self.scan.gap(at) or not self.beside.joined(at):
            return at, 0.0
        if self.scan.words[at] in {first.words[0] for first in self.forms.firsts}:
            return at, 0.0
        known = {family.key for family in self.forms.families}
        bonus = self.weights.names["partner"] if self.scan.words[at] in known else self.weights.conflicts["prefix-missing"]
        before, _ = self._prefix(at)
        return before, bonus
