"""Reads a feed, or the public preview of a channel: each entry apart, at its own address."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import Unclear
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Source
from scanner.feed_page import ENTRY, FEED, LINK, OLDER
from scanner.page import Page, markup
from scanner.readers import result_list
from scanner.reading import GONE, Reading, Row, absent, answer, unclear, unrecognised
from scanner.urls import canonical


def read(source: Source, capture: Capture, *, strict: bool = False) -> Reading:
    """A preview is a web page and is read as a list of results; a feed in RSS or Atom is read as its standard has it."""
    if capture.status in GONE:
        return Reading(Verdict.ABSENT)
    if source.rows:
        reading = result_list.read(source, capture, strict=strict)
        return replace(reading, rows=tuple(replace(row, record=False) for row in reading.rows))
    page = answer(source, capture)
    if isinstance(page, Reading):
        return page
    if page.tree.css_first(FEED) is None:
        return unrecognised(page, source) or unclear(Unclear.LAYOUT_CHANGED, "feed")
    return unrecognised(page, source) or _entries(page)


def _entries(page: Page) -> Reading:
    """A feed without entries is its standard's own way to say that there are none; an entry that says nowhere where it
    stands is no feed that we know."""
    nodes = page.tree.css(ENTRY)
    if not nodes:
        return absent(page)
    rows = []
    for node in nodes:
        link = node.css_first(LINK)
        url = canonical((link.attributes.get("href") or "") if link else "", page.base)
        if not url or url == canonical(page.base):
            return unclear(Unclear.LAYOUT_CHANGED, "link")
        rows.append(Row(Place(url), markup(node), record=False))
    older = page.tree.css_first(OLDER)
    following = canonical(older.attributes.get("href") or "", page.base) if older else None
    return Reading(Verdict.PRESENT, rows=tuple(rows), next_url=following or "")
