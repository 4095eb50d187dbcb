"""A site that only scripts fill is crawled by a browser of ours, as politely as any other; without one it is unclear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Unclear, Unreachable
from domain.mention import Capture
from domain.sighting import Verdict
from domain.source import Mark, Source, SourceKind, SourceState
from gateway.browser import Browser
from gateway.by_browser import ByBrowser
from gateway.http import Http
from scanner.scan import scan
from tests.lab import HOME, LIMITS, OPEN, Lab, html, now, open_browser

SITE = Source(
    slug="bord",
    name="Bord",
    kind=SourceKind.SITE,
    version=1,
    state=SourceState.FICTIONAL,
    language="nl",
    hosts=("bord.example",),
    recognise=(Mark(css="#kop"),),
    start=(f"{HOME}/",),
    scope=(f"{HOME}/",),
    browser=True,
)
FILLED = "<script>document.body.innerHTML = `<h1 id=kop>Bord</h1>{}`</script>"


@pytest.fixture
def lab() -> Iterator[Lab]:
    lab = Lab()
    lab.pages |= {
        "/": html(FILLED.format("<a href=/een>een</a> <a href=/nee>nee</a> <a href=/foto.jpg>foto</a>")),
        "/een": html(FILLED.format("<p>Joke van der Berg</p>")),
        "/nee": html(FILLED.format("<p>dit mag niemand lezen</p>")),
        "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: luwte\nDisallow: /nee\n"),
        "/foto.jpg": (200, {"Content-Type": "image/jpeg"}, b"\xff\xd8\xff\xd9"),
    }
    yield lab
    lab.close()


def http_of(lab: Lab) -> Http:
    return Http(user_agent="luwte/0.1 (+x)", now=now, host_delay=0.0, allow_private_hosts=OPEN, resolve=lab.resolve)


@contextmanager
def polite(lab: Lab, http: Http) -> Iterator[Browser]:
    """A browser that asks where `http` may ask."""
    with (
        open_browser(lab) as found,
        Browser(
            found._path, now=now, allow_private_hosts=OPEN, resolve=lab.resolve, limits=LIMITS, before=http.admit
        ) as browser,
    ):
        yield browser


def test_what_scripts_show_is_found_where_robots_lets_us(lab: Lab) -> None:
    with http_of(lab) as http, polite(lab, http) as browser:
        said = scan(SITE, None, ByBrowser(http, browser.render, heard=http.heard))
    assert said.verdict is Verdict.PRESENT
    assert any(b"Joke van der Berg" in mention.markup for mention in said.mentions)
    assert {looked.reason for looked in said.looked} >= {Unclear.ROBOTS}
    assert not any(path == "/nee" for _, path in lab.asked)
    assert [path for _, path in lab.asked].count("/foto.jpg") == 1  # a file comes over plain HTTP


def test_the_same_site_over_plain_http_is_not_recognised(lab: Lab) -> None:
    with http_of(lab) as http:
        said = scan(replace(SITE, browser=False), None, http)
    assert (said.verdict, said.reason) == (Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED)


def test_without_a_browser_the_source_is_unclear_and_says_why(lab: Lab) -> None:
    with http_of(lab) as http:
        said = scan(SITE, None, ByBrowser(http, None))
    assert (said.verdict, said.reason) == (Verdict.UNCLEAR, Unclear.NO_BROWSER)
    assert not any(path == "/een" for _, path in lab.asked)


def refusing(reason: Unclear) -> Any:
    def render(url: str, **_: object) -> Capture:
        raise Unreachable(reason, "as the test has it")

    return render


def test_what_the_browser_would_download_comes_over_plain_http(lab: Lab) -> None:
    lab.pages["/stuk"] = (200, {"Content-Type": "application/octet-stream"}, b"bytes")
    with http_of(lab) as http:
        assert ByBrowser(http, refusing(Unclear.NOT_HTML))(f"{HOME}/stuk").body == b"bytes"
        with pytest.raises(Unreachable) as refused:  # nothing else is tried a second way
            ByBrowser(http, refusing(Unclear.BLOCKED))(f"{HOME}/een")
    assert refused.value.reason is Unclear.BLOCKED
    assert not any(path == "/een" for _, path in lab.asked)


def test_a_host_that_asks_the_browser_for_quiet_gets_it_from_both(lab: Lab) -> None:
    def render(url: str, **_: object) -> Capture:
        return Capture("x", url, url, now(), 429, (("Retry-After", "60"),), b"")

    with http_of(lab) as http:
        ByBrowser(http, render, heard=http.heard)(f"{HOME}/een")
        with pytest.raises(Unreachable) as refused:
            http(f"{HOME}/foto.jpg")
    assert refused.value.reason is Unclear.BLOCKED


def test_where_a_redirect_or_a_script_leads_robots_holds_as_well(lab: Lab) -> None:
    lab.pages |= {
        "/stuur": (302, {"Location": "/nee"}, b""),
        "/spring": html("<script>location.href = '/nee'</script>"),
        "/verder": (302, {"Location": "/een"}, b""),
    }
    with http_of(lab) as http, polite(lab, http) as browser:
        for path in ("/stuur", "/spring"):
            with pytest.raises(Unreachable) as refused:
                browser.render(f"{HOME}{path}")
            assert refused.value.reason is Unclear.ROBOTS, path
        led = browser.render(f"{HOME}/verder")
    assert led.final_url == f"{HOME}/een"
    assert b"Joke van der Berg" in led.body
