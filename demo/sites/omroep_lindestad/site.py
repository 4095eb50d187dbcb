"""Omroep Lindestad: the local broadcaster's news, as pages and as an RSS feed."""

from __future__ import annotations

import re
from html import escape

from demo.site import Page, Site, Visit

_PLACE = re.compile(r"/nieuws/(\d+)/?")
#: (number, title, text), newest first.
NEWS: tuple[tuple[int, str, str], ...] = (
    (903, "Raad praat over de brug", "De raad kwam er gisteren niet uit. Volgende week verder."),
    (902, "Prijswinnaar is gevonden", "Titia Testvermelding van het Kerkplein in Lindestad won de taart."),
    (901, "Koren zoeken stemmen", "Drie koren zoeken tenoren. Repetitie op dinsdag in de Havenstraat."),
)


def _feed() -> str:
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>http://omroep-lindestad.example/nieuws/{number}</link>"
        f'<description><![CDATA[<p>{escape(text)}</p>]]></description><guid isPermaLink="false">ol-{number}</guid></item>\n'
        for number, title, text in NEWS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Omroep Lindestad</title>'
        f"<link>http://omroep-lindestad.example/</link><description>Nieuws</description>\n{entries}</channel></rss>\n"
    )


def _answer(visit: Visit) -> Page:
    if visit.path == "/rss":
        return Page(200, _feed(), "application/rss+xml")
    if place := _PLACE.fullmatch(visit.path):
        for number, title, text in NEWS:
            if number == int(place.group(1)):
                return Page(200, f"<!doctype html><title>{escape(title)}</title><h1>{escape(title)}</h1><p>{escape(text)}</p>")
    if visit.path == "/":
        return Page(200, "<!doctype html><title>Omroep Lindestad</title><h1>Omroep Lindestad</h1><p>Nieuws van hier.</p>")
    return Page(404, "<!doctype html><title>Omroep Lindestad</title><p>Dat bericht is er niet.</p>")


def _record_of(path: str, fragment: str) -> str | None:
    place = _PLACE.fullmatch(path)
    return f"/nieuws/{place.group(1)}" if place else None


SITE = Site(slug="omroep-lindestad", host="omroep-lindestad.example", answer=_answer, record_of=_record_of)
