"""One reader for each kind of source: a capture becomes rows, *absent*, or *unclear* with the part that broke."""

from __future__ import annotations

from typing import Protocol

from domain.mention import Capture
from domain.source import Source, SourceKind
from scanner.readers import account, feed, json_api, result_list, search_engine, site
from scanner.reading import Reading


class Reader(Protocol):
    """`strict`: this page is known to be complete (a canary's), so every field must be found on it."""

    def __call__(self, source: Source, capture: Capture, *, strict: bool = False) -> Reading: ...


READERS: dict[SourceKind, Reader] = {
    SourceKind.RESULT_LIST: result_list.read,
    SourceKind.ACCOUNT: account.read,
    SourceKind.SITE: site.read,
    SourceKind.JSON_API: json_api.read,
    SourceKind.FEED: feed.read,
    SourceKind.SEARCH_ENGINE: search_engine.read,
}


def read(source: Source, capture: Capture, *, strict: bool = False) -> Reading:
    """Read what a query or a crawl got from this source."""
    return READERS[source.kind](source, capture, strict=strict)
