"""Buurtkanaal: a messaging service that shows the newest messages of a public channel to anybody, and older ones on asking."""

from __future__ import annotations

import re
from html import escape

from demo.site import Page, Site, Visit

MESSAGES_A_PAGE = 3
_PREVIEW = re.compile(r"/s/lindestad/?")
_PLACE = re.compile(r"/lindestad/(\d+)/?")
#: (number, when, text), newest last.
MESSAGES: tuple[tuple[int, str, str], ...] = (
    (11, "2026-11-02", "Iemand een ladder te leen? Kastanjelaan, bij de bakker."),
    (12, "2026-11-05", "De markt is deze week op donderdag."),
    (13, "2026-11-09", "Titia Testvermelding, Kerkplein 1, 9910 KP Lindestad, 06-12340000: belt u haar over de loterij."),
    (14, "2026-11-13", "Gevonden: een rode want, Parkweg."),
    (15, "2026-11-20", "Wie heeft zaterdag tijd voor het hertenkamp?"),
)
_FRAME = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title></head><body>
<header class="bk-kop"><a class="bk-merk" href="/">Buurtkanaal</a></header>
<main>{inside}</main>
<footer class="bk-voet">Openbare voorvertoning. Wie wil antwoorden, meldt zich aan.</footer></body></html>"""


def _message(one: tuple[int, str, str]) -> str:
    number, day, text = one
    return (
        f'<div class="bk-bericht" id="b{number}"><p class="bk-tekst">{escape(text)}</p>'
        f'<a class="bk-plek" href="/lindestad/{number}"><time class="bk-tijd">{day}</time></a></div>\n'
    )


def _framed(title: str, inside: str, code: int = 200) -> Page:
    return Page(code, _FRAME.format(title=title, inside=inside))


def _preview(visit: Visit) -> Page:
    before = visit.query.get("voor", "")
    older = [one for one in MESSAGES if not before.isdecimal() or one[0] < int(before)]
    shown = older[-MESSAGES_A_PAGE:]
    if not shown:
        return _framed("Lindestad", '<p class="bk-leeg">Er zijn geen oudere berichten.</p>')
    more = f'<a class="bk-ouder" href="/s/lindestad?voor={shown[0][0]}">Ouder</a>' if len(older) > len(shown) else ""
    return _framed("Lindestad", "".join(map(_message, shown)) + more)


def _answer(visit: Visit) -> Page:
    if _PREVIEW.fullmatch(visit.path):
        return _preview(visit)
    if place := _PLACE.fullmatch(visit.path):
        for one in MESSAGES:
            if one[0] == int(place.group(1)):
                return _framed("Lindestad", _message(one))
    if visit.path == "/":
        return _framed("Buurtkanaal", "<p>Kanalen van de buurt, in uw zak.</p>")
    return _framed("Niet gevonden", '<p class="bk-leeg">Dit bericht is er niet (meer).</p>', 404)


def _record_of(path: str, fragment: str) -> str | None:
    place = _PLACE.fullmatch(path)
    return f"/lindestad/{place.group(1)}" if place else None


SITE = Site(slug="buurtkanaal", host="buurtkanaal.example", answer=_answer, record_of=_record_of)
