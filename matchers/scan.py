"""One page made ready for the matchers: folded, cut in words, its identifiers found; each step once and only if needed."""

from __future__ import annotations

import re
from collections.abc import Container, Set
from functools import cached_property
from typing import Final

import numpy as np

from matchers import emails, phones
from matchers.fold import Folded, Offsets, unmasked
from matchers.marks import CELL, CLOSE
from matchers.slots import Slot
from matchers.text import Page

#: What may stand between two words of one name, in running text or from one cell to the next.
_JOINT: Final = re.compile(rf"[ .\-'()/,\"]{{0,3}}|[ {CELL}{CLOSE}]{{0,3}}")
_BEYOND_DIGITS: Final = ":"
_SPACE: Final = 32


class Scan:
    """Offsets count characters of `ascii` and `low`; `words[i]` stands at `starts[i]`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        folded = Folded.of(page.marked)
        self.ascii = folded.ascii
        self.low = folded.low
        self.words = self._written = folded.low.split()
        self.vocabulary = set(self.words)
        self._masked: dict[str, str] = {}

    @cached_property
    def numbers(self) -> list[str]:
        """The words that begin with a digit, each once."""
        return [word for word in self.vocabulary if word < _BEYOND_DIGITS]

    @cached_property
    def starts(self) -> list[int]:
        letters = np.frombuffer(self.low.encode("ascii"), dtype=np.uint8) != _SPACE
        begins = np.flatnonzero(letters[1:] & ~letters[:-1]) + 1
        first = [0] if letters.size and letters[0] else []
        return [*first, *begins.tolist()]

    @cached_property
    def phones(self) -> list[Slot]:
        return phones.find(self.ascii)

    @cached_property
    def emails(self) -> list[Slot]:
        return emails.find(self.ascii, spoken=not emails.SPOKEN.isdisjoint(self.words))

    @cached_property
    def offsets(self) -> Offsets:
        return Offsets(self.page.marked)

    @cached_property
    def bounds(self) -> tuple[list[int], list[int]]:
        """Where blocks begin and end: offsets, and how many blocks are open behind each."""
        data = np.frombuffer(self.ascii.encode("ascii"), dtype=np.uint8)
        opens, closes = (data == 1) | (data == 6), data == 2
        places = np.flatnonzero(opens | closes)
        depths = np.cumsum(opens.astype(np.int32) - closes.astype(np.int32))
        return places.tolist(), depths[places].tolist()

    def places(self, wanted: Set[str]) -> dict[str, list[int]]:
        """Where each of these words of the vocabulary stands, by index."""
        found: dict[str, list[int]] = {word: [] for word in wanted}
        for index in [index for index, word in enumerate(self.words) if word in wanted] if wanted else ():
            found[self.words[index]].append(index)
        for word in wanted & self._masked.keys():  # a handle may look like a masked name
            found[word] = [index for index, written in enumerate(self._written) if written == word]
        return found

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next."""
        return self.ascii[self.end(index) : self.starts[index + 1]] if 0 <= index < len(self.words) - 1 else "\n"

    def joins(self, index: int) -> bool:
        """Whether word `index` and the next may be parts of one name."""
        end, start = self.starts[index] + len(self.words[index]), self.starts[index + 1]
        if start - end == 1 and self.ascii[end] == " ":
            return True
        return _JOINT.fullmatch(self.ascii, end, start) is not None

    def capital(self, index: int) -> bool:
        return self.ascii[self.starts[index]].isupper()

    def upper(self, index: int) -> bool:
        return self.ascii[self.starts[index] : self.end(index)].isupper()

    def read_leet(self, *known: Container[str]) -> None:
        """Words with digits for letters become the names that they spell; `places` finds them either way."""
        self._masked = unmasked(self.vocabulary, *known)
        if self._masked:
            self._written, self.words = self.words, [self._masked.get(word, word) for word in self.words]
            self.vocabulary |= set(self._masked.values())
