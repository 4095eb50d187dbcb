"""One place on a page read as one person's name: which family name, what stands before it, and how well that agrees."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from matchers.beside import Beside, FirstNames
from matchers.names import PREFIXES, Family, NameForms, prefix_form
from matchers.population import Population
from matchers.scan import Scan
from matchers.weights import Weights

_start: Final = attrgetter("start")


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
    def is_full(self) -> bool:
        """A first name that agrees with a family name: the full name, as --weak reports it."""
        return self.given in {"exact", "nickname"} and self.rest > -3


class Reader:
    """Reads names at places of one page."""

    def __init__(self, scan: Scan, forms: NameForms, population: Population, weights: Weights) -> None:
        self.scan, self.forms, self.weights = scan, forms, weights
        self.beside = FirstNames(scan, forms, population, weights)

    def at(self, index: int, family: Family, *, typo: float | None = None) -> Reading | None:
        """The name whose family name ends with word `index`; None where its other words differ. `typo`: the weight of
        the family name where it is written with one slip."""
        first = index - len(family.words) + 1
        if self._in_address(index):
            return None  # a part of an e-mail address is a part of an address
        if first < 0 or (typo is None and tuple(self.scan.words[first : index + 1]) != family.words):
            return None
        before, prefix = self._prefix(first, family.prefix)
        before, partner = self._partner(before)
        left, right = self.beside.left(before), self.beside.right(index)
        rest, form = partner, family.form
        if right is not None and (left is None or right[0].bits > left.bits):
            beside, prefix_behind = right
            prefix, form = prefix or prefix_behind, "reversed"
        else:
            beside = left or Beside("none", 0.0, before + 1)
        shape = prefix_form(prefix, family.prefix)
        rest += {"missing": self.weights.conflicts["prefix-missing"], "extra": self.weights.conflicts["prefix-missing"],
                 "other": self.weights.conflicts["prefix"]}.get(shape, 0.0)  # fmt: skip
        agrees = beside.given not in {"conflict", "unknown", "none"}
        edges = (beside.edge, before + 1, index) if agrees else (before + 1, index)
        surname = typo if typo is not None else family.bits if shape == "exact" else family.bare
        name = self._form(form, beside.given, shape, partner, typo)
        share = family.share
        return Reading(
            self.scan.starts[min(edges)], self._closed(max(edges)), name, beside.given, surname, beside.bits, rest, share
        )

    def _in_address(self, index: int) -> bool:
        """Whether word `index` stands in an e-mail address."""
        emails, start = self.scan.emails, self.scan.starts[index]
        at = bisect_right(emails, start, key=_start) - 1
        return at >= 0 and start < emails[at].end

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
        return at, tuple(scan.words[at + 1 : first])

    def _partner(self, at: int) -> tuple[int, float]:
        """A partner's family name in front, joined by a hyphen; any other name so joined makes this a longer name."""
        if at < 0 or "-" not in self.scan.gap(at):
            return at, 0.0
        if self.scan.words[at] in {first.words[0] for first in self.forms.firsts}:
            return at, 0.0
        known = {family.key for family in self.forms.families}
        bonus = self.weights.names["partner"] if self.scan.words[at] in known else self.weights.conflicts["prefix-missing"]
        before, _ = self._prefix(at)
        return before, bonus
