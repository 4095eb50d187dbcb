"""Weighs the pages of a crawl in a process of its own, while the next ones are fetched: Python uses one core a process, and a
crawl has work for two.

Nothing is stored there either. It ends with the command, however that ends: its way to us is then closed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from typing import TYPE_CHECKING

from domain.errors import BadInput, Unreachable
from domain.finding import Finding
from domain.mention import Capture, Place
from domain.profile import Profile
from scanner.crawl import Crawled

if TYPE_CHECKING:
    from matchers import Index, Page

#: So many pages go over together, for each going over costs half a page's weighing; and so many times that are under way.
BATCH, AHEAD = 16, 3
_index: Index | None = None  # of the process that weighs


@dataclass(frozen=True, slots=True)
class Weighed:
    """What became of a page: `word` in the closing line, `unread` why it could not be read, and who stands on it."""

    word: str
    unread: str = ""
    found: tuple[Finding, ...] = field(default=(), repr=False)


class Weighing:
    """Use it with `with`: it is ready when the block begins."""

    def __init__(self, people: tuple[Profile, ...], *, weak: bool = False) -> None:
        self._weak = weak
        # not forked: a copy of this process would keep its end of our own pipes open, and outlive us
        self._beside = ProcessPoolExecutor(1, get_context("spawn"), initializer=_enrol, initargs=(people,))

    def __enter__(self) -> Weighing:
        self._beside.submit(_ready).result()
        return self

    def __exit__(self, *_: object) -> None:
        self._beside.shutdown(wait=True, cancel_futures=True)

    def through(self, crawled: Iterable[Crawled]) -> Iterator[tuple[Crawled, Weighed | None]]:
        """Each page as it came, and in that order; None for what was not had."""
        under_way: deque[tuple[list[Crawled], Future[list[Weighed]]]] = deque()
        batch: list[Crawled] = []
        for page in crawled:
            batch.append(page)
            if len(batch) < BATCH:
                continue
            under_way.append(self._sent(batch))
            batch = []
            while len(under_way) > AHEAD or (under_way and under_way[0][1].done()):
                yield from _taken(under_way.popleft())
        under_way.append(self._sent(batch))
        for one in under_way:
            yield from _taken(one)

    def _sent(self, batch: list[Crawled]) -> tuple[list[Crawled], Future[list[Weighed]]]:
        had = [(url, got) for url, got in batch if isinstance(got, Capture)]
        return batch, self._beside.submit(_weighed, had, self._weak)


def _taken(sent: tuple[list[Crawled], Future[list[Weighed]]]) -> Iterator[tuple[Crawled, Weighed | None]]:
    batch, coming = sent
    weighed = iter(coming.result())
    for page in batch:
        yield page, next(weighed) if isinstance(page[1], Capture) else None


def _weighed(had: list[tuple[str, Capture]], weak: bool) -> list[Weighed]:
    return [weigh(url, got, got.fetched_at.date(), weak) for url, got in had]


def _enrol(people: tuple[Profile, ...]) -> None:
    global _index  # noqa: PLW0603 - a process of its own has nothing else to keep it in
    from cli.match import build_index

    _index = build_index(people)


def _ready() -> None:
    return None


def weigh(url: str, got: Capture, today: date, weak: bool) -> Weighed:
    """In the process beside."""
    from matchers import find
    from scanner.documents import is_document
    from scanner.page import is_html

    if got.status != 200:
        return Weighed(f"answered {got.status}")
    if not is_html(got) and not is_document(got):
        return Weighed("no text")
    try:
        page = _page(got)
    except (BadInput, Unreachable) as error:
        return Weighed("unreadable", error.what if isinstance(error, BadInput) else str(error))
    assert _index is not None
    return Weighed("matched", found=find(_index, page, Place(url), weak=weak, today=today))


def _page(got: Capture) -> Page:
    """Raises `BadInput` or `Unreachable` for what cannot be read."""
    from matchers import read_page
    from scanner.documents import document, is_document
    from scanner.page import check_size

    if is_document(got):
        return read_page(document(got).html, "text/html")
    check_size(got.body)
    return read_page(got.body, got.media_type or "text/html", got.header("content-type"))
