"""Reads an account's page: the profile is there, the site says that it is not, or neither can be told."""

from __future__ import annotations

from urllib.parse import quote

from selectolax.lexbor import LexborNode

from domain.errors import Unclear
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Account, Source
from scanner.asked import asked
from scanner.identity import at_home
from scanner.page import Page, markup, taken
from scanner.readers.fill import missed
from scanner.reading import Reading, Row, absent, answer, unclear, unrecognised


def read(source: Source, capture: Capture, *, strict: bool = False) -> Reading:
    """Present needs the profile's mark and the site's own; absent all marks of absence; both, or neither, is unclear."""
    page = answer(source, capture)
    if isinstance(page, Reading):
        return page
    account = source.account
    if account is None:
        return unclear(Unclear.LAYOUT_CHANGED, "account")
    there = capture.status < 400 and page.bears(account.present) and (not account.names or _named(source, page))
    if _says_missing(source, account, page):
        return unclear(Unclear.LAYOUT_CHANGED, "account") if there else absent(page)
    if capture.status >= 400:
        return unclear(Unclear.LAYOUT_CHANGED, "account.absent")
    strange = unrecognised(page, source)
    return strange or (
        _there(source, account, page, strict=strict) if there else unclear(Unclear.LAYOUT_CHANGED, "account.present")
    )


def _says_missing(source: Source, account: Account, page: Page) -> bool:
    """A status that says so may stand for the site's own marks; a 200 may not."""
    if not page.bears(account.absent):
        return False
    return (account.absent.status or 200) >= 400 or unrecognised(page, source) is None


def _named(source: Source, page: Page) -> bool:
    return any(page.shows(handle) for handle in asked(source, page.capture.requested_url, ("handle",)))


def _there(source: Source, account: Account, page: Page, *, strict: bool) -> Reading:
    node = _piece(account, page)
    if node is None:
        return unclear(Unclear.NOT_HTML)
    url = page.capture.requested_url
    for handle in asked(source, url, ("handle",)) if account.page else ():
        url = account.page.replace("{handle}", quote(handle, safe=""))
    place = Place(at_home(source, url))
    rows = (Row(place, markup(node), tuple((name, taken(rule, node)) for name, rule in source.fields)),)
    broken = missed(source.fields, rows, strict=strict)
    return unclear(Unclear.LAYOUT_CHANGED, f"fields.{broken}", rows) if broken else Reading(Verdict.PRESENT, rows=rows)


def _piece(account: Account, page: Page) -> LexborNode | None:
    return page.tree.css_first(account.present.css) if account.present.css else page.tree.body
