"""What a fictional site is: a visit comes in, a page goes out; what was asked of its owner decides what still stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import jinja2


class Standing(Protocol):
    """What the notices so far did to a site."""

    def removed(self, record: str) -> bool: ...

    def relisted(self, record: str) -> bool:
        """It was removed once and has come back, with new content."""
        ...

    def notified(self) -> bool:
        """The owner received any notice at all."""
        ...


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody asks for a page. `count`: how many visits this site had before, over all its life."""

    path: str
    query: Mapping[str, str]
    now: datetime
    count: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Page:
    code: int
    text: str
    media_type: str = "text/html"
    headers: tuple[tuple[str, str], ...] = field(default=())
    body: bytes = b""  # of what is no text


@dataclass(frozen=True, slots=True)
class Site:
    """`answer` gives every page but robots.txt and the sitemap; `record_of` tells what a URL's path and fragment name."""

    slug: str
    host: str
    answer: Callable[[Visit], Page]
    record_of: Callable[[str, str], str | None]
    robots: str = "User-agent: *\nAllow: /\n"
    sitemap: Callable[[Visit], Iterable[str]] | None = None
    delay: float = 0.0
    encoding: str = "utf-8"
    form: bool = False  # takes notices at /formulier


def templates(slug: str) -> jinja2.Environment:
    """The page templates in `demo/sites/<slug>/`; values are escaped, a forgotten one is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("demo", f"sites/{slug}"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def serve(site: Site, visit: Visit) -> Page:
    """The page for a visit, robots.txt and the sitemap included."""
    if visit.path == "/robots.txt":
        lines = site.robots
        if site.sitemap:
            lines += f"\nSitemap: http://{site.host}/sitemap.xml\n"
        return Page(200, lines, "text/plain")
    if visit.path == "/sitemap.xml" and site.sitemap:
        return Page(200, _sitemap(site, visit), "application/xml")
    return site.answer(visit)


def _sitemap(site: Site, visit: Visit) -> str:
    places = site.sitemap(visit) if site.sitemap else ()
    rows = "".join(f"  <url><loc>http://{site.host}{path}</loc></url>\n" for path in places)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
