"""Bedrijvenindex: resells the company register; asks for patience once, and is rebuilt the day it hears from us."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demo.home_town import CITY
from demo.residents import folded
from demo.site import Page, Site, Visit, templates

_TEMPLATES = templates("bedrijvenindex")
_PLACE = re.compile(r"/bedrijf/(\d{8})/?")


@dataclass(frozen=True, slots=True)
class Company:
    number: str
    trade: str
    owner: str
    address: str
    city: str
    phone: str
    branch: str


COMPANIES: tuple[Company, ...] = (
    Company("00000001", "Testvermelding Advies", "T. Testvermelding", "Kerkplein 1, 9910 KP", CITY, "06 1234 0000", "Advies"),
    Company("00000117", "Bakkerij Visser", "G. Visser", "Stationsstraat 12, 9910 ST", CITY, "06 1234 7801", "Brood en banket"),
    Company("00000240", "Kapsalon Carla", "C. Smit", "Lindelaan 31, 9910 LL", CITY, "06 1234 7802", "Kapper"),
    Company("00000315", "Dijkstra Dakwerken", "D. Dijkstra", "Dijkgraafweg 77, 9910 DW", CITY, "06 1234 7803", "Dakdekker"),
    Company("00000422", "Rijschool De Boer", "H. de Boer", "Vossenpad 9, 9910 VP", CITY, "06 1234 7804", "Rijschool"),
    Company("00000508", "Yıldırım Fotografie", "Mehmet Yıldırım", "Molenstraat 27, 9910 MS", CITY, "06 1234 5672", "Fotograaf"),
    Company("00000691", "Postma Tuinen", "W. Postma", "Wilgenhof 3, 9910 WH", CITY, "06 1234 7805", "Hovenier"),
)


def _found(visit: Visit) -> tuple[Company, ...]:
    words = set(folded(visit.query.get("trefwoord", "")).split())
    city = folded(visit.query.get("plaats", "")).strip()
    return tuple(
        one
        for one in COMPANIES
        if words and words <= set(folded(f"{one.trade} {one.owner}").split()) and city in ("", folded(one.city))
    )


def _render(visit: Visit, name: str, code: int = 200, **values: object) -> Page:
    """The page in the layout of the day: before the first notice the old one, ever after the new one."""
    layout = "new" if visit.standing.notified() else "old"
    return Page(code, _TEMPLATES.get_template(f"{layout}-{name}.html").render(**values))


def _answer(visit: Visit) -> Page:
    if visit.count == 0:
        return Page(429, _TEMPLATES.get_template("too-many.html").render(), headers=(("Retry-After", "1"),))
    if visit.path == "/zoeken":
        return _render(visit, "results", rows=_found(visit))
    if place := _PLACE.fullmatch(visit.path):
        for one in COMPANIES:
            if one.number == place.group(1):
                return _render(visit, "company", one=one)
    if visit.path == "/":
        return _render(visit, "results", rows=())
    return _render(visit, "missing", 404)


def _record_of(path: str, fragment: str) -> str | None:
    place = _PLACE.fullmatch(path)
    return f"/bedrijf/{place.group(1)}" if place else None


SITE = Site(slug="bedrijvenindex", host="bedrijvenindex.example", answer=_answer, record_of=_record_of)
