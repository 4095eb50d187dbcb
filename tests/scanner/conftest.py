"""A small world without sockets: pages by address, and sources that stand beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

import config
from config.catalogue import load_sources
from domain.errors import Unclear, Unreachable
from domain.mention import Capture, Remembered
from domain.source import Source

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Served = str | bytes | int | Unclear | tuple[int, str]


@dataclass
class World:
    """Implements `Fetch`. A page is its HTML, a status alone, a status with HTML, or why it cannot be had."""

    pages: dict[str, Served] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    otherwise: Served = 404
    asked: list[str] = field(default_factory=list)
    cold: list[str] = field(default_factory=list)

    def __call__(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        self.asked.append(url)
        if cold:
            self.cold.append(url)
        final = self.moved.get(url, url)
        served = self.pages.get(final, self.otherwise)
        if isinstance(served, Unclear):
            raise Unreachable(served, "as the test has it")
        status, body = served if isinstance(served, tuple) else (served, "") if isinstance(served, int) else (200, served)
        return Capture(
            id=f"c{len(self.asked)}",
            requested_url=url,
            final_url=final,
            fetched_at=AT,
            status=status,
            headers=(("Content-Type", self.types.get(final, "text/html; charset=utf-8")),),
            body=body if isinstance(body, bytes) else body.encode(),
        )


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="session")
def shipped() -> tuple[Source, ...]:
    """The definitions that come with luwte."""
    found, refused = load_sources(Path(config.__file__).parent / "sources")
    assert not refused
    return found


@pytest.fixture
def define(tmp_path: Path) -> Callable[[str], Source]:
    """A source from the text of its definition."""

    def defined(text: str) -> Source:
        folder = tmp_path / "gids"
        folder.mkdir(exist_ok=True)
        (folder / "source.yml").write_text(text, encoding="utf-8")
        found, refused = load_sources(tmp_path)
        assert not refused, refused
        return found[0]

    return defined


HEAD = """slug: gids
name: Gids
version: 3
state: fictional
language: nl
hosts: [gids.example]
variants: [www.gids.example]
recognise: [{css: "header.merk"}]
"""


@pytest.fixture
def gids(define: Callable[[str], Source]) -> Source:
    """A telephone directory."""
    return define(
        HEAD
        + """kind: result_list
queries:
  - {url: "http://gids.example/tel?nr={phone}", discloses: [phone]}
  - {url: "http://gids.example/zoek?naam={family}&plaats={city}", discloses: [name, city]}
lists: [phone]
no_results: {css: "p.niets"}
blocked: [{text: "bent u een mens"}]
rows: "li.rij"
place: {css: "a", attribute: href}
fields: {name: {css: ".naam"}, phone: {css: ".tel"}}
detail: {follow: true, record: "main .kaart"}
next: {css: "a.volgende", max_pages: 2}
control: {url: "http://gids.example/p/1", css: "main .kaart"}
canaries:
  present: {family: Testvermelding, city: Lindestad}
  absent: {family: Zqxwvlaar, city: Lindestad}
"""
    )


@pytest.fixture
def kiekjes(define: Callable[[str], Source]) -> Source:
    """An account site."""
    return define(
        HEAD
        + """kind: account
account:
  url: "http://gids.example/u/{handle}"
  present: {css: "section.profiel"}
  absent: {css: "p.onbekend", status: 404}
fields: {name: {css: ".naam"}}
control: {url: "http://gids.example/u/testvermelding", css: "section.profiel"}
canaries: {present: {handle: testvermelding}, absent: {handle: zqxwvlaar}}
"""
    )


@pytest.fixture
def plein(define: Callable[[str], Source]) -> Source:
    """A forum."""
    return define(
        HEAD
        + """kind: site
start: ["http://gids.example/"]
scope: ["http://gids.example/"]
records: "article"
record_id: {attribute: id}
control: {url: "http://gids.example/regels", css: "article"}
max_pages: 50
"""
    )


def _framed(inside: str) -> str:
    return f"<!doctype html><title>Gids</title><header class=merk>Gids</header><main>{inside}</main>"


@pytest.fixture
def framed() -> Callable[[str], str]:
    """A page that bears the source's own mark."""
    return _framed


@pytest.fixture
def directory(world: World) -> World:
    """The directory with one real listing, its canary and its words for *nothing found*."""
    row = '<li class=rij><a class=naam href="/p/{0}?utm_source=x#top">{1}</a><span class=tel>06-1234000{0}</span></li>'
    card = "<div class=kaart><h1>{1}</h1><p>Kerkplein {0}, 9910 KP Lindestad</p></div>"
    world.pages = {
        "http://gids.example/zoek?naam=Testvermelding&plaats=Lindestad": _framed(row.format(1, "Titia Testvermelding")),
        "http://gids.example/zoek?naam=van%20der%20Berg&plaats=Den%20Haag": _framed(row.format(7, "J. van der Berg")),
        "http://gids.example/p/1": _framed(card.format(1, "Titia Testvermelding")),
        "http://gids.example/p/7": _framed(card.format(7, "Joke van der Berg")),
    }
    world.otherwise = _framed("<p class=niets>Niets gevonden</p>")
    return world
