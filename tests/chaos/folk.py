"""The people of the chaos, and the sites on which each of them stands once: made from their number alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from config.catalogue import load_sources
from config.paths import SOURCES
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from domain.source import Source

#: One that answers, and one that takes the question and never does.
ANSWERS, HANGS = "bron", "stil"
_BEGIN = ("Bram", "Dorst", "Elz", "Gron", "Hoev", "Kamp", "Lind", "Merk", "Oost", "Zand")
_MIDDLE = ("en", "er", "in", "ing", "el", "am", "aar", "ig", "or", "um")
_END = ("beek", "berg", "dijk", "horst", "huis", "laan", "man", "stra", "veld", "wijk")
#: A family name is one of each.
SYLLABLES = (_BEGIN, _MIDDLE, _END)
_CITY = "Lindestad"


def family(number: int) -> str:
    """A family name of its own for each of the first ten thousand."""
    digits = number % 10, number // 10 % 10, number // 100 % 10
    return f"{_BEGIN[digits[0]]}{_MIDDLE[digits[1]]}{_END[digits[2]]}" + (
        _MIDDLE[number // 1000 % 10] if number >= 1000 else ""
    )


def person(number: int, profile_id: str) -> Profile:
    home = Address("Proefstraat", str(number + 1), "", f"{1000 + number % 8999}AB", _CITY)
    name = Name(FamilyName(family(number)), ("Willemijn",), "Willemijn")
    return Profile(profile_id, name, addresses=(home,), phones=(f"+316{20_000_000 + number}",))


def sources(count: int, kind: str = ANSWERS) -> dict[str, Source]:
    """So many people-search sites; they differ in their names alone."""
    pattern = next(source for source in load_sources(SOURCES)[0] if source.slug == "adressengids")
    made = (_named(pattern, f"{kind}-{number:02}") for number in range(count))
    return {source.slug: source for source in made}


def answer(path: str, asked: dict[str, str]) -> str:
    """What a site says: each person is listed once, at an address of their own on that site."""
    if path.startswith("/verschijnt/"):
        appeared.add(int(path.rpartition("/")[2]))
    if path.startswith("/persoon/"):
        number = int(path.rpartition("/")[2])
        return _page(f"<main><div class=persoon>{_row(number)}</div></main>")
    if asked.get("naam") == "Testvermelding":
        return _page(f"<ol class=resultaten><li class=persoon>{_row(-1)}</li></ol>")
    number = _numbers().get(asked.get("naam", ""), -1)
    if number >= LATE and number not in appeared:
        return _page("<p class=geen-resultaat>Niets gevonden</p>")
    if number >= 0:
        return _page(f"<ol class=resultaten><li class=persoon>{_row(number)}</li></ol>")
    return _page("<p class=geen-resultaat>Niets gevonden</p>")


_KNOWN = 2_000
#: From this number on people are listed once the site is told so (`/verschijnt/NUMBER`), and not before.
LATE = 1_900
appeared: set[int] = set()


@cache
def _numbers() -> dict[str, int]:
    return {family(number): number for number in range(_KNOWN)}


def _row(number: int) -> str:
    if number < 0:
        return _listed("T. Testvermelding", 0, "Nergens 1, 9999 ZZ Lindestad", 12_000_000)
    home = person(number, "").addresses[0]
    where = f"{home.street} {home.number}, {home.postcode[:4]} {home.postcode[4:]} {home.city}"
    return _listed(f"Willemijn {family(number)}", number, where, 20_000_000 + number)


def _listed(name: str, number: int, where: str, phone: int) -> str:
    named = f'<a class=naam href="/persoon/{number}">{name}</a> <span class=leeftijd>44 jaar</span>'
    return f"{named} <span class=adres>{where}</span> <span class=tel>06-{phone}</span>"


def _page(body: str) -> str:
    return f"<!doctype html><header><a class=merk>Gids</a></header>{body}<footer class=voet>Gids B.V.</footer>"


def _named(pattern: Source, slug: str) -> Source:
    host = f"{slug}.example"

    def moved(url: str) -> str:
        return url.replace("adressengids.example", host)

    assert pattern.control is not None
    return replace(
        pattern,
        slug=slug,
        hosts=(host,),
        variants=(),
        pages=(),
        queries=tuple(replace(query, url=moved(query.url)) for query in pattern.queries),
        control=replace(pattern.control, url=moved(pattern.control.url)),
    )
