"""Reads a list of results: rows, each with its place and fields, or the source's own words for *no results*."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from selectolax.lexbor import LexborNode

from domain.errors import Unclear
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Source
from scanner.identity import at_home
from scanner.page import Page, markup, placed, taken
from scanner.readers.fill import missed
from scanner.reading import Reading, Row, absent, answer, unclear, unrecognised
from scanner.urls import canonical


def read(source: Source, capture: Capture, *, strict: bool = False) -> Reading:
    """Rows without the no-results mark: present. The mark without rows: absent. Both, or neither: unclear."""
    page = answer(source, capture)
    if isinstance(page, Reading):
        return page
    strange = unrecognised(page, source)
    if strange:
        return strange
    nodes = page.tree.css(source.rows) if source.rows else []
    none_found = source.no_results is not None and page.bears(source.no_results)
    if not nodes:
        return absent(page) if none_found else unclear(Unclear.LAYOUT_CHANGED, "rows")
    if none_found:
        return unclear(Unclear.LAYOUT_CHANGED, "no_results")
    return _listed(source, page, nodes, strict=strict)


def _listed(source: Source, page: Page, nodes: list[LexborNode], *, strict: bool) -> Reading:
    rows = tuple(row for node in nodes if (row := _row(source, page, node)))
    if len(rows) < len(nodes):
        return unclear(Unclear.LAYOUT_CHANGED, "place", rows)
    broken = missed(source.fields, rows, strict=strict)
    if broken:
        return unclear(Unclear.LAYOUT_CHANGED, f"fields.{broken}", rows)
    return Reading(Verdict.PRESENT, rows=rows, next_url=_next(source, page, len(rows)))


def _row(source: Source, page: Page, node: LexborNode) -> Row | None:
    """None where the place, or the record's id that belongs to it, is not to be found. Without a rule for the place the
    record stands in this very answer."""
    url = placed(source.place, node, page.base) if source.place else canonical(page.capture.requested_url)
    record_id = taken(source.record_id, node) if source.record_id else ""
    if url is None or (source.record_id and not record_id):
        return None
    return Row(
        Place(at_home(source, url), record_id), markup(node), tuple((name, taken(rule, node)) for name, rule in source.fields)
    )


def _next(source: Source, page: Page, rows: int) -> str:
    if source.next is None or rows < source.next.size:
        return ""
    if source.next.parameter:
        return _counted_up(page.capture.requested_url, source.next.parameter, source.next.first)
    link = page.tree.css_first(source.next.css)
    href = (link.attributes.get("href") or "") if link else ""
    return (canonical(href, page.base) or "") if href else ""


def _counted_up(url: str, parameter: str, first: int) -> str:
    """The same question for the following page."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    number = asked.get(parameter, str(first))
    asked[parameter] = str(int(number) + 1 if number.isdecimal() else first + 1)
    return parts._replace(query=urlencode(asked, quote_via=quote)).geturl()
