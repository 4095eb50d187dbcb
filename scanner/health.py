"""Whether a source can be trusted today: a record known to be listed is found, one that nobody can have is not."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors import Unclear, Unreachable
from domain.ports import Fetch
from domain.sighting import Verdict
from domain.source import Source, SourceKind
from scanner.queries import canary_queries
from scanner.readers import read
from scanner.reading import Reading, answer, unclear, unrecognised


@dataclass(frozen=True, slots=True)
class Health:
    """`broken` names the part of the definition that failed. `askable`: a listing that it shows can still be believed, so
    that asking about a person is worth what it discloses; only its *not found* cannot."""

    healthy: bool
    reason: Unclear | None = None
    broken: str = ""
    askable: bool = True


HEALTHY = Health(True)


def check(source: Source, fetch: Fetch) -> Health:
    """Ask the canaries of a source that is asked; look at the control page of a site."""
    if not source.asks:
        return _site(source, fetch)
    if source.canaries is None:
        return Health(False, Unclear.NO_CONTROL, "canaries")
    listed = [_asked(source, query.url, fetch, strict=True) for query in canary_queries(source, source.canaries.present)]
    ill = next((reading for reading in listed if reading.verdict is Verdict.UNCLEAR), None)
    if ill is None:
        invented = [_asked(source, query.url, fetch) for query in canary_queries(source, source.canaries.absent)]
        ill = next((reading for reading in invented if reading.verdict is Verdict.UNCLEAR), None)
    return _ill(ill) if ill else _compared(listed, invented)


def _compared(listed: list[Reading], invented: list[Reading]) -> Health:
    """What both canaries say together, now that all their answers could be read."""
    if any(reading.verdict is Verdict.PRESENT for reading in invented):  # it finds whatever one asks for
        return Health(False, Unclear.NO_CONTROL, "canaries.absent", askable=False)
    if not listed or not invented or any(reading.verdict is Verdict.ABSENT for reading in listed):
        # detection works, or could not be tested: the canary itself is gone, or no query takes its values
        return Health(False, Unclear.NO_CONTROL, "canaries.present")
    return HEALTHY


def _asked(source: Source, url: str, fetch: Fetch, *, strict: bool = False) -> Reading:
    try:
        capture = fetch(url)
    except Unreachable as error:
        return unclear(error.reason)
    return read(source, capture, strict=strict)


def _ill(reading: Reading) -> Health:
    return Health(False, reading.reason, reading.broken, askable=False)


def _site(source: Source, fetch: Fetch) -> Health:
    """A site without a control page is as healthy as its first page."""
    try:
        capture = fetch(source.control.url if source.control else source.start[0])
    except Unreachable as error:
        return Health(False, error.reason, "control")
    if source.kind is SourceKind.FEED and source.control is None:
        reading = read(source, capture, strict=True)
        return HEALTHY if reading.verdict is not Verdict.UNCLEAR and capture.status == 200 else _ill_feed(reading)
    page = answer(source, capture)
    if isinstance(page, Reading):
        return Health(False, page.reason, page.broken)
    strange = unrecognised(page, source)
    if strange:
        return Health(False, strange.reason, strange.broken)
    if capture.status != 200 or (source.control and page.tree.css_first(source.control.css) is None):
        return Health(False, Unclear.LAYOUT_CHANGED, "control")
    return HEALTHY


def _ill_feed(reading: Reading) -> Health:
    return Health(False, reading.reason or Unclear.NO_CONTROL, reading.broken or "start")
