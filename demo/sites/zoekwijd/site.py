"""Zoekwijd: a meta search engine that answers in JSON, says which of the engines it asks did not answer, and keeps a copy of
a page for long."""

from __future__ import annotations

import json
import re

from demo.forms import FORM, form_page
from demo.home_town import CITY
from demo.residents import folded
from demo.site import Page, Site, Visit

#: (address, title, snippet) of the pages in its index.
PAGES: tuple[tuple[str, str, str], ...] = (
    (
        "http://buurtbode.example/archief/204.html",
        "Straatfeest op het Kerkplein",
        "Voor de bloemen zorgde Titia Testvermelding.",
    ),
    ("http://praatplein.example/onderwerp/402", "Wie weet er nog een goede tuinman?", "W. Postma van het Wilgenhof, zegt men."),
    ("http://adressengids.example/persoon/1", "Titia Testvermelding, Lindestad", "Kerkplein 1, 9910 KP Lindestad"),
)

#: What it kept of a page that it read once, long after that page has changed.
KEPT = "/bewaard/317"
_COPY = (
    '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Zoekwijd, bewaarde kopie</title><h1>Bewaarde kopie</h1>'
    f"<p>Joke van der Berg-de Wit<br>Kastanjelaan 8 bis, 9910 KL {CITY}<br>06-12345671</p></html>"
)


def _answer(visit: Visit) -> Page:
    if visit.path == "/search":
        asked = visit.query.get("q", "")
        phrases = [folded(phrase) for phrase in re.findall(r'"([^"]+)"', asked)] or [folded(asked)]
        first = visit.query.get("pageno", "1") == "1"
        found = [page for page in PAGES if first and all(phrase in folded(" ".join(page)) for phrase in phrases)]
        results = [{"url": url, "title": title, "content": text, "engine": "wijd"} for url, title, text in found]
        told = {"query": asked, "results": results, "unresponsive_engines": []}
        return Page(200, json.dumps(told, ensure_ascii=False), "application/json")
    if visit.path == "/":
        return Page(200, "<!doctype html><title>Zoekwijd</title><form action=/search><input name=q></form>")
    if visit.path == FORM:
        return form_page("Zoekwijd")
    if visit.path == KEPT and not visit.standing.removed(KEPT):
        return Page(200, _COPY)
    return Page(404, "<!doctype html><title>Zoekwijd</title><p>Die pagina is er niet.</p>")


SITE = Site(
    slug="zoekwijd",
    host="zoekwijd.example",
    answer=_answer,
    record_of=lambda path, fragment: KEPT if path == KEPT else None,
    form=True,
)
