"""How much of our time and memory one page may take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import Unclear, Unreachable


@dataclass(frozen=True, slots=True)
class Limits:
    """`max_bytes` bounds the body both as sent and as decompressed; `seconds` all time on the line for one page, its
    redirects included; `patience` is the longest wait, in seconds, for a turn at a host."""

    max_bytes: int = 10_000_000
    max_head_bytes: int = 65_536
    seconds: float = 30.0
    max_redirects: int = 5
    patience: float = 300.0


class Watch:
    """Counts the time and the bytes of one page while it arrives. A server that drips one byte a second is stopped by
    `left`, one that never ends its headers by `took`."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._left = limits.seconds
        self._deadline = clock() + self._left
        self._head_bytes: int | None = None
        #: When the newest question was handed over, by the clock.
        self.asked_at = float("-inf")

    def start(self) -> None:
        """A question goes out: time runs again, the head is still to come."""
        self._deadline = self._clock() + self._left
        self._head_bytes = 0

    def asked(self) -> None:
        """The question is out."""
        self.asked_at = self._clock()

    def head_complete(self) -> None:
        self._head_bytes = None

    def stop(self) -> None:
        """The answer is in: waiting for one's turn at a host does not count."""
        self._left = self._deadline - self._clock()

    def left(self) -> float:
        """Seconds until the deadline, more than 0. Raises `Unreachable` (too slow)."""
        left = self._deadline - self._clock()
        if left <= 0:
            raise Unreachable(Unclear.TOO_SLOW, f"not complete within {self._limits.seconds:g} seconds")
        return left

    def took(self, count: int) -> None:
        """Bytes came in. Raises `Unreachable` (too large) when the head grows past its limit."""
        if self._head_bytes is None:
            return
        self._head_bytes += count
        # one read may bring a piece of the body along with the head
        if self._head_bytes > self._limits.max_head_bytes + READ_BYTES:
            raise Unreachable(Unclear.TOO_LARGE, f"headers of more than {self._limits.max_head_bytes} bytes")


#: The most that is read from a connection at once.
READ_BYTES = 32_768
