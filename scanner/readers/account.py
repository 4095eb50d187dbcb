"""Reads an account's page: the profile is there, the site says that it is not, or neither can be told."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from domain.errors import Unclear
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Account, Source
from scanner.page import Page, markup, taken
from scanner.readers.fill import missed
from scanner.reading import Reading, Row, absent, answer, unclear, unrecognised
from scanner.urls import canonical


def read(source: Source, capture: Capture, *, strict: bool = False) -> Reading:
    """Present needs the profile's mark and the site's own; absent all marks of absence; both, or neither, is unclear."""
    page = answer(source, capture)
    if isinstance(page, Reading):
        return page
    account = source.account
    if account is None:
        return unclear(Unclear.LAYOUT_CHANGED, "account")
    there = capture.status < 400 and page.bears(account.present)
    if _says_missing(source, account, page):
        return unclear(Unclear.LAYOUT_CHANGED, "account") if there else absent(page)
    if capture.status >= 400:
        return unclear(Unclear.LAYOUT_CHANGED, "account.absent")
    strange = unrecognised(page, source)
    return strange or (
        _there(source, account, page, strict=strict) if there else unclear(Unclear.LAYOUT_CHANGED, "account.present")
    )


def _says_missing(source: Source, account: Account, page: Page) -> bool:
    """A status that belongs to the marks may stand for the site's own; a 200 may not."""
    return page.bears(account.absent) and (account.absent.status is not None or page.bears_all(source.recognise))


def _there(source: Source, account: Account, page: Page, *, strict: bool) -> Reading:
    node = _piece(account, page)
    if node is None:
        return unclear(Unclear.NOT_HTML)
    place = Place(canonical(page.capture.requested_url) or page.capture.requested_url)
    rows = (Row(place, markup(node), tuple((name, taken(rule, node)) for name, rule in source.fields)),)
    broken = missed(source.fields, rows, strict=strict)
    return unclear(Unclear.LAYOUT_CHANGED, f"fields.{broken}", rows) if broken else Reading(Verdict.PRESENT, rows=rows)


def _piece(account: Account, page: Page) -> LexborNode | None:
    return page.tree.css_first(account.present.css) if account.present.css else page.tree.body
