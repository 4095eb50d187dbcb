"""The identity of a place: one address for a page, by whichever of the site's names it was reached."""

from __future__ import annotations

from domain.source import Source
from scanner.urls import canonical, host_of, on_host


def at_home(source: Source, url: str) -> str:
    """The canonical address under the source's first name: its variants serve the same pages, so they are no other places."""
    spelt = canonical(url) or url
    return on_host(spelt, source.hosts[0]) if host_of(spelt) in source.variants else spelt
