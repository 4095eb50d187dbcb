"""Gemeente Lindestad: the organisation's own site, whose webmaster takes a contact person away within a day."""

from __future__ import annotations

from demo.site import Page, Site, Visit, templates
from demo.sites.gemeente_lindestad.files import FILES
from demo.sites.gemeente_lindestad.pages import LEAVES

_TEMPLATES = templates("gemeente_lindestad")
_PLACES = {leaf.path: leaf for leaf in LEAVES}


def _answer(visit: Visit) -> Page:
    path = visit.path.rstrip("/") or "/"
    if path == "/":
        return Page(200, _TEMPLATES.get_template("home.html").render(leaves=LEAVES))
    if path in FILES:
        media_type, body = FILES[path]
        return Page(200, "", media_type, body=body)
    leaf = _PLACES.get(path)
    if leaf is None:
        return Page(404, _TEMPLATES.get_template("missing.html").render())
    below = [other for other in LEAVES if other.path.startswith(f"{path}/")]
    contact = None if visit.standing.removed(path) else leaf.contact
    return Page(200, _TEMPLATES.get_template("leaf.html").render(leaf=leaf, contact=contact, below=below))


def _record_of(path: str, fragment: str) -> str | None:
    place = path.rstrip("/")
    return place if place in _PLACES else None


SITE = Site(
    slug="gemeente-lindestad",
    host="gemeente-lindestad.example",
    answer=_answer,
    record_of=_record_of,
    robots="User-agent: *\nDisallow: /intern\n",
    sitemap=lambda visit: ("/", *_PLACES),
)
