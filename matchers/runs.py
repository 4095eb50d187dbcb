"""Where digits stand on a page: looked for once, for everything that begins with digits or consists of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

import numpy as np

_ZERO: Final = 48
_TEN: Final = 10


class Runs:
    """The runs of digits in a folded text: each begins in `starts` and ends in `ends`, by their order."""

    def __init__(self, text: str) -> None:
        self._data = np.frombuffer(text.encode("ascii", "replace"), dtype=np.uint8)
        is_digit = np.zeros(len(self._data) + 2, dtype=bool)
        np.less(self._data - np.uint8(_ZERO), _TEN, out=is_digit[1:-1])
        (edges,) = (is_digit[1:] != is_digit[:-1]).nonzero()
        self._starts, self._ends = edges[::2], edges[1::2]

    @cached_property
    def starts(self) -> list[int]:
        found: list[int] = self._starts.tolist()
        return found

    @cached_property
    def ends(self) -> list[int]:
        found: list[int] = self._ends.tolist()
        return found

    def crowded(self, within: int, fewest: int) -> list[int]:
        """Where runs begin from which on at least so many digits stand within so many characters."""
        seen = np.zeros(len(self._starts) + 1, dtype=np.intp)
        (self._ends - self._starts).cumsum(out=seen[1:])
        last = self._starts.searchsorted(self._starts + within)
        found: list[int] = self._starts[seen[last] - seen[:-1] >= fewest].tolist()
        return found

    def of_size(self, size: int) -> list[int]:
        """Where runs of so many digits begin."""
        found: list[int] = self._starts[self._ends - self._starts == size].tolist()
        return found

    def of_nought(self) -> list[int]:
        """Where runs begin whose first digit is a 0."""
        found: list[int] = self._starts[self._data[self._starts] == _ZERO].tolist()
        return found

    def between(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Start and end of the part of each run that lies between two offsets."""
        starts, ends = self.starts, self.ends
        for number in range(bisect_right(ends, low), bisect_left(starts, high)) if low < high else ():
            yield max(low, starts[number]), min(high, ends[number])
