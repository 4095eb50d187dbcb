"""A piece of a page that is an identifier of somebody, whoever that may be."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """`start` and `end` count characters of the folded text; `key` is the identifier in its one canonical form."""

    start: int
    end: int
    key: str = field(repr=False)
    form: str = "exact"
