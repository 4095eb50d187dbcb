"""One rate per host, however many threads want to go there."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from domain.errors import Unclear, Unreachable


@dataclass(slots=True)
class _Turn:
    lock: threading.Lock = field(default_factory=threading.Lock)
    started: float = float("-inf")


class Pace:
    """Lets one question at a time go to a host, and the next not before `delay` seconds after the last one started."""

    def __init__(
        self,
        delay: float,
        patience: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay = delay
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._guard = threading.Lock()
        self._turns: dict[str, _Turn] = {}

    @contextmanager
    def turn(self, host: str, delay: float = 0.0) -> Iterator[None]:
        """Waits until it is our turn at this host; `delay` is what the host itself asks, in seconds. Raises `Unreachable`
        with `retry_after` rather than waiting longer than the patience."""
        with self._guard:
            turn = self._turns.setdefault(host, _Turn())
        if not turn.lock.acquire(timeout=self._patience):
            raise Unreachable(Unclear.TOO_SLOW, "the host keeps its other visitors too long", retry_after=self._patience)
        try:
            self._wait(turn.started + max(self._delay, delay))
            turn.started = self._clock()
            yield
        finally:
            turn.lock.release()

    def _wait(self, start: float) -> None:
        wait = start - self._clock()
        if wait > self._patience:
            raise Unreachable(Unclear.ROBOTS, f"the host wants the next visit after {wait:.0f} seconds", retry_after=wait)
        if wait > 0:
            self._sleep(wait)
