"""Lekmelder: tells by API in which breaches an e-mail address was seen; says nothing but 404 where it was in none."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

from demo.site import Page, Site, Visit

_PLACE = re.compile(r"/api/v2/lekken/([^/]+)/?")
#: Address, and the breaches in which it was seen: one that anybody may ask for, and two of nobody's.
BREACHES: dict[str, tuple[tuple[str, str, str, tuple[str, ...]], ...]] = {
    "testvermelding@lekmelder.example": (
        ("bloemenwinkel-2024", "Bloemenwinkel Roos", "2024-05-02", ("E-mailadressen", "Woonadressen")),
    ),
    "w.postma@post.example": (
        ("bloemenwinkel-2024", "Bloemenwinkel Roos", "2024-05-02", ("E-mailadressen", "Woonadressen")),
        ("fietsforum-2021", "Fietsforum", "2021-11-19", ("E-mailadressen", "Gebruikersnamen", "Wachtwoorden")),
    ),
}


def _answer(visit: Visit) -> Page:
    if place := _PLACE.fullmatch(visit.path):
        found = BREACHES.get(unquote(place.group(1)).lower(), ())
        told = [{"naam": slug, "titel": title, "datum": day, "gegevens": list(kinds)} for slug, title, day, kinds in found]
        return (
            Page(200, json.dumps(told, ensure_ascii=False), "application/json") if found else Page(404, "", "application/json")
        )
    if visit.path == "/":
        return Page(200, "<!doctype html><title>Lekmelder</title><h1>Lekmelder</h1><p>Zoek uw adres in bekende datalekken.</p>")
    return Page(404, "", "application/json")


SITE = Site(slug="lekmelder", host="lekmelder.example", answer=_answer, record_of=lambda path, fragment: None)
