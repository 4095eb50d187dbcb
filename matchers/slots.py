"""A piece of a page that is an identifier of somebody, whoever that may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

Span = tuple[int, int]  # where it begins and ends
#: What a slot, a date or an age is sorted and looked for by.
by_start: Final = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Slot:
    """`start` and `end` count characters of the folded text; `key` is the identifier in its one canonical form."""

    start: int
    end: int
    key: str = field(repr=False)
    form: str = "exact"

    def is_in(self, span: Span) -> bool:
        """Whether all of it stands between two offsets."""
        return span[0] <= self.start and self.end <= span[1]
