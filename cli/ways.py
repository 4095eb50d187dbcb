"""How a command of this line reaches a source: politely over HTTP, and by a browser where the source needs one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.settings import Settings
    from domain.ports import Fetch
    from domain.source import Source
    from gateway.dial import Resolve
    from gateway.http import Http


@dataclass(frozen=True, slots=True)
class Ways:
    """`to` gives the fetch of a source; `by_browser` one that visits pages as a browser does."""

    http: Http
    by_browser: Fetch

    def to(self, source: Source) -> Fetch:
        return self.by_browser if source.browser else self.http


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def ways(settings: Settings, sources: Iterable[Source] = (), resolve: Resolve | None = None) -> Iterator[Ways]:
    """Open until the block ends. The browser is started with its first page; where there is none, such pages are unclear."""
    from config.source_keys import headers_by_host
    from gateway.browser import Browser, find_browser
    from gateway.by_browser import ByBrowser
    from gateway.dial import system_resolver
    from gateway.keyed import KeyedHttp

    allowed, names = settings.allow_private_hosts, resolve or system_resolver
    keys = headers_by_host(sources, settings.source_keys)
    found = find_browser(settings.browser)
    with KeyedHttp(
        keys=keys,
        user_agent=settings.user_agent,
        now=_now,
        host_delay=settings.host_delay,
        allow_private_hosts=allowed,
        resolve=names,
    ) as http:
        if not found.path:
            yield Ways(http, ByBrowser(http, None))
            return
        with Browser(found.path, now=_now, allow_private_hosts=allowed, resolve=names, before=http.admit) as browser:
            yield Ways(http, ByBrowser(http, browser.render, heard=http.heard))
