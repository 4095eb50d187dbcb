"""Where a page leads: its links, frames and next pages, in one spelling and none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scanner.page import Page
from scanner.urls import canonical

_LEADS = (
    ("a[href]", "href"),
    ("area[href]", "href"),
    ("iframe[src]", "src"),
    ("frame[src]", "src"),
    ("link[rel~=next][href]", "href"),
    ("link[rel~=prev][href]", "href"),
    ("link[rel~=canonical][href]", "href"),
)
_REFRESH = re.compile(r"\d*\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)


def links(page: Page) -> tuple[str, ...]:
    found = (canonical(href, page.base) for href in _hrefs(page))
    return tuple(dict.fromkeys(url for url in found if url))


def _hrefs(page: Page) -> Iterator[str]:
    for css, attribute in _LEADS:
        for node in page.tree.css(css):
            href = (node.attributes.get(attribute) or "").strip()
            if href and not href.startswith("#"):
                yield href
    for node in page.tree.css("meta[http-equiv][content]"):
        refresh = _REFRESH.match(node.attributes.get("content") or "")
        if refresh and (node.attributes.get("http-equiv") or "").lower() == "refresh":
            yield refresh[1]
