"""Reads an API's answer: records at the definition's paths, or the API's own way to say that there are none."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from domain.errors import Unclear
from domain.mention import Capture
from domain.sighting import Verdict
from domain.source import Mark, Source
from scanner.asked import asked
from scanner.readers import result_list
from scanner.reading import Reading, Row, absent, answer, unclear


def read(source: Source, capture: Capture, *, strict: bool = False) -> Reading:
    """As a list of results. A status that belongs to the *no results* rule speaks for itself: some answer nothing but 404."""
    page = answer(source, capture)
    none = source.no_results
    if isinstance(page, Reading):
        silent = not capture.body.strip() and none == Mark(status=capture.status) and page.reason is Unclear.NOT_HTML
        return Reading(Verdict.ABSENT) if silent else page
    if none is not None and none.status == capture.status and page.bears(none):
        return absent(page)
    if capture.status >= 400:
        return unclear(Unclear.LAYOUT_CHANGED, "no_results")
    return _about_whom_we_asked(source, capture, result_list.read(source, capture, strict=strict))


def _about_whom_we_asked(source: Source, capture: Capture, reading: Reading) -> Reading:
    """The records with what they are about: the question said it, and the answer does not repeat it."""
    values = asked(source, capture.requested_url, source.echoes) if source.echoes else ()
    if not values:
        return reading
    told = "".join(f"<div>{escape(value)}</div>" for value in values).encode()
    return replace(reading, rows=tuple(_with(row, told) for row in reading.rows))


def _with(row: Row, told: bytes) -> Row:
    return replace(row, markup=b"<div>" + told + row.markup + b"</div>")
