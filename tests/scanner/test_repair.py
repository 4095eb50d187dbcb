"""A page that leaves elements open: without repair the second record seems to stand where the first does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from domain.mention import Capture
from domain.source import Source
from scanner.readers import read

PAGE = """<!doctype html><html><body><header class="merk">Gids</header><div class="lijst">
<div class="p"> <a class="naam" href="/p/1">Jan Jansen<div class="adres">Kade 1</div></div>
<div class="p"> <a class="naam" href="/p/2">Piet Visser<div class="adres">Kade 2</div></div></div></body></html>"""
DEFINITION = """
slug: gids
name: Gids
kind: result_list
version: 1
state: fictional
language: nl
hosts: [gids.example]
recognise: [{css: header.merk}]
no_results: {css: p.geen}
queries: [{url: "http://gids.example/zoek?naam={surname}", discloses: [name]}]
rows: div.lijst div.p
place: {css: a.naam, attribute: href}
fields: {name: {css: .naam, fill: 0}}
"""


@pytest.mark.parametrize(
    ("repair", "places"),
    [("true", ["http://gids.example/p/1", "http://gids.example/p/2"]), ("false", ["http://gids.example/p/1"] * 2)],
)
def test_a_link_that_is_never_closed_stays_in_its_own_record(
    define: Callable[[str], Source], repair: str, places: list[str]
) -> None:
    url = "http://gids.example/zoek?naam=Visser"
    page = Capture("c1", url, url, datetime(2026, 11, 23, tzinfo=UTC), 200, (("Content-Type", "text/html"),), PAGE.encode())
    reading = read(define(f"{DEFINITION}repair: {repair}\n"), page)
    assert [row.place.url for row in reading.rows] == places
