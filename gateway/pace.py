"""One rate per host, however many threads want to go there, and, where turns are shared, however many processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from domain.errors import Unclear, Unreachable
from domain.ports import Turns


@dataclass(slots=True)
class Turn:
    """`started`: when the newest question went out; whoever has the turn may set it right once it did."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    started: float = float("-inf")


class Pace:
    """Lets one question at a time go to a host, and the next not before `delay` seconds after the last one started. No turn
    takes longer than `longest` seconds."""

    def __init__(
        self,
        delay: float,
        patience: float,
        *,
        longest: float = 60.0,
        shared: Turns | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay = delay
        self._patience = patience
        self._longest = longest
        self._shared = shared
        self._clock = clock
        self._sleep = sleep
        self._guard = threading.Lock()
        self._turns: dict[str, Turn] = {}

    @contextmanager
    def turn(self, host: str, delay: float = 0.0) -> Iterator[Turn]:
        """Waits until it is our turn at this host; `delay` is what the host itself asks, in seconds. Raises `Unreachable`
        with `retry_after` rather than waiting longer than the patience."""
        with self._guard:
            turn = self._turns.setdefault(host, Turn())
        if not turn.lock.acquire(timeout=self._patience):
            raise self._too_slow()
        try:
            self._wait(turn.started + max(self._delay, delay))
            if self._shared is None:
                turn.started = self._clock()
                yield turn
            else:
                self._take(self._shared, host, max(self._delay, delay))
                turn.started = self._clock()
                try:
                    yield turn
                finally:
                    self._shared.give_back(host, self._clock() - turn.started)
        finally:
            turn.lock.release()

    def _wait(self, start: float) -> None:
        wait = start - self._clock()
        if wait > self._patience:
            raise Unreachable(Unclear.ROBOTS, f"the host wants the next visit after {wait:.0f} seconds", retry_after=wait)
        if wait > 0:
            self._sleep(wait)

    def _take(self, shared: Turns, host: str, delay: float) -> None:
        """Ours among all processes. Who waits here keeps this process's other threads waiting behind it: one asks for all."""
        until = self._clock() + self._patience
        while wait := shared.take(host, delay, self._longest):
            if self._clock() + wait > until:
                raise self._too_slow()
            self._sleep(wait)

    def _too_slow(self) -> Unreachable:
        return Unreachable(Unclear.TOO_SLOW, "the host keeps its other visitors too long", retry_after=self._patience)
