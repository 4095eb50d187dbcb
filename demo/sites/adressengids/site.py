"""Adressengids: a people-search site that sells addresses and, when asked, removes them after a day."""

from __future__ import annotations

import re
from datetime import date

from demo.home_town import CITY
from demo.people import age
from demo.residents import CANARY, Resident, invented, named
from demo.site import Page, Site, Visit, templates

ROWS_A_PAGE = 10
_TEMPLATES = templates("adressengids")
_PLACE = re.compile(r"/persoon/(\d+)/?")

RESIDENTS: tuple[Resident, ...] = (
    CANARY,
    *invented(197, first_number=2),
    Resident(317, "Joke", "van der Berg-de Wit", "Kastanjelaan", "8 bis", "9910 KL", CITY, "06-12345671", date(1971, 3, 14)),
    # a namesake of Joke in her own street: another house, another number, thirty years younger
    Resident(318, "Joke", "van der Berg", "Kastanjelaan", "52", "9910 KL", CITY, "06-12348818", date(2001, 8, 3)),
    Resident(319, "Sanne", "Hoekstra", "Parkweg", "113", "9910 PW", CITY, "06-12345673", date(1979, 11, 30)),
    Resident(320, "Pieter", "Bakker", "Havenstraat", "41", "9910 HS", CITY, "06-12345674", date(1990, 5, 21)),
)


def _standing(visit: Visit) -> tuple[Resident, ...]:
    return tuple(one for one in RESIDENTS if not visit.standing.removed(f"/persoon/{one.number}"))


def _results(visit: Visit) -> Page:
    name, city = visit.query.get("naam", "").strip(), visit.query.get("plaats", "").strip()
    found = named(_standing(visit), name, city)
    try:
        page = max(1, int(visit.query.get("pagina", "1")))
    except ValueError:
        page = 1
    shown = found[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    more = page + 1 if len(found) > page * ROWS_A_PAGE else None
    text = _TEMPLATES.get_template("results.html").render(
        name=name, city=city, found=len(found), rows=shown, more=more, age=age, today=visit.now.date()
    )
    return Page(200, text)


def _answer(visit: Visit) -> Page:
    if visit.path == "/zoek":
        return _results(visit)
    if place := _PLACE.fullmatch(visit.path):
        for one in _standing(visit):
            if one.number == int(place.group(1)):
                text = _TEMPLATES.get_template("person.html").render(one=one, age=age, today=visit.now.date())
                return Page(200, text)
    if visit.path == "/":
        return Page(200, _TEMPLATES.get_template("home.html").render(count=len(_standing(visit))))
    return Page(404, _TEMPLATES.get_template("gone.html").render())


def _record_of(path: str, fragment: str) -> str | None:
    place = _PLACE.fullmatch(path)
    return f"/persoon/{int(place.group(1))}" if place else None


SITE = Site(
    slug="adressengids",
    host="adressengids.example",
    answer=_answer,
    record_of=_record_of,
    robots="User-agent: *\nCrawl-delay: 0.1\nDisallow: /account\n",
    sitemap=lambda visit: ("/",),
)
