"""Small sites with one record each: of who took over what stood elsewhere, two public bodies and three registers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape

from demo.forms import FORM, form_page
from demo.home_town import CITY
from demo.site import Page, Site, Visit


@dataclass(frozen=True, slots=True)
class Copy:
    """One record at `path`, as its site shows it."""

    slug: str
    shown: str
    path: str
    person: str
    address: str
    phone: str
    form: bool = False


_JOKE = ("Joke van der Berg-de Wit", f"Kastanjelaan 8 bis, 9910 KL {CITY}", "06-12345671")
_MEHMET = ("Mehmet Yıldırım", f"Molenstraat 27, 9910 MS {CITY}", "06 12345672")
COPIES: tuple[Copy, ...] = (
    Copy("lijstenhuis", "Lijstenhuis", "/lijst/88", *_MEHMET, form=True),
    Copy("opslagbox", "Opslagbox", "/map/x7k2", *_JOKE),
    Copy("reclamelijst", "Reclamelijst", "/huishouden/5521", *_JOKE),
    Copy("flitsbord", "Flitsbord", "/flits/9031", *_MEHMET, form=True),
    Copy("personenwijzer", "Personenwijzer", "/persoon/m-yildirim", *_MEHMET),
    Copy("waterschap-lindewaard", "Waterschap Lindewaard: vergunningen", "/vergunning/2019-77", *_MEHMET),
    Copy("omgevingsdienst-lindestreek", "Omgevingsdienst Lindestreek: meldingen", "/melding/314", *_JOKE),
    Copy("handelskamer", "Handelskamer", "/uittreksel/70012", *_MEHMET, form=True),
    Copy("grondkamer", "Grondkamer", "/perceel/D-118", *_JOKE, form=True),
    Copy("burgerloket", "Burgerloket Lindestad", "/afnemers/inzage/55", *_JOKE, form=True),
)


def _answer(one: Copy, visit: Visit) -> Page:
    if visit.path == "/":
        return _page(one, f"<p>Welkom bij {escape(one.shown)}.</p>")
    if one.form and visit.path == FORM:
        return form_page(one.shown)
    if visit.path == one.path and not visit.standing.removed(one.path):
        return _page(one, f"<p><b>{escape(one.person)}</b><br>{escape(one.address)}<br>{one.phone}</p>")
    return _page(one, "<p>Die pagina is er niet.</p>", 404)


def _page(one: Copy, body: str, code: int = 200) -> Page:
    head = f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>{escape(one.shown)}</title>'
    return Page(code, f"{head}<h1>{escape(one.shown)}</h1>{body}</html>")


def _record_of(one: Copy, path: str, fragment: str) -> str | None:
    return one.path if path == one.path else None


SITES: tuple[Site, ...] = tuple(
    Site(
        slug=one.slug,
        host=f"{one.slug}.example",
        answer=partial(_answer, one),
        record_of=partial(_record_of, one),
        form=one.form,
    )
    for one in COPIES
)
