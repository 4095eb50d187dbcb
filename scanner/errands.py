"""Errands run side by side, each on a thread of its own; what they brought back is taken in one after another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Generic, Self, TypeVar

Brought = TypeVar("Brought")


class Errands(Generic[Brought]):
    """Leave it (`with`), and what is still out is neither waited for nor taken in."""

    def __init__(self, at_once: int) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="errand")
        self._back: SimpleQueue[Future[Brought]] = SimpleQueue()
        self.out = 0

    def send(self, errand: Callable[[], Brought]) -> None:
        self.out += 1
        self._threads.submit(errand).add_done_callback(self._back.put)

    def next(self) -> Brought:
        """What the next one to come back brought; waits for it. Raises what went wrong there."""
        came = self._back.get()
        self.out -= 1
        return came.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
