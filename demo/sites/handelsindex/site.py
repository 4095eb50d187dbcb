"""Handelsindex: sells the company register as JSON, ten a page; copies what Bedrijvenindex lists, and adds nothing."""

from __future__ import annotations

import json
import re

from demo.residents import folded
from demo.site import Page, Site, Visit
from demo.sites.bedrijvenindex.site import COMPANIES, Company

ROWS_A_PAGE = 2
_JSON = "application/json"
_PLACE = re.compile(r"/onderneming/(\d{8})/?")
#: What it bought before the others existed.
_COPIED = tuple(one for one in COMPANIES if one.number != "00000508")


def _found(visit: Visit) -> tuple[Company, ...]:
    words = set(folded(visit.query.get("naam", "")).split())
    city = folded(visit.query.get("plaats", "")).strip()
    return tuple(one for one in _COPIED if words and words <= set(folded(one.owner).split()) and city == folded(one.city))


def _record(one: Company) -> dict[str, object]:
    street, _, postcode = one.address.partition(", ")
    return {
        "nummer": one.number,
        "handelsnaam": one.trade,
        "eigenaar": {"naam": one.owner},
        "vestiging": {"straat": street, "postcode": postcode, "plaats": one.city},
        "telefoon": one.phone,
        "activiteiten": [one.branch],
    }


def _answer(visit: Visit) -> Page:
    if visit.path == "/api/v1/ondernemingen":
        found, number = _found(visit), visit.query.get("pagina", "1")
        page = int(number) if number.isdecimal() else 1
        shown = found[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
        told = {"bron": "Handelsindex", "totaal": len(found), "pagina": page, "ondernemingen": [_record(one) for one in shown]}
        return Page(200, json.dumps(told, ensure_ascii=False), _JSON)
    if place := _PLACE.fullmatch(visit.path):
        for one in _COPIED:
            if one.number == place.group(1):
                return Page(
                    200, f"<!doctype html><title>Handelsindex</title><h1>{one.trade}</h1><p>{one.owner}, {one.address}</p>"
                )
    if visit.path == "/":
        return Page(
            200, "<!doctype html><title>Handelsindex</title><h1>Handelsindex</h1><p>Het register, per stuk of per jaar.</p>"
        )
    return Page(404, json.dumps({"bron": "Handelsindex", "fout": "onbekend adres"}), _JSON)


def _record_of(path: str, fragment: str) -> str | None:
    place = _PLACE.fullmatch(path)
    return f"/onderneming/{place.group(1)}" if place else None


SITE = Site(slug="handelsindex", host="handelsindex.example", answer=_answer, record_of=_record_of)
