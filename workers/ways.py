"""How the pages of a source are had: over plain HTTP, or by the browser where its definition says that it must be."""

from __future__ import annotations

from domain.ports import Fetch
from domain.source import Source
from gateway.by_browser import ByBrowser
from workers.services import Services


def way_to(services: Services, source: Source | None) -> Fetch:
    if source is None or not source.browser:
        return services.http
    render = services.browser.render if services.browser is not None else None
    return ByBrowser(services.http, render, heard=services.http.heard)
