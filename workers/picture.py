"""Sends the browser to a place that is evidence: before a notice may leave, the page must be seen as a visitor sees it.

What the browser cannot show stays evidence as it came over plain HTTP, and says so. Half a capture is none: a browser that
was killed leaves nothing behind.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from domain.errors import Unclear, Unreachable
from domain.evidence import Pictured, Sealed, Visibility
from domain.mention import Capture, Place
from domain.rendering import PageState
from storage.vault import new_id
from workers.seals import sealed_capture
from workers.services import Services

log = structlog.get_logger()

#: After so many failures in a row a letter may leave without a picture; the custody log says why there is none.
TRIES = 3
_SHOWN_BY_BROWSERS = ("text/", "application/xhtml+xml", "application/xml", "image/", "application/json")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One capture, sealed, and how it stands with its picture."""

    sealed: Sealed = field(repr=False)
    fetched_at: datetime
    pictured: Pictured


def without_picture(services: Services) -> Pictured:
    """What is said of a capture for which the browser was not sent out."""
    return Pictured.OFF if services.browser is None else Pictured.WANTED


def plain(services: Services, capture: Capture, place: Place, source: str, pictured: Pictured) -> Evidence:
    sealed = sealed_capture(services, replace(capture, id=new_id()), place, source)
    return Evidence(sealed, capture.fetched_at, pictured)


def pictured(
    services: Services, capture: Capture, place: Place, source: str, wanted: tuple[str, ...], failures: int
) -> tuple[Evidence, ...]:
    """The place by browser; and `capture`, the same over plain HTTP, where the browser did not see what we saw. The last one
    counts. `failures`: how often in a row it could not."""
    if services.browser is None:
        return (plain(services, capture, place, source, Pictured.OFF),)
    if not capture.media_type.startswith(_SHOWN_BY_BROWSERS):
        return (plain(services, capture, place, source, Pictured.IMPOSSIBLE),)
    again = Pictured.FAILED if failures + 1 < TRIES else Pictured.GIVEN_UP
    try:
        seen = services.browser.picture(capture.requested_url, wanted)
    except Unreachable as error:
        log.warning("no picture", reason=error.reason.value)
        reason = Pictured.IMPOSSIBLE if error.reason is Unclear.NOT_HTML else again
        return (plain(services, capture, place, source, reason),)
    sealed = sealed_capture(services, replace(seen, id=new_id()), place, source)
    if _shows(sealed):
        return (Evidence(sealed, seen.fetched_at, Pictured.MADE),)
    # The browser was shown something else than we were: both are kept.
    log.warning("the picture does not show it")
    first = replace(plain(services, capture, place, source, again), fetched_at=seen.fetched_at)
    return first, Evidence(sealed, seen.fetched_at, again)


def _shows(sealed: Sealed) -> bool:
    """Whether this is a picture of the page: an ordinary one, or one in which something of what we look for stands."""
    sheet = json.loads(next(one.content for one in sealed.originals if one.name == "capture.json"))
    seen = sum(count for name, count in sheet["visible"].items() if name != Visibility.ABSENT)
    return bool(seen) or (sheet["state"] == PageState.NORMAL and not sheet["visible"][Visibility.ABSENT])
