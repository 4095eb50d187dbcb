"""What a look at a known place says: present, absent or unclear. Absent is the hardest word: it needs a living control.

A place is absent if the origin answered, with 404 or 410 or with a page on which the record is not (or is another person's),
and a sibling page on the same site could be read at that moment. A 404 that every address gets, a page in a new layout, a
block page, a redirect elsewhere: all unclear, each with its reason. A name that does not resolve is no proof that a site is
gone; that two resolvers or more all say that there is no such name is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from domain.errors import BadInput, Unclear, Unreachable
from domain.mention import Capture, Place
from domain.ports import Exists, Fetch, Registered
from domain.sighting import Sighting, Verdict
from domain.source import Source
from scanner.control import alive, control_of
from scanner.documents import document, is_document
from scanner.page import Page
from scanner.readers.record import read_record
from scanner.reading import GONE, Reading, answer, unclear, unrecognised
from scanner.site_gone import site_gone
from scanner.urls import canonical, host_of
from scanner.vantage import vantage

#: Whether this piece of HTML, in UTF-8, is about the person: the matchers' word, from outside. Raises `BadInput` for what
#: they cannot read, which must not pass for *no*.
About = Callable[[bytes], bool]
Got = Capture | Unreachable


@dataclass(frozen=True, slots=True)
class Seen:
    """One look. `capture` is the evidence of it; `broken` the part of the definition that was not found."""

    verdict: Verdict
    reason: Unclear | None = None
    control: bool = False
    cold: bool = False
    vantage: str = "direct"
    status: int = 0
    digest: str = ""
    broken: str = ""
    capture: Capture | None = field(default=None, repr=False)

    def sighting(self, at: datetime) -> Sighting:
        return Sighting(at, self.verdict, self.reason, self.control, self.cold, self.vantage, self.status, self.digest)


def look(
    source: Source | None,
    place: Place,
    fetch: Fetch,
    about: About,
    *,
    nth: int = 0,
    exists: Exists | None = None,
    registered: Registered | None = None,
) -> Seen:
    """Look at the place on a new connection, and at the control beside it. `nth`: how many absences were seen before. Where the
    host cannot be reached, `exists` and `registered` are asked whether there still is such a site."""
    source = _judging(source, place)
    control = control_of(source, place)
    point = vantage(source, place.url, control.url if control else "", nth)
    looked = _got(fetch, point.url)
    beside = _got(fetch, point.control_url) if control and isinstance(looked, Capture) else None
    if isinstance(looked, Unreachable) and looked.reason is Unclear.NETWORK and site_gone(source, place, exists, registered):
        return Seen(Verdict.SITE_GONE, cold=True, vantage=point.name)
    return seen(source, place, looked, beside, about, cold=True, vantage=point.name)


def seen(
    source: Source | None,
    place: Place,
    looked: Got,
    beside: Got | None,
    about: About,
    *,
    cold: bool = False,
    vantage: str = "direct",
) -> Seen:
    """Judge what was got. `source` None: a place outside the catalogue, where only 404 or 410 beside a living root counts."""
    source = _judging(source, place)
    if isinstance(looked, Unreachable):
        return Seen(Verdict.UNCLEAR, looked.reason, cold=cold, vantage=vantage)
    living = alive(source, control_of(source, place), looked, beside)
    try:
        said = _said(source, place, looked, about)
    except BadInput:
        said = unclear(Unclear.UNREADABLE, "about")
    if said.verdict is Verdict.ABSENT and not living:
        said = unclear(_why_no_control(beside), said.broken or "control")
    egress = "" if looked.vantage.startswith("direct") else f"{looked.vantage}, "
    return Seen(
        said.verdict, said.reason, living, cold, egress + vantage, looked.status, looked.digest, said.broken, capture=looked
    )


def _judging(source: Source | None, place: Place) -> Source | None:
    """The definition that can read the page of this place: what an API or a search engine points at is not its own page."""
    return source if source is not None and source.reads(place) else None


def _got(fetch: Fetch, url: str) -> Got:
    try:
        return fetch(url, cold=True)
    except Unreachable as error:
        return error


def _why_no_control(beside: Got | None) -> Unclear:
    """A control that was refused tells more than that there was none."""
    return beside.reason if isinstance(beside, Unreachable) and beside.reason is Unclear.BLOCKED else Unclear.NO_CONTROL


def _said(source: Source | None, place: Place, looked: Capture, about: About) -> Reading:
    """What the page itself says, before the control is asked."""
    if looked.status in GONE and (source is None or source.account is None):
        return _says_gone(source, looked, about)
    if looked.status == 200 and is_document(looked):
        return _in_document(source, looked, about)
    page = answer(source, looked)
    if isinstance(page, Reading):
        return page
    if source is None:
        return Reading(Verdict.PRESENT) if about(page.whole) else unclear(Unclear.NO_CONTROL, "source")
    return _on_page(source, place, page, about)


def _says_gone(source: Source | None, looked: Capture, about: About) -> Reading:
    """404 or 410: unless it is a challenge, another site's word, or the page shows the person all the same."""
    page = answer(source, looked)
    if isinstance(page, Reading):  # what is no HTML page says no more than its status does
        return page if page.reason is Unclear.BLOCKED else Reading(Verdict.ABSENT)
    if not same_site(source, looked):
        return unclear(Unclear.REDIRECTED)
    return unclear(Unclear.LAYOUT_CHANGED, "status") if about(page.whole) else Reading(Verdict.ABSENT)


def _in_document(source: Source | None, looked: Capture, about: About) -> Reading:
    """A PDF or a text at the place: one that can be read and does not name them is an absence, beside a living control."""
    try:
        found = document(looked)
    except Unreachable as error:
        return unclear(error.reason, "document")
    if about(found.html):
        return Reading(Verdict.PRESENT)
    if not found.complete:
        return unclear(Unclear.UNREADABLE, "document")
    return Reading(Verdict.ABSENT) if same_site(source, looked) and same_path(looked) else unclear(Unclear.REDIRECTED)


def _on_page(source: Source, place: Place, page: Page, about: About) -> Reading:
    looked = page.capture
    strange = unrecognised(page, source)
    if strange and source.account is None:
        return strange
    reading = read_record(source, looked)
    piece = _piece(source, place, reading, page)
    if piece and about(piece):
        return Reading(Verdict.PRESENT)
    if not same_site(source, looked) or not same_path(looked):
        return unclear(Unclear.REDIRECTED)
    return _not_there(source, place, page, reading, about)


def _piece(source: Source, place: Place, reading: Reading, page: Page) -> bytes:
    """The piece of the page that is the place: its record where it has one, else the whole. Taken as a scan takes it."""
    if not place.record_id and not source.asks:
        return page.whole
    rows = (row for row in reading.rows if not place.record_id or row.place.record_id == place.record_id)
    return b"".join(row.markup for row in rows)


def _not_there(source: Source, place: Place, page: Page, reading: Reading, about: About) -> Reading:
    """A readable page of the source without the person: absent, unless it still names them outside every record."""
    if reading.verdict is Verdict.ABSENT:
        return reading
    if not page.honest:
        return unclear(Unclear.UNREADABLE, "encoding")
    if not source.recognise:
        return unclear(Unclear.NO_CONTROL, "recognise")
    if page.capture.status >= 400 or (source.account and reading.verdict is Verdict.UNCLEAR):
        return unclear(reading.reason or Unclear.LAYOUT_CHANGED, reading.broken)
    outside = reading.verdict is Verdict.UNCLEAR or place.record_id
    if outside and about(page.whole):
        return unclear(Unclear.LAYOUT_CHANGED, reading.broken or "records")
    return Reading(Verdict.ABSENT)


def same_site(source: Source | None, looked: Capture) -> bool:
    """Whether the site itself answered; by another of its host names is still the site."""
    asked, got = host_of(looked.requested_url), host_of(looked.final_url)
    return asked == got or (source is not None and {asked, got} <= {*source.hosts, *source.variants})


def same_path(looked: Capture) -> bool:
    asked, got = canonical(looked.requested_url), canonical(looked.final_url)
    return asked == got or urlsplit(asked or "")[2:] == urlsplit(got or "")[2:]
