"""Pages that show nothing without a browser, for sources that say so (`browser: true`); their files come over plain HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from domain.errors import Unclear, Unreachable
from domain.mention import Capture, Remembered
from domain.ports import Fetch

#: What a browser would show in a viewer of its own, or not at all.
_FILE = re.compile(r"\.(?:xml|gz|pdf|txt|json|rss|atom|jpe?g|png|webp)\Z", re.IGNORECASE)


def unheard(capture: Capture) -> None:
    return None


class ByBrowser:
    """Implements `domain.ports.Fetch`. `render` visits a page as a browser does, in its turn and where it may; None: there is
    no browser here, and every page is *unclear*. `heard` is told what a visit brought: who asked for quiet gets it."""

    def __init__(self, http: Fetch, render: Fetch | None, *, heard: Callable[[Capture], None] = unheard) -> None:
        self._http = http
        self._render = render
        self._heard = heard

    def __call__(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        """No visit can be told that nothing changed. Raises `Unreachable`."""
        if _FILE.search(urlsplit(url).path):
            return self._plain(url, cold=cold, known=known)
        if self._render is None:
            raise Unreachable(Unclear.NO_BROWSER, "this source needs a browser, and there is none here (docs/operating.md)")
        try:
            capture = self._render(url, cold=cold)
        except Unreachable as error:
            if error.reason is not Unclear.NOT_HTML:
                raise
            return self._plain(url, cold=cold, known=known)
        self._heard(capture)
        return capture

    def _plain(self, url: str, *, cold: bool, known: Remembered | None) -> Capture:
        return self._http(url, cold=cold) if known is None else self._http(url, cold=cold, known=known)
