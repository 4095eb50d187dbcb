"""How often each page was asked for, how it answered and how long that took: by the name of the page, never by its address."""

from __future__ import annotations

from time import monotonic

from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

_PAGES = Counter("luwte_pages", "Answers of the web application.", ["page", "method", "code"])
_SECONDS = Histogram("luwte_page_seconds", "How long an answer took.", ["page"], unit="seconds")
#: An address holds the ids of cases and the tokens of invitations; of what is no page of ours only that much is told.
_NO_PAGE = "none"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def count(app: Flask) -> None:
    """From now on every answer of this application is counted."""

    def begin() -> None:
        g.began = monotonic()

    def end(response: Response) -> Response:
        page = request.endpoint or _NO_PAGE
        method = request.method if request.method in _METHODS else "other"
        _PAGES.labels(page, method, str(response.status_code)).inc()
        _SECONDS.labels(page).observe(monotonic() - g.began)
        return response

    app.before_request(begin)
    app.after_request(end)
