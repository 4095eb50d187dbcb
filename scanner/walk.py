"""One crawl under way: what to ask next, what an answer means for where to go, and what is worth telling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import Unclear, Unreachable
from domain.mention import Capture, Remembered
from scanner.frontier import LISTING, Frontier, Met, Waiting
from scanner.links import links
from scanner.page import is_html, opened
from scanner.sitemaps import MAX_SITEMAPS, read_list
from scanner.traps import Traps
from scanner.urls import canonical, host_of

#: The sitemaps that a host's robots.txt names. Raises `Unreachable`.
Sitemaps = Callable[[str], tuple[str, ...]]

MAX_LINK_DEPTH = 40
#: A host that answers so to one address answers so to all.
_HOST_SAYS_NO = frozenset({Unclear.BLOCKED, Unclear.NETWORK, Unclear.INWARD, Unclear.NOT_ALLOWED})
_REFUSES = frozenset({401, 403, 429, 503})
_ASKS_FOR_QUIET = frozenset({429, 503})
_PATIENCE = 5  # refusals in a row
_NOT_MODIFIED = 304


#: What was served; that it is what it was at the last crawl, by its server's word or its digest; or why it was not had.
Crawled = tuple[str, Capture | Remembered | Unreachable]


@dataclass(frozen=True, slots=True)
class Got:
    waiting: Waiting
    answer: Capture | Unreachable


@dataclass(frozen=True, slots=True)
class Listed:
    """The sitemaps of one host."""

    named: tuple[str, ...]


@dataclass(slots=True)
class Standing:
    fetched: int = 0
    refused: int = 0
    waiting: int = 0


def no_sitemaps(url: str) -> tuple[str, ...]:
    return ()


class Walk:
    """`put_back`: the last answer was no answer, and its address waits again."""

    def __init__(self, scope: tuple[str, ...], frontier: Frontier, max_pages: int, *, images: bool = False) -> None:
        self.scope = tuple(canonical(prefix) or prefix for prefix in scope)
        self.frontier = frontier
        self.standing = Standing()
        self.put_back = False
        self._left = max_pages
        self._images = images
        self._lists = 0
        self._traps = Traps()
        self._served = Met()
        self._bodies = Met()
        self._refusals: dict[str, int] = {}
        self._quiet: dict[str, int] = {}

    def begin(self, start: tuple[str, ...]) -> tuple[str, ...]:
        """Puts the start pages in line; gives the roots whose sitemaps are to be asked for."""
        for url in start:
            self._add(canonical(url), 0)
        return tuple(filter(None, dict.fromkeys(canonical("/", url) for url in start)))

    def lists(self, listed: Listed) -> None:
        for url in listed.named:
            if self._lists < MAX_SITEMAPS and self.frontier.add(url, LISTING):
                self._lists += 1

    def next(self) -> Waiting | None:
        """What may be asked now; what was had under another address meanwhile is passed over."""
        while self._left > 0 and (waiting := self.frontier.take()) is not None:
            if waiting.depth == LISTING:
                return waiting
            if waiting.url not in self._served:
                self._left -= 1
                return waiting
            self.frontier.free(host_of(waiting.url))
            self.frontier.done(waiting.url)
        return None

    def judge(self, got: Got) -> Capture | Unreachable | None:
        """What the answer means for its host and address, before anything else is asked there. None: nothing to tell."""
        self.put_back = False
        url, answer = got.waiting.url, got.answer
        if got.waiting.depth == LISTING:
            return answer
        if isinstance(answer, Unreachable):
            return self._refused(url, answer)
        final = canonical(answer.final_url) or url
        if final != url and not final.startswith(self.scope):
            return self._refused(url, Unreachable(Unclear.REDIRECTED, "led out of the scope", permanent=True))
        if final in self._served:
            return None
        if self._wants_quiet(host_of(final), answer):
            self.put_back = True
            self._left += 1
            self.frontier.back(got.waiting)
            return None
        self._served.add(final)
        self._note_refusal(host_of(final), answer.status)
        self.standing.fetched += 1
        return answer

    def read(self, waiting: Waiting, answer: Capture | Unreachable | None) -> Crawled | None:
        """Follow where it leads; what there is to tell of it."""
        if answer is None or waiting.depth == LISTING:
            self._follow_list(answer)
            return None
        if isinstance(answer, Unreachable):
            return waiting.url, answer
        url, known = canonical(answer.final_url) or waiting.url, waiting.known
        if known is not None and answer.status == _NOT_MODIFIED:
            return url, known
        if self._follow(url, answer, waiting.depth + 1):
            return None
        if known is not None and answer.status == 200 and answer.digest == known.digest:
            return url, Remembered(known.digest, answer.header("etag"), answer.header("last-modified"))
        return url, answer

    def _follow_list(self, answer: Capture | Unreachable | None) -> None:
        if not isinstance(answer, Capture) or answer.status != 200:
            return
        found = read_list(answer)
        if found.index:
            self.lists(Listed(tuple(found.urls())))
            return
        for url in found.urls():
            self._add(url, 1)

    def _follow(self, url: str, answer: Capture, depth: int) -> bool:
        """Whether this is the same page as the one it calls its own canonical address, which was had already."""
        if answer.status != 200 or not is_html(answer):
            return False
        try:
            leads = links(opened(answer), images=self._images)
        except Unreachable:
            return False
        if depth <= MAX_LINK_DEPTH:
            for lead in leads.urls:
                self._add(lead, depth)
        same = hash(answer.body)
        self._bodies.add(f"{url} {same}")
        own = leads.canonical
        return own not in ("", url) and f"{own} {same}" in self._bodies

    def _add(self, url: str | None, depth: int) -> None:
        """What was in line before does not count a second time as one more of an endless family."""
        if not url or not url.startswith(self.scope) or url in self.frontier or url in self._served:
            return
        if depth == 0 or not self._traps.caught(url):
            self.frontier.add(url, depth)

    def _refused(self, url: str, error: Unreachable) -> Unreachable:
        self.standing.refused += 1
        if error.reason in _HOST_SAYS_NO:
            self.frontier.drop(host_of(url))
        return error

    def _wants_quiet(self, host: str, answer: Capture) -> bool:
        """It says when to come back: then we do, a few times. The fetching function knows the term, and keeps to it."""
        if answer.status not in _ASKS_FOR_QUIET or not answer.header("retry-after"):
            return False
        self._quiet[host] = self._quiet.get(host, 0) + 1
        return self._quiet[host] < _PATIENCE

    def _note_refusal(self, host: str, status: int) -> None:
        """429 is a clear word; other refusals count when they come one after another."""
        self._refusals[host] = self._refusals.get(host, 0) + 1 if status in _REFUSES else 0
        if status == 429 or self._refusals[host] >= _PATIENCE:
            self.frontier.drop(host)
