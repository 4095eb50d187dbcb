"""Who went through the proxy: each connection with its target, how much came back, and a bound on all of them together."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from domain.rendering import Passage

MOST = 2_000


@dataclass(slots=True)
class Passing:
    """One connection while it lasts."""

    host: str
    port: int
    address: str = ""
    received: int = 0
    refused: str = ""


class Passages:
    """Counts from `begin` on. `exhausted`: something was cut off because all of them together came to the bound."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._kept: list[Passing] = []
        self._left = 0
        self._bounded = False
        self.exhausted = False

    def begin(self, max_bytes: int | None) -> None:
        with self._guard:
            self._kept, self._left, self._bounded, self.exhausted = [], max_bytes or 0, max_bytes is not None, False

    def add(self, host: str, port: int, refused: str = "") -> Passing:
        passing = Passing(host, port, refused=refused)
        with self._guard:
            if len(self._kept) < MOST:
                self._kept.append(passing)
        return passing

    def took(self, passing: Passing, count: int) -> bool:
        """Whether these bytes are still within the bound."""
        with self._guard:
            passing.received += count
            self._left -= count
            within = not self._bounded or self._left >= 0
            self.exhausted = self.exhausted or not within
        return within

    def told(self) -> tuple[Passage, ...]:
        with self._guard:
            return tuple(Passage(one.host, one.port, one.address, one.received, one.refused) for one in self._kept)
