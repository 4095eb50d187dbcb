"""APIs: what they answer is read by paths, and what they do not say is unclear."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Unclear, Unreachable
from domain.json_path import selector
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Source
from scanner.asked import asked
from scanner.json_page import opened_json
from scanner.readers import read

HEAD = """slug: gids
name: Gids
kind: json_api
version: 1
state: fictional
language: nl
hosts: [gids.example]
recognise: [{path: bron, value: gids}]
"""
REGISTER = (
    HEAD
    + """queries: [{url: "http://gids.example/api?naam={family}&p=1", discloses: [name]}]
no_results: {path: rijen, empty: true}
rows: "rijen[]"
place: {path: id, template: "http://gids.example/p/{}"}
fields: {name: {path: naam.vol}, phone: {path: "tel[]"}}
next: {parameter: p, size: 2}
"""
)
BREACHES = (
    HEAD.replace("{path: bron, value: gids}", '{path: "$[].naam"}')
    + """queries: [{url: "http://gids.example/api/{email}", discloses: [email]}]
learns: [email]
no_results: {status: 404}
echoes: [email]
rows: "$[]"
record_id: {path: naam}
fields: {name: {path: naam}}
"""
)
URL = "http://gids.example/api?naam=Berg&p=1"
ROW = {"id": "7/8", "naam": {"vol": "J. van der Berg"}, "tel": ["06-12340007"]}


def capture(body: object, *, url: str = URL, status: int = 200, kind: str = "application/json") -> Capture:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Capture("c1", url, url, datetime(2026, 11, 23, tzinfo=UTC), status, (("Content-Type", kind),), raw)


def answer(*rows: object) -> dict[str, object]:
    return {"bron": "gids", "rijen": list(rows)}


def test_records_are_read_at_their_paths(define: Callable[[str], Source]) -> None:
    reading = read(define(REGISTER), capture(answer({**ROW, "ouder": {"id": "nee"}})))
    assert reading.verdict is Verdict.PRESENT
    (row,) = reading.rows
    assert row.place.url == "http://gids.example/p/7%2F8"
    assert dict(row.fields) == {"name": "J. van der Berg", "phone": "06-12340007"}
    assert b"J. van der Berg" in row.markup
    assert reading.next_url == ""  # one row is not a full page


def test_a_full_page_is_followed_by_the_next(define: Callable[[str], Source]) -> None:
    reading = read(define(REGISTER), capture(answer(ROW, ROW)))
    assert reading.next_url == "http://gids.example/api?naam=Berg&p=2"


def test_an_empty_list_at_its_path_is_absent(define: Callable[[str], Source]) -> None:
    assert read(define(REGISTER), capture(answer())).verdict is Verdict.ABSENT


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"bron": "anders", "rijen": []}, Unclear.LAYOUT_CHANGED),
        ({"bron": "gids"}, Unclear.LAYOUT_CHANGED),
        ({"bron": "gids", "rijen": None}, Unclear.LAYOUT_CHANGED),
        ({"bron": "gids", "rijen": ""}, Unclear.LAYOUT_CHANGED),
        ({"bron": "gids", "rijen": [{"naam": {"vol": "J. Berg"}}]}, Unclear.LAYOUT_CHANGED),
        ({"bron": "gids", "rijen": [{**ROW, "naam": "J. Berg"}]}, Unclear.LAYOUT_CHANGED),
        ([], Unclear.LAYOUT_CHANGED),
        (b"", Unclear.NOT_HTML),
        (b"{", Unclear.NOT_HTML),
        (b"[" * 100_000, Unclear.UNREADABLE),
        (b"[" * 50 + b"]" * 50, Unclear.UNREADABLE),
    ],
)
def test_any_other_answer_is_unclear(define: Callable[[str], Source], body: object, reason: Unclear) -> None:
    reading = read(define(REGISTER), capture(body))
    assert (reading.verdict, reading.reason) == (Verdict.UNCLEAR, reason)


@pytest.mark.parametrize("status", [202, 401, 403, 429, 503])
def test_a_refusal_is_never_an_answer(define: Callable[[str], Source], status: int) -> None:
    assert read(define(REGISTER), capture(answer(), status=status)).reason is Unclear.BLOCKED


def test_a_challenge_in_the_place_of_json_is_a_block_page(define: Callable[[str], Source]) -> None:
    wall = b"<!doctype html><form><input type=password></form>"
    assert read(define(REGISTER), capture(wall, kind="text/html")).reason is Unclear.BLOCKED


def test_a_404_counts_as_none_only_where_the_definition_says_so(define: Callable[[str], Source]) -> None:
    assert read(define(REGISTER), capture({"fout": "weg"}, status=404)).verdict is Verdict.UNCLEAR
    silent = capture(b"", status=404, url="http://gids.example/api/a%40b.example")
    assert read(define(BREACHES), silent).verdict is Verdict.ABSENT
    wall = capture(b"<!doctype html><form id=captcha></form>", status=404, kind="text/html")
    assert read(define(BREACHES), wall).verdict is not Verdict.PRESENT


def test_a_record_is_about_whom_was_asked_though_it_does_not_say_so(define: Callable[[str], Source]) -> None:
    source, url = define(BREACHES), "http://gids.example/api/joke%40mail.example"
    (row,) = read(source, capture([{"naam": "bloemen"}], url=url)).rows
    assert b"joke@mail.example" in row.markup
    assert row.place.record_id == "bloemen"
    assert asked(source, "http://gids.example/anders", ("email",)) == ()


def test_only_a_record_in_the_answer_itself_can_be_looked_at_with_the_definition(define: Callable[[str], Source]) -> None:
    assert not define(REGISTER).reads(Place("http://gids.example/p/7"))
    assert define(BREACHES).reads(Place("http://gids.example/api/x", "bloemen"))


@pytest.mark.parametrize("name", ['a"b', "a.b", "<b>", "", "a[]", "\\"])
def test_a_key_cannot_pass_for_another(name: str) -> None:
    page = opened_json(capture({name: "x", "veilig": "y"}))
    assert page.tree.css_first(selector("veilig")).text() == "y"
    assert page.tree.css_first(selector("a.b")) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@given(content=anything)
def test_no_json_crashes_the_page_or_loses_its_text(content: object) -> None:
    page = opened_json(capture({"x": content, "slot": "zichtbaar"}))
    assert page.shows("zichtbaar")


@given(body=st.binary(max_size=200))
def test_no_bytes_crash_the_page(body: bytes) -> None:
    with suppress(Unreachable):
        assert opened_json(capture(body)).whole.startswith(b"<!doctype html>")
