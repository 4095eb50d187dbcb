"""One page made ready for the matchers: folded, cut in words, its identifiers found; each step once and only if needed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Set
from functools import cached_property
from itertools import compress, filterfalse
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matchers import birthdates, emails, fields, phones
from matchers.birthdates import Dated
from matchers.crowd import Crowd, meets
from matchers.fold import Folded, Offsets, unmasked, words
from matchers.marks import CELL, CLOSE, TAB
from matchers.population import Population
from matchers.runs import Runs
from matchers.slots import Slot, by_start
from matchers.text import Page

#: What may stand between two words of one name, in running text or from one cell to the next.
_JOINT: Final = re.compile(rf"[ .\-'()/,\";_]{{0,3}}|[ \",;]{{0,8}}|[ {CELL}{CLOSE}{TAB}]{{0,6}}")
_WIDEST: Final = 8  # characters of such a joint: where there is no prefix, its cell or place in a file stays empty
_NO: Final = np.uint8(0)
_ASK: Final = np.uint8(2)
_Array = NDArray[Any]
_JOINS: Final = np.array([_JOINT.fullmatch(chr(code)) is not None for code in range(256)], dtype=np.uint8)
_IS_CAPITAL: Final = np.array([65 <= code <= 90 for code in range(256)], dtype=np.uint8)
_BEYOND_DIGITS: Final = ":"
_SPACE: Final = 32


class Scan:
    """Offsets count characters of `ascii` and `low`; `words[i]` stands at `starts[i]`. `vocabulary`: each word once; `odd`:
    those of them with a digit."""

    def __init__(self, page: Page) -> None:
        self.page = page
        folded = Folded.of(page.marked)
        self.ascii = folded.ascii
        self.low = folded.low
        self.words = self.written = folded.low.split()
        self.vocabulary = set(self.words)
        self._labels = fields.labels(self.ascii, self.low, self.vocabulary)
        if self._labels:
            self.low = fields.without(self.low, self._labels)
            self.words = self.written = self.low.split()
            self.vocabulary = set(self.words)
        self.odd = list(filterfalse(str.isalpha, self.vocabulary))
        self._masked: dict[str, str] = {}
        self.pieces: dict[tuple[int, int, int], list[tuple[int, int]]] = {}  # of blocks, as `records` reads them
        self.records: dict[tuple[Any, ...], tuple[int, int]] = {}  # by what they were asked for, as `gather` knows
        self._crowd: Crowd | None = None
        self._named: dict[tuple[int, int], tuple[str, ...]] = {}
        self._dates: dict[tuple[int, int], list[Dated]] = {}

    @cached_property
    def numbers(self) -> list[str]:
        """The words that begin with a digit, each once."""
        return [word for word in self.odd if word < _BEYOND_DIGITS]

    @cached_property
    def runs(self) -> Runs:
        return Runs(self.ascii)

    @cached_property
    def starts(self) -> list[int]:
        found: list[int] = self._edges[0].tolist()
        return found

    @cached_property
    def _edges(self) -> tuple[_Array, _Array]:
        """Where words begin and where they end."""
        is_space = np.ones(len(self.low) + 2, dtype=bool)
        np.equal(np.frombuffer(self.low.encode("ascii"), dtype=np.uint8), _SPACE, out=is_space[1:-1])
        (edges,) = (is_space[1:] != is_space[:-1]).nonzero()
        return edges[::2], edges[1::2]

    @cached_property
    def capitals(self) -> bytes:
        """Of each word whether it begins with a capital."""
        return bytes(_IS_CAPITAL[self._data[self._edges[0]]])

    @cached_property
    def _joints(self) -> bytearray:
        """Of what stands behind each word whether it joins it to the next: no, yes, or not asked yet."""
        starts, ends = self._edges
        gaps = starts[1:] - ends[:-1]
        found = bytearray(np.where(gaps == 1, _JOINS[self._data[ends[:-1]]], np.where(gaps > _WIDEST, _NO, _ASK)).tobytes())
        for index in self.apart.gaps:
            found[index] = True
        return found

    @cached_property
    def apart(self) -> fields.Fields:
        """Names whose parts stand each behind a label."""
        return fields.read(self.ascii, self._labels, self.starts, self.ends)

    @cached_property
    def _data(self) -> _Array:
        return np.frombuffer(self.ascii.encode("ascii"), dtype=np.uint8)

    @cached_property
    def lower(self) -> str:
        """`ascii` without capitals; unlike `low` with all signs."""
        return self.ascii.lower()

    @cached_property
    def phones(self) -> list[Slot]:
        return phones.find(self.ascii, self.runs)

    @cached_property
    def emails(self) -> list[Slot]:
        spoken, bracketed = (not signs.isdisjoint(self.vocabulary) for signs in (emails.SPOKEN, emails.IN_BRACKETS))
        return emails.find(self.ascii, spoken=spoken, bracketed=bracketed)

    def in_email(self, index: int) -> bool:
        """Whether word `index` stands in an e-mail address."""
        emails, start = self.emails, self.starts[index]
        at = bisect_right(emails, start, key=by_start) - 1
        return at >= 0 and start < emails[at].end

    def people(self, span: tuple[int, int], population: Population) -> list[tuple[int, int]]:
        """Everybody's full names that begin in a span, whoever is enrolled."""
        if self._crowd is None:
            self._crowd = Crowd(self.ascii, self._data, population)
        found = self._crowd.between(*span)
        if not self._labels:
            return found
        everybody = self.apart.people
        labelled = everybody[bisect_left(everybody, (span[0],)) : bisect_left(everybody, (span[1],))]
        return sorted([*labelled, *(one for one in found if not meets(one, labelled))])

    def name_at(self, person: tuple[int, int]) -> tuple[str, ...]:
        """The words of one of those names."""
        if person not in self._named:
            self._named[person] = tuple(words(self.ascii[person[0] : person[1]]))
        return self._named[person]

    def dates(self, span: tuple[int, int]) -> list[Dated]:
        """Dates, years of birth and ages in a span."""
        if span not in self._dates:
            self._dates[span] = birthdates.find(self.ascii, *span, self.runs)
        return self._dates[span]

    @cached_property
    def offsets(self) -> Offsets:
        return Offsets(self.page.marked)

    @cached_property
    def bounds(self) -> tuple[list[int], list[int]]:
        """Where blocks begin and end: offsets, and how many blocks are open behind each."""
        data = self._data
        opens, closes = (data == 1) | (data == 6), data == 2
        (places,) = (opens | closes).nonzero()
        depths = np.cumsum(opens.astype(np.int32) - closes.astype(np.int32))
        return places.tolist(), depths[places].tolist()

    def places(self, wanted: Set[str]) -> dict[str, list[int]]:
        """Where each of these words of the vocabulary stands, by index."""
        found: dict[str, list[int]] = {word: [] for word in wanted}
        text = self.words
        for index in compress(range(len(text)), map(wanted.__contains__, text)) if wanted else ():
            found[text[index]].append(index)
        for word in wanted & self._masked.keys():  # a handle may look like a masked name
            found[word] = [index for index, written in enumerate(self.written) if written == word]
        return found

    @cached_property
    def ends(self) -> list[int]:
        found: list[int] = self._edges[1].tolist()
        return found

    def end(self, index: int) -> int:
        return self.ends[index]

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next; for the label between two parts of a name what it counts for."""
        if self._labels and index in self.apart.gaps:
            return self.apart.gaps[index]
        ends = self.ends
        return self.ascii[ends[index] : self.starts[index + 1]] if 0 <= index < len(ends) - 1 else "\n"

    def joins(self, index: int) -> bool:
        """Whether word `index` and the next may be parts of one name."""
        known = self._joints[index]
        if known == _ASK:
            known = _JOINT.fullmatch(self.ascii, self.end(index), self.starts[index + 1]) is not None
            self._joints[index] = known
        return bool(known)

    def capital(self, index: int) -> bool:
        return bool(self.capitals[index])

    def upper(self, index: int) -> bool:
        return self.ascii[self.starts[index] : self.end(index)].isupper()

    def read_leet(self, *known: Container[str]) -> None:
        """Words with digits for letters become the names that they spell; `places` finds them either way."""
        self._masked = unmasked(self.odd, *known)
        if self._masked:
            self.words = self.words.copy()
            for index in compress(range(len(self.words)), map(self._masked.__contains__, self.written)):
                self.words[index] = self._masked[self.written[index]]
            self.vocabulary |= set(self._masked.values())
