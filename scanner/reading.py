"""What one page of a source says: its records, that there are none, or why it says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.errors import Unclear, Unreachable
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Source, SourceKind
from scanner.blocked import barred, refused, walled
from scanner.feed_page import opened_feed
from scanner.json_page import opened_json
from scanner.page import Page, is_html, opened, opened_plain

#: The origin's own word that there is nothing at an address; it counts beside a living control alone.
GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Row:
    """One record: where it stands, its own piece of HTML, and the fields that the definition names."""

    place: Place
    markup: bytes = field(repr=False)
    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    record: bool = True  # about one person; False: many may stand in it


@dataclass(frozen=True, slots=True)
class Reading:
    """`broken` names the part of the definition that was not found on the page, for who repairs it."""

    verdict: Verdict
    reason: Unclear | None = None
    broken: str = ""
    rows: tuple[Row, ...] = ()
    next_url: str = field(default="", repr=False)


def unclear(reason: Unclear, broken: str = "", rows: tuple[Row, ...] = ()) -> Reading:
    return Reading(Verdict.UNCLEAR, reason, broken, rows)


def answer(source: Source | None, capture: Capture) -> Page | Reading:
    """The page if it can be an answer: not refused, HTML, and no block page; else the unclear reading that it is."""
    refusal = refused(capture)
    if refusal:
        return unclear(refusal, f"status {capture.status}")
    try:
        page = _page(source, capture)
    except Unreachable as error:
        return unclear(error.reason)
    return unclear(Unclear.BLOCKED, "blocked") if barred(page, source) else page


def _page(source: Source | None, capture: Capture) -> Page:
    """Whatever was asked for, a web page is opened as one: it may be a challenge or a log-in wall."""
    if source is not None and not is_html(capture):
        if source.kind in (SourceKind.JSON_API, SourceKind.SEARCH_ENGINE):
            return opened_json(capture)
        if source.kind is SourceKind.FEED:
            return opened_feed(capture)
        if source.kind is SourceKind.ACCOUNT and capture.media_type.endswith(("json", "xml", "plain")):
            return opened_plain(capture)
    return opened(capture, repair=source is not None and source.repair)


def unrecognised(page: Page, source: Source) -> Reading | None:
    """The reading of a page that does not bear the source's own marks; None if it bears them all. Of a source whose marks
    nobody wrote down, no page is recognised on which there may be a wall."""
    if page.bears_all(source.recognise) and (source.recognise or source.account is None or not walled(page)):
        return None
    return unclear(Unclear.BLOCKED if walled(page) else Unclear.LAYOUT_CHANGED, "recognise")


def absent(page: Page) -> Reading:
    """Nothing there; but a page that lies about its encoding proves nothing."""
    return Reading(Verdict.ABSENT) if page.honest else unclear(Unclear.UNREADABLE, "encoding")
