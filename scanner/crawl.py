"""Goes through a site politely: from its start pages and sitemaps along its links, each page once, within its scope.

Politeness between two questions, robots.txt and limits are the fetching function's; this file decides where to go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.errors import Unclear, Unreachable
from domain.mention import Capture
from domain.ports import Fetch
from scanner.frontier import Frontier, InMemory, Waiting
from scanner.links import links
from scanner.page import is_html, opened
from scanner.sitemaps import listed
from scanner.traps import Traps
from scanner.urls import canonical, host_of, within

#: The sitemaps that a host's robots.txt names. Raises `Unreachable`.
Sitemaps = Callable[[str], tuple[str, ...]]
#: How far the crawl is: pages had, addresses that could not be had, addresses waiting.
Progress = Callable[["Standing"], None]
Crawled = tuple[str, Capture | Unreachable]

MAX_LINK_DEPTH = 40
#: A host that answers so to one address answers so to all.
_HOST_SAYS_NO = frozenset({Unclear.BLOCKED, Unclear.NETWORK, Unclear.INWARD, Unclear.NOT_ALLOWED})
_REFUSES = frozenset({401, 403, 429, 503})
_PATIENCE = 5  # refusals in a row


@dataclass(slots=True)
class Standing:
    fetched: int = 0
    refused: int = 0
    waiting: int = 0


def no_sitemaps(url: str) -> tuple[str, ...]:
    return ()


def unseen(standing: Standing) -> None:
    return None


def crawl(
    start: tuple[str, ...],
    fetch: Fetch,
    *,
    scope: tuple[str, ...],
    max_pages: int,
    sitemaps: Sitemaps = no_sitemaps,
    progress: Progress = unseen,
    frontier: Frontier | None = None,
) -> Iterator[Crawled]:
    """Yields each address with what was served there, or with why it could not be had. Two addresses that lead to one page
    give it once. `max_pages` bounds what is asked for, refusals included. Give a filled `frontier` to go on with a crawl."""
    walk = _Walk(fetch, scope, InMemory() if frontier is None else frontier)
    walk.begin(start, sitemaps)
    while walk.asked < max_pages and (waiting := walk.frontier.take()):
        found = walk.visit(waiting)
        walk.frontier.done(waiting.url)
        walk.standing.waiting = len(walk.frontier)
        progress(walk.standing)
        if found is not None:
            yield found


class _Walk:
    """One crawl under way."""

    def __init__(self, fetch: Fetch, scope: tuple[str, ...], frontier: Frontier) -> None:
        self.fetch = fetch
        self.scope = tuple(canonical(prefix) or prefix for prefix in scope)
        self.frontier = frontier
        self.standing = Standing()
        self.asked = 0
        self._traps = Traps()
        self._served: set[str] = set()
        self._refusals: dict[str, int] = {}

    def begin(self, start: tuple[str, ...], sitemaps: Sitemaps) -> None:
        for url in start:
            self._add(canonical(url), 0)
        for url in self._site_lists(start, sitemaps):
            self._add(url, 1)

    def visit(self, waiting: Waiting) -> Crawled | None:
        """None for a page that was had already by another address."""
        self.asked += 1
        try:
            capture = self.fetch(waiting.url)
        except Unreachable as error:
            return self._refused(waiting.url, error)
        final = canonical(capture.final_url) or waiting.url
        if final != waiting.url and not within(final, self.scope):
            return self._refused(waiting.url, Unreachable(Unclear.REDIRECTED, "led out of the scope", permanent=True))
        if final in self._served:
            return None
        self._served.add(final)
        self._note_refusal(final, capture.status)
        self.standing.fetched += 1
        self._follow(capture, waiting.depth + 1)
        return final, capture

    def _site_lists(self, start: tuple[str, ...], sitemaps: Sitemaps) -> Iterator[str]:
        for root in dict.fromkeys(canonical("/", url) for url in start):
            if root is None:
                continue
            try:
                named = sitemaps(root)
            except Unreachable:
                named = ()
            yield from listed(named or (f"{root}sitemap.xml",), self.fetch, self.scope)

    def _follow(self, capture: Capture, depth: int) -> None:
        if depth > MAX_LINK_DEPTH or capture.status != 200 or not is_html(capture):
            return
        try:
            page = opened(capture)
        except Unreachable:
            return
        for url in links(page):
            self._add(url, depth)

    def _add(self, url: str | None, depth: int) -> None:
        if url and url not in self._served and within(url, self.scope) and (depth == 0 or not self._traps.caught(url)):
            self.frontier.add(url, depth)

    def _refused(self, url: str, error: Unreachable) -> Crawled:
        self.standing.refused += 1
        if error.reason in _HOST_SAYS_NO:
            self.frontier.drop(host_of(url))
        return url, error

    def _note_refusal(self, url: str, status: int) -> None:
        """429 is a clear word; other refusals count when they come one after another."""
        host = host_of(url)
        self._refusals[host] = self._refusals.get(host, 0) + 1 if status in _REFUSES else 0
        if status == 429 or self._refusals[host] >= _PATIENCE:
            self.frontier.drop(host)
