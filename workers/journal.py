"""A frontier that can be written down: what is new, and what is done, since the last time."""

from __future__ import annotations

from collections.abc import Iterable

from domain.mention import Remembered
from domain.sighting import Verdict
from scanner.frontier import InMemory, Waiting
from scanner.scanned import Looked
from storage import crawls
from storage.crawls import DONE, GONE, WAITING, Line
from storage.vault import Db


class Journal(InMemory):
    """The addresses that wait are in this process's memory, at some 200 bytes each; the vault knows them, sealed, as they were
    at the last `write`. `remembers`: what the last crawl left of each page still counts."""

    def __init__(self, watch_id: str, stored: Iterable[Line], *, remembers: bool) -> None:
        super().__init__()
        self._watch_id = watch_id
        self._remembers = remembers
        self._left: dict[str, Remembered] = {}
        self._fresh: list[Line] = []
        self._done: dict[str, int] = {}
        self._depths: dict[str, int] = {}
        self._pages: dict[str, Looked] = {}
        for line in stored:
            self._restore(line)

    def add(self, url: str, depth: int) -> bool:
        new = super().add(url, depth)
        if new:
            self._fresh.append(Line(url, depth))
        return new

    def take(self) -> Waiting | None:
        waiting = super().take()
        if waiting:
            self._depths[waiting.url] = waiting.depth
        return waiting

    def recalled(self, url: str, depth: int) -> Waiting:
        return Waiting(url, depth, self._left.get(url))

    def done(self, url: str) -> None:
        super().done(url)
        self._done[url] = self._depths.pop(url, 0)

    def looked(self, page: Looked) -> None:
        """What became of an address that was asked for; written once it is done."""
        self._pages[page.url] = page

    def write(self, db: Db) -> None:
        """Bring the vault up to now."""
        crawls.put(db, self._watch_id, self._fresh)
        crawls.settle(db, self._watch_id, [self._line(url, depth) for url, depth in self._done.items()])
        self._fresh, self._pages = [], {url: page for url, page in self._pages.items() if url not in self._done}
        self._done = {}

    def _line(self, url: str, depth: int) -> Line:
        page = self._pages.get(url)
        if page is None:
            return Line(url, depth, DONE)
        state = GONE if page.verdict is Verdict.ABSENT else DONE
        return Line(url, depth, state, page.remembered, page.place, page.digest, page.verdict.value)

    def _restore(self, line: Line) -> None:
        if line.state != WAITING:
            self._known.add(line.url)
            return
        if line.remembered is not None and self._remembers:
            self._left[line.url] = line.remembered
        super().add(line.url, line.depth)
