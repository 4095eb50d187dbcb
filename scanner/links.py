"""Where a page leads: its links, frames and next pages, in one spelling and none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scanner.page import Page
from scanner.urls import canonical

#: One walk over the tree for all of them.
_LEADS = "a[href],area[href],iframe[src],frame[src],link[rel][href],meta[http-equiv][content]"
_WITH_IMAGES = f"{_LEADS},img[src]"
_LEADING_RELATIONS = frozenset({"next", "prev", "canonical"})
_BY_SRC = frozenset({"iframe", "frame", "img"})
_REFRESH = re.compile(r"\d*\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_NO_PAGE = ("#", "mailto:", "tel:", "javascript:", "data:")


@dataclass(frozen=True, slots=True)
class Leads:
    """`canonical` is the address that the page calls its own, empty if it calls none; it is one of `urls` too."""

    urls: tuple[str, ...] = field(repr=False)
    canonical: str = field(default="", repr=False)


def links(page: Page, *, images: bool = False) -> Leads:
    """`images`: its pictures too."""
    base, urls, own = page.base, dict[str, None](), ""
    for href, calls_own in _hrefs(page, images=images):
        url = canonical(href, base)
        if url:
            urls[url] = None
            own = own or (url if calls_own else "")
    return Leads(tuple(urls), own)


def _hrefs(page: Page, *, images: bool) -> Iterator[tuple[str, bool]]:
    """(address as written, whether the page calls it its own), in the order in which they stand there."""
    for node in page.tree.css(_WITH_IMAGES if images else _LEADS):
        attributes, tag = node.attributes, node.tag
        if tag == "meta":
            refresh = _REFRESH.match(attributes.get("content") or "")
            if refresh and (attributes.get("http-equiv") or "").lower() == "refresh":
                yield refresh[1], False
            continue
        relations = (attributes.get("rel") or "").lower().split() if tag == "link" else ()
        if tag == "link" and _LEADING_RELATIONS.isdisjoint(relations):
            continue
        href = (attributes.get("src" if tag in _BY_SRC else "href") or "").strip()
        if href and not href.lower().startswith(_NO_PAGE):
            yield href, "canonical" in relations
