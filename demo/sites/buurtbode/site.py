"""Buurtbode: the slow archive of a neighbourhood paper, in the encoding of its day; its host takes an article offline."""

from __future__ import annotations

import re

from demo.site import Page, Site, Visit, templates
from demo.sites.buurtbode.articles import ARTICLES, Article

_TEMPLATES = templates("buurtbode")
_PLACE = re.compile(r"/archief/(\d+)\.html")


def _standing(visit: Visit) -> tuple[Article, ...]:
    return tuple(one for one in ARTICLES if not visit.standing.removed(f"/archief/{one.number}.html"))


def _answer(visit: Visit) -> Page:
    if visit.path in ("/", "/index.html"):
        return Page(200, _TEMPLATES.get_template("home.html").render(articles=_standing(visit)))
    if visit.path == "/colofon.html":
        return Page(200, _TEMPLATES.get_template("colophon.html").render())
    if place := _PLACE.fullmatch(visit.path):
        for one in _standing(visit):
            if one.number == int(place.group(1)):
                return Page(200, _TEMPLATES.get_template("article.html").render(one=one))
    return Page(404, _TEMPLATES.get_template("missing.html").render())


def _record_of(path: str, fragment: str) -> str | None:
    return path if _PLACE.fullmatch(path) else None


SITE = Site(
    slug="buurtbode",
    host="buurtbode.example",
    answer=_answer,
    record_of=_record_of,
    sitemap=lambda visit: ("/", "/colofon.html", *(f"/archief/{one.number}.html" for one in _standing(visit))),
    delay=0.15,
    encoding="iso-8859-1",
)
