"""Everybody named on one page, whoever is enrolled: each piece of the page is read once, and only if somebody asks for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matchers import people
from matchers.population import Population
from matchers.slots import Span

_PIECE: Final = 400  # characters at least


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether any of the others overlaps."""
    low, high = span
    return any(start < high and low < end for start, end in others)


def told_apart(named: list[Span], own: Sequence[Span], is_own: Callable[[Span], bool]) -> list[tuple[Span, bool]]:
    """Everybody named, by start, and whether it is the one person or theirs. `own`: where that person stands, read as a name by
    everybody or not."""
    found = [(person, is_own(person)) for person in named]
    return sorted([*found, *((one, True) for one in own if not meets(one, named))])


class Crowd:
    """`text`: folded; `data`: its characters as numbers."""

    def __init__(self, text: str, data: NDArray[Any], population: Population) -> None:
        self._text, self._population = text, population
        self._begins = people.begins(text)
        (cuts,) = people.PARTING[data].nonzero()
        wanted = cuts.searchsorted(np.arange(_PIECE, len(text), _PIECE))
        edges: list[int] = np.unique(cuts[wanted[wanted < len(cuts)]]).tolist()
        self._edges = [0, *edges, len(text)]
        self._read: dict[int, list[Span]] = {}

    def between(self, low: int, high: int) -> list[Span]:
        """Those whose names begin between two offsets, by start."""
        edges, found = self._edges, list[Span]()
        first, last = max(0, bisect_right(edges, low) - 1), min(bisect_left(edges, high), len(edges) - 1)
        for piece in range(first, last):
            known = self._read.get(piece)
            if known is None:
                known = people.find(self._text, edges[piece], edges[piece + 1], self._population, self._begins)
                self._read[piece] = known
            found += known
        return found[bisect_left(found, (low,)) : bisect_left(found, (high,))]
