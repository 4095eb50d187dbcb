"""What a question tells beyond its address: nothing. Over real sockets, through redirects, crawls and scans, byte by byte."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from config.catalogue import load_sources
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from gateway.http import Http
from gateway.keyed import KeyedHttp
from scanner.crawl import crawl
from scanner.health import HEALTHY
from scanner.scan import scan

JOKE = Profile(
    "p1",
    Name(FamilyName("Berg", "van der"), ("Johanna",), "Joke"),
    phones=("+31612345671",),
    emails=("joke@mail.example",),
    handles=("jokeb71",),
    addresses=(Address("Lange Voorhout", "8", "bis", "2514ED", "Den Haag"),),
)
#: All that may stand in the head of a question, whatever was asked before.
ALLOWED = {"host", "user-agent", "accept-encoding", "accept", "accept-language", "cache-control", "pragma"}
AGENT = "luwte/0.1 (+https://luwte.example/contact)"
LEAKS = ("joke", "berg", "0612345671", "31612345671", "jokeb71", "voorhout", "2514", "haag", "johanna")


@dataclass
class Ear:
    """Hears every byte that comes in; answers each path from `pages`, with a cookie to be carried and a policy to be obeyed."""

    pages: dict[str, tuple[str, bytes]]
    heard: list[bytes] = field(default_factory=list)
    port: int = 0

    def talk(self, line: socket.socket) -> None:
        rest = b""
        while piece := line.recv(9999):
            rest += piece
            while b"\r\n\r\n" in rest:
                head, rest = rest.split(b"\r\n\r\n", 1)
                self.heard.append(head)
                path = head.split(b" ")[1].decode()
                extra, body = self.pages.get(path, ("404 Not Found", b""))
                status, _, more = extra.partition("\n")
                answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nSet-Cookie: spoor={len(self.heard)}; Path=/\r\n"
                answer += f"Referrer-Policy: unsafe-url\r\nContent-Length: {len(body)}\r\n{more}\r\n"
                line.sendall(answer.encode() + body)

    @property
    def questions(self) -> list[tuple[str, dict[str, str]]]:
        """(path, headers) of each question, the headers' names in lower case."""
        told = []
        for head in self.heard:
            first, *lines = head.decode().split("\r\n")
            told.append((first.split(" ")[1], {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}))
        return told


@pytest.fixture
def ear(raw: Callable[[Callable[[socket.socket], None]], int]) -> Callable[[dict[str, tuple[str, bytes]]], Ear]:
    def start(pages: dict[str, tuple[str, bytes]]) -> Ear:
        ear = Ear(pages)
        ear.port = raw(ear.talk)
        return ear

    return start


def demand_silence(ear: Ear) -> None:
    assert ear.heard
    for path, headers in ear.questions:
        assert set(headers) <= ALLOWED, f"{path}: {sorted(set(headers) - ALLOWED)}"
        assert headers["user-agent"] == AGENT
        told = " ".join(value for name, value in headers.items() if name != "host").lower()
        assert not [leak for leak in LEAKS if leak in told.replace("-", "").replace(" ", "")]


def test_a_crawl_tells_no_referrer_and_carries_no_cookie(ear: Any, go: Callable[..., Http]) -> None:
    site = ear(
        {
            "/": ("200 OK", b"<a href=/joke-van-der-berg>x</a><a href=/weg>y</a><a rel=opener href=/laatste>z</a>"),
            "/joke-van-der-berg": ("200 OK", b"<a href=/laatste>z</a>"),
            "/weg": ("302 Found\nLocation: /laatste\r\n", b""),
            "/laatste": ("200 OK", b"x"),
        }
    )
    http = go({"x.example": site.port})
    list(crawl(("http://x.example/",), http, scope=("http://x.example/",), max_pages=99))
    assert {path for path, _ in site.questions} >= {"/", "/joke-van-der-berg", "/weg", "/laatste"}
    demand_silence(site)


def test_a_redirect_to_another_host_takes_nothing_along(ear: Any, go: Callable[..., Http]) -> None:
    elsewhere = ear({"/eind": ("200 OK", b"x")})
    first = ear({"/zoek?naam=van%20der%20Berg": ("302 Found\nLocation: http://y.example/eind\r\n", b"")})
    http = go({"x.example": first.port, "y.example": elsewhere.port})
    assert http("http://x.example/zoek?naam=van%20der%20Berg").body == b"x"
    demand_silence(first)
    demand_silence(elsewhere)
    assert not any(b"Berg" in head or b"x.example" in head for head in elsewhere.heard)


def test_a_scan_tells_the_person_in_the_address_alone_and_only_what_the_question_names(
    ear: Any, go: Callable[..., Http], tmp_path: Path
) -> None:
    """Every shipped fictional definition that asks by http, against ears in the place of its sites."""
    from config.paths import SOURCES

    sources = [source for source in load_sources(SOURCES)[0] if source.asks and source.hosts[0].endswith(".example")]
    assert len(sources) >= 6
    asked = 0
    for source in sources:
        names = {host: 0 for host in (*source.hosts, *source.variants)}
        site = ear({})
        page = next(page for page in source.pages if page.verdict == "present" and page.role == "search")
        site.pages = _Everywhere(Path(page.path).read_bytes(), page.media_type)  # type: ignore[assignment]
        asked += bool(scan(source, JOKE, go(dict.fromkeys(names, site.port)), health=HEALTHY).asked)
        demand_silence(site)
    assert asked == len(sources)


class _Everywhere(dict[str, tuple[str, bytes]]):
    """The hit, whatever is asked."""

    def __init__(self, body: bytes, media_type: str) -> None:
        super().__init__()
        self._body = body

    def get(self, path: str, otherwise: Any = None) -> Any:  # type: ignore[override]
        return otherwise if "robots" in path else ("200 OK", self._body)


def test_only_its_own_host_hears_a_key_and_no_header_names_anybody(ear: Any, calendar: Any) -> None:
    site, other = ear({"/a": ("302 Found\nLocation: http://y.example/b\r\n", b"")}), ear({"/b": ("200 OK", b"x")})
    ports = {"x.example": site.port, "y.example": other.port}
    with KeyedHttp(
        keys={"x.example": (("x-sleutel", "geheim"),)},
        user_agent=AGENT,
        now=calendar,
        host_delay=0.0,
        allow_private_hosts=frozenset(ports),
        resolve=lambda host, port: [("127.0.0.1", ports[host])],
    ) as http:
        http("http://x.example/a")
    demand_silence(other)
    assert {headers.get("x-sleutel") for path, headers in site.questions if path == "/a"} == {"geheim"}


@pytest.mark.parametrize("value", ["x\r\nX-Naam: Joke", "x\nX-Naam: Joke"])
def test_no_header_is_smuggled_in(ear: Any, calendar: Any, value: str) -> None:
    site = ear({"/": ("200 OK", b"x")})
    http = Http(
        user_agent=f"luwte/0.1 {value}",
        now=calendar,
        host_delay=0.0,
        allow_private_hosts=frozenset({"x.example"}),
        resolve=lambda host, port: [("127.0.0.1", site.port)],
    )
    from domain.errors import Unreachable

    with http, pytest.raises(Unreachable):
        http("http://x.example/")
    assert site.heard == []
