"""Nummerzoeker: a data trader that finds names by number, removes on request, and buys the same names again later."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from demo.home_town import CITY
from demo.residents import CANARY, Resident, digits, invented, named
from demo.site import Page, Site, Visit, templates

_TEMPLATES = templates("nummerzoeker")
_PLACE = re.compile(r"/vermelding/(\d+)/?")

LISTED: tuple[Resident, ...] = (
    replace(CANARY, number=4800),
    *(replace(one, number=4801 + index) for index, one in enumerate(invented(60, first_number=0))),
    Resident(4871, "Mehmet", "Yıldırım", "Molenstraat", "27", "9910 MS", CITY, "06 12345672", date(1984, 9, 2)),
    # a namesake of Mehmet in his own street: another house, another number, a generation older
    Resident(4872, "Mehmet", "Yildirim", "Molenstraat", "190", "9910 MS", CITY, "06 12349917", date(1957, 2, 17)),
    Resident(4873, "Pieter", "Bakker", "Havenstraat", "41", "9910 HS", CITY, "06 12345674", date(1990, 5, 21)),
)


def _standing(visit: Visit) -> tuple[Resident, ...]:
    return tuple(one for one in LISTED if not visit.standing.removed(f"/vermelding/{one.number}"))


def _search(visit: Visit) -> Page:
    asked, city = visit.query.get("q", "").strip(), visit.query.get("plaats", "").strip()
    standing = _standing(visit)
    number = digits(asked)
    rows = tuple(one for one in standing if digits(one.phone) == number) if number else named(standing, asked, city)
    return Page(200, _TEMPLATES.get_template("results.html").render(asked=asked, city=city, rows=rows))


def _answer(visit: Visit) -> Page:
    if visit.path == "/zoek":
        return _search(visit)
    if place := _PLACE.fullmatch(visit.path):
        for one in _standing(visit):
            if one.number == int(place.group(1)):
                again = visit.standing.relisted(f"/vermelding/{one.number}")
                return Page(200, _TEMPLATES.get_template("listing.html").render(one=one, again=again))
    if visit.path == "/":
        return Page(200, _TEMPLATES.get_template("home.html").render())
    return Page(404, _TEMPLATES.get_template("gone.html").render())


def _record_of(path: str, fragment: str) -> str | None:
    place = _PLACE.fullmatch(path)
    return f"/vermelding/{int(place.group(1))}" if place else None


SITE = Site(
    slug="nummerzoeker",
    host="nummerzoeker.example",
    answer=_answer,
    record_of=_record_of,
    robots="User-agent: *\nDisallow: /beheer\n",
)
