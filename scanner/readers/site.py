"""Reads one page of a crawled site: each record apart where the definition knows them, else the page as a whole."""

from __future__ import annotations

from domain.errors import Unclear
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Source
from scanner.identity import at_home
from scanner.page import Page, markup, taken
from scanner.reading import GONE, Reading, Row, answer, unclear, unrecognised


def read(source: Source, capture: Capture, *, strict: bool = False) -> Reading:
    """A page without the site's own marks is unclear. It is matched as a whole all the same, unless the site has records:
    then nobody could say which of them it would be; so when no record has the id that it should have. A site's fields are
    read by the matchers alone; `strict` asks nothing."""
    if capture.status in GONE:
        return Reading(Verdict.ABSENT)
    page = answer(source, capture)
    if isinstance(page, Reading):
        return page
    strange = unrecognised(page, source)
    if strange:
        whole = () if source.records else (_whole(source, capture),)
        return Reading(strange.verdict, strange.reason, strange.broken, whole)
    rows = _records(source, page)
    if rows and source.record_id and not any(row.place.record_id for row in rows):
        return unclear(Unclear.LAYOUT_CHANGED, "record_id")
    return Reading(Verdict.PRESENT, rows=rows if rows else (_whole(source, capture),))


def _whole(source: Source, capture: Capture) -> Row:
    return Row(Place(at_home(source, capture.final_url)), capture.body, record=False)


def _records(source: Source, page: Page) -> tuple[Row, ...]:
    """The records of the page; those without an id of their own stand at the page itself."""
    if not source.records:
        return ()
    url = at_home(source, page.capture.final_url)
    return tuple(
        Row(Place(url, taken(source.record_id, node) if source.record_id else ""), markup(node), record=False)
        for node in page.tree.css(source.records)
    )
