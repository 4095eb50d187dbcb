"""Kiekjes: a photo platform with public profiles, that refuses with reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demo.site import Page, Site, Visit, templates

_TEMPLATES = templates("kiekjes")
_PLACE = re.compile(r"/([a-z0-9_.]{3,30})/?")


@dataclass(frozen=True, slots=True)
class Member:
    handle: str
    shown: str
    city: str
    words: str
    photos: int


MEMBERS: tuple[Member, ...] = (
    Member("testvermelding", "Titia Testvermelding", "Lindestad", "Een profiel om mee te proberen.", 1),
    Member("mehmetfotografeert", "Mehmet Yıldırım", "Lindestad", "Straat, regen, mensen. Fotograaf in de vrije uren.", 212),
    Member("lindeblad", "Lindeblad", "Lindestad", "Bomen van de stad.", 48),
    Member("stadsmus", "Stadsmus", "Zandwerve", "Vogels op het dak.", 77),
    Member("sandra_kiekt", "Sandra", "Zandwerve", "Vakantie en katten.", 19),
)


def _answer(visit: Visit) -> Page:
    if visit.path == "/":
        return Page(200, _TEMPLATES.get_template("home.html").render())
    if place := _PLACE.fullmatch(visit.path.lower()):
        for one in MEMBERS:
            if one.handle == place.group(1):
                return Page(200, _TEMPLATES.get_template("profile.html").render(one=one))
    return Page(404, _TEMPLATES.get_template("unknown.html").render())


def _record_of(path: str, fragment: str) -> str | None:
    place = _PLACE.fullmatch(path.lower())
    return f"/{place.group(1)}" if place else None


SITE = Site(
    slug="kiekjes",
    host="kiekjes.example",
    answer=_answer,
    record_of=_record_of,
    robots="User-agent: *\nDisallow: /instellingen\n",
)
