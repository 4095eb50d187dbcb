"""Reads a search engine's answer: places on other people's sites. That it lists nothing is said of its index alone."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import Unclear
from domain.mention import Capture
from domain.sighting import Verdict
from domain.source import Source
from scanner.page import Page
from scanner.readers import result_list
from scanner.reading import Reading, answer, unclear


def read(source: Source, capture: Capture, *, strict: bool = False) -> Reading:
    """As a list of results, of which each is a page on which many may stand. A meta search engine that could not reach all
    the engines it asks may list somebody, but cannot say that nobody does."""
    page = answer(source, capture)
    if isinstance(page, Page) and capture.status >= 400:
        return unclear(Unclear.LAYOUT_CHANGED, f"status {capture.status}")
    reading = result_list.read(source, capture, strict=strict)
    incomplete = isinstance(page, Page) and source.incomplete is not None and page.bears(source.incomplete)
    if reading.verdict is Verdict.ABSENT and incomplete:
        return unclear(Unclear.BLOCKED, "incomplete")
    return replace(reading, rows=tuple(replace(row, record=False) for row in reading.rows))
