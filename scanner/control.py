"""The page beside the place: proof that the site can be read at this moment, so that an absence means something."""

from __future__ import annotations

from urllib.parse import urlsplit

from domain.errors import Unreachable
from domain.mention import Capture, Place
from domain.source import Control, Source
from scanner.reading import Reading, answer
from scanner.urls import canonical


def control_of(source: Source | None, place: Place) -> Control | None:
    """The definition's own control; else the site's start page or root. The place itself is never its own control."""
    if source is not None and source.control is not None:
        control = source.control
    elif source is not None and source.start:
        control = Control(source.start[0])
    else:
        parts = urlsplit(place.url)
        control = Control(f"{parts.scheme}://{parts.netloc}/")
    return None if canonical(control.url) == canonical(place.url) else control


def alive(source: Source | None, control: Control | None, looked: Capture, beside: Capture | Unreachable | None) -> bool:
    """The control was got with 200, is no block page, bears the source's marks and what was asked of it, and is another page
    than the one looked at: a site that answers everything with the same page proves nothing."""
    if control is None or beside is None or isinstance(beside, Unreachable):
        return False
    if beside.status != 200 or beside.digest == looked.digest:
        return False
    page = answer(source, beside)
    if isinstance(page, Reading) or not page.honest:
        return False
    if source is not None and not page.bears_all(source.recognise):
        return False
    if control.css and page.tree.css_first(control.css) is None:
        return False
    return bool(page.visible)
