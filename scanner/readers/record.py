"""Reads the page of one record: its own piece of the page, or that the page does not have it."""

from __future__ import annotations

from domain.errors import Unclear
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Source, SourceKind
from scanner import readers
from scanner.page import markup, taken
from scanner.reading import GONE, Reading, Row, answer, unclear, unrecognised
from scanner.urls import canonical


def read_record(source: Source, capture: Capture) -> Reading:
    """404 and 410 read as absent here; whether that counts is decided beside a control (`scanner.seen`). A recognised page
    without the record is unclear: one page alone cannot tell an empty place from a new layout."""
    if source.kind is not SourceKind.RESULT_LIST:
        return readers.read(source, capture)
    if capture.status in GONE:
        return Reading(Verdict.ABSENT)
    page = answer(source, capture)
    if isinstance(page, Reading):
        return page
    strange = unrecognised(page, source)
    if strange:
        return strange
    url = canonical(capture.final_url) or capture.final_url
    css = source.detail.record if source.detail else source.rows if source.record_id else ""
    if not css:  # the page is the record, and the definition knows no piece of it
        return Reading(Verdict.PRESENT, rows=(Row(Place(url), capture.body),))
    rows = tuple(
        Row(Place(url, taken(source.record_id, node) if source.record_id else ""), markup(node)) for node in page.tree.css(css)
    )
    return Reading(Verdict.PRESENT, rows=rows) if rows else unclear(Unclear.LAYOUT_CHANGED, "detail.record")
