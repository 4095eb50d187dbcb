"""Feeds and channel previews: fetched once for all, each entry at its own address."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Unclear, Unreachable
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Source
from scanner.feed_page import opened_feed
from scanner.readers import read
from scanner.scan import scan

FEED = """slug: gids
name: Gids
kind: feed
version: 1
state: fictional
language: nl
hosts: [gids.example]
start: ["http://gids.example/rss"]
"""
PREVIEW = (
    FEED.replace("/rss", "/s/stad")
    + """recognise: [{css: "header.merk"}]
no_results: {css: "p.leeg"}
rows: "div.bericht"
place: {css: "a.plek", attribute: href}
fields: {text: {css: "p.tekst"}}
next: {css: "a.ouder", max_pages: 3}
"""
)
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Nieuws</title>
<item><title>Prijs &amp; taart</title><link>/n/1</link><dc:creator>Red.</dc:creator>
<description><![CDATA[<p>Joke van der Berg won</p>]]></description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Nieuws</title><link rel="next" href="/atom?p=2"/>
<entry><title type="text">a &lt; b</title><link rel="self" href="/x"/><link href="/n/2"/>
<content type="html">&lt;b&gt;Joke&lt;/b&gt;</content></entry>
<entry><id>http://gids.example/n/3</id><summary>zonder link</summary></entry></feed>"""
URL = "http://gids.example/rss"


def capture(body: str | bytes, *, status: int = 200, kind: str = "application/rss+xml") -> Capture:
    raw = body if isinstance(body, bytes) else body.encode()
    return Capture("c1", URL, URL, datetime(2026, 11, 23, tzinfo=UTC), status, (("Content-Type", kind),), raw)


def test_rss_gives_each_entry_at_its_link(define: Callable[[str], Source]) -> None:
    reading = read(define(FEED), capture(RSS))
    (row,) = reading.rows
    assert (row.place.url, row.record) == ("http://gids.example/n/1", False)
    assert b"<p>Joke van der Berg won</p>" in row.markup
    assert b"Red." in row.markup


def test_atom_gives_each_entry_and_the_way_to_older_ones(define: Callable[[str], Source]) -> None:
    reading = read(define(FEED), capture(ATOM, kind="application/atom+xml"))
    assert [row.place.url for row in reading.rows] == ["http://gids.example/n/2", "http://gids.example/n/3"]
    assert b"a &lt; b" in reading.rows[0].markup
    assert reading.next_url == "http://gids.example/atom?p=2"


@pytest.mark.parametrize(
    ("body", "verdict", "reason"),
    [
        (RSS[: RSS.index("<item>")] + "</channel></rss>", Verdict.ABSENT, None),
        (RSS.replace("link>", "adres>"), Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED),
        ("<rss><channel>", Verdict.UNCLEAR, Unclear.NOT_HTML),
        ("<kaas/>", Verdict.UNCLEAR, Unclear.NOT_HTML),
        ("", Verdict.UNCLEAR, Unclear.NOT_HTML),
        ('<!DOCTYPE x [<!ENTITY a "b">]><rss><channel>&a;</channel></rss>', Verdict.UNCLEAR, Unclear.UNREADABLE),
        ("<a>" * 10_000, Verdict.UNCLEAR, Unclear.UNREADABLE),
    ],
)
def test_what_is_no_feed_says_nothing(
    define: Callable[[str], Source], body: str, verdict: Verdict, reason: Unclear | None
) -> None:
    reading = read(define(FEED), capture(body))
    assert (reading.verdict, reading.reason) == (verdict, reason)


def test_a_web_page_in_its_place_is_not_an_empty_feed(define: Callable[[str], Source]) -> None:
    assert read(define(FEED), capture("<html><p>hallo", kind="text/html")).verdict is Verdict.UNCLEAR


@given(body=st.binary(max_size=200) | st.text(alphabet='<>/!&;=rsfedntiml [CDATA]"', max_size=200).map(str.encode))
def test_no_bytes_crash_a_feed(body: bytes) -> None:
    with suppress(Unreachable):
        assert opened_feed(capture(body)).tree.css_first("main.feed") is not None


def preview(*numbers: int, older: str = "") -> str:
    shown = "".join(f'<div class=bericht><p class=tekst>n{n}</p><a class=plek href="/stad/{n}">.</a></div>' for n in numbers)
    more = f'<a class=ouder href="{older}">ouder</a>' if older else ""
    return f"<!doctype html><header class=merk>x</header>{shown or '<p class=leeg>leeg</p>'}{more}"


def test_a_preview_is_followed_into_its_older_messages(define: Callable[[str], Source], world: Any) -> None:
    start = "http://gids.example/s/stad"
    world.pages = {start: preview(3, 2, older="?voor=2"), f"{start}?voor=2": preview(1)}
    found = scan(define(PREVIEW), None, world)
    assert (found.verdict, found.healthy) == (Verdict.PRESENT, True)
    assert [mention.place.url.rpartition("/")[2] for mention in found.mentions] == ["3", "2", "1"]
    assert not any(mention.record for mention in found.mentions)


def test_a_preview_that_changed_its_layout_is_ill(define: Callable[[str], Source], world: Any) -> None:
    world.pages = {"http://gids.example/s/stad": preview(3).replace("tekst", "t3kst")}
    found = scan(define(PREVIEW), None, world)
    assert (found.healthy, found.reason) == (False, None)


def test_the_page_of_an_entry_is_another_page_but_that_of_a_message_is_the_channels(define: Callable[[str], Source]) -> None:
    assert not define(FEED).reads(Place("http://gids.example/n/1"))
    assert define(PREVIEW).reads(Place("http://gids.example/stad/1"))
