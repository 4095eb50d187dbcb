"""Goes through sites politely: from their start pages and sitemaps along their links, each page once, within its scope.

One question at a time goes to a host, many hosts are asked at once. While a page is read, its host is asked for the next.
The time between two questions, robots.txt and limits are the fetching function's; this file decides where to go.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from domain.errors import Unreachable
from domain.mention import Capture
from domain.ports import Fetch
from scanner.errands import Errands
from scanner.frontier import Frontier, InMemory, Waiting
from scanner.urls import canonical, host_of
from scanner.walk import Crawled, Got, Listed, Sitemaps, Standing, Walk, no_sitemaps

__all__ = ["Crawled", "Progress", "Sitemaps", "Standing", "crawl", "no_sitemaps"]

#: How far the crawl is: pages had, addresses that could not be had, addresses waiting.
Progress = Callable[[Standing], None]
#: A thread sleeps most of its time: between two questions to its host.
HOSTS_AT_ONCE = 256
#: Seconds that a host may ask us to stay away while the crawl goes on; one that asks for more is left alone.
PATIENCE = 120.0


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
    images: bool = False,
    hosts_at_once: int = HOSTS_AT_ONCE,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Crawled]:
    """Yields each address with what was served there, or with why it could not be had. Two addresses that lead to one page
    give it once. `max_pages` bounds what is asked for, refusals included; `images` are
    asked for only if wished. Give a filled `frontier` to go on with a crawl: it
    is told that an address is done when the next one is asked for, so that what was yielded can be kept before."""
    frontier = InMemory() if frontier is None else frontier
    walk = Walk(scope, frontier, max_pages, images=images)
    with Errands[Got | Listed](hosts_at_once) as errands:
        for root in walk.begin(start):
            errands.send(partial(_lists, sitemaps, root))
        while _sent(walk, errands, fetch, sleep):
            came = errands.next()
            if isinstance(came, Listed):
                walk.lists(came)
                continue
            page = walk.judge(came)
            frontier.free(host_of(came.waiting.url))
            _sent(walk, errands, fetch, sleep)
            told = walk.read(came.waiting, page)
            _sent(walk, errands, fetch, sleep)
            walk.standing.waiting = max(0, len(frontier) - (not walk.put_back))
            progress(walk.standing)
            if told is not None:
                yield told
            if not walk.put_back:
                frontier.done(came.waiting.url)


def _sent(walk: Walk, errands: Errands[Got | Listed], fetch: Fetch, sleep: Callable[[float], None]) -> bool:
    """Send for whatever may be asked now; whether anybody is out."""
    while (waiting := walk.next()) is not None:
        errands.send(partial(_got, fetch, waiting, sleep))
    return errands.out > 0


def _lists(sitemaps: Sitemaps, root: str) -> Listed:
    try:
        named = sitemaps(root)
    except Unreachable:
        named = ()
    return Listed(tuple(filter(None, map(canonical, named))) or (f"{root}sitemap.xml",))


def _got(fetch: Fetch, waiting: Waiting, sleep: Callable[[float], None]) -> Got:
    """A host that asks for a little quiet gets it, and is then asked once more."""
    try:
        return Got(waiting, _asked(fetch, waiting))
    except Unreachable as error:
        if error.retry_after is None or error.retry_after > PATIENCE:
            return Got(waiting, error)
        sleep(error.retry_after)
    try:
        return Got(waiting, _asked(fetch, waiting))
    except Unreachable as error:
        return Got(waiting, error)


def _asked(fetch: Fetch, waiting: Waiting) -> Capture:
    return fetch(waiting.url) if waiting.known is None else fetch(waiting.url, known=waiting.known)
