"""Pages made to break a reader: none may crash it, none may be an answer."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Unclear, Unreachable
from domain.mention import Capture
from domain.sighting import Verdict
from domain.source import Source
from scanner.encoding import decoded
from scanner.links import links
from scanner.page import opened
from scanner.readers import read

AT = datetime(2026, 11, 23, tzinfo=UTC)


def served(body: bytes, content_type: str = "text/html", status: int = 200) -> Capture:
    return Capture("c1", "http://gids.example/", "http://gids.example/", AT, status, (("content-type", content_type),), body)


def why(body: bytes, content_type: str = "text/html") -> Unclear | None:
    try:
        links(opened(served(body, content_type)))
    except Unreachable as error:
        return error.reason
    return None


@pytest.mark.parametrize(
    "tag", [b"<div>", b"<b>", b"<a href=x>", b"<table><tr><td>", b"<ul><li>", b"<svg>", b"<font color=%d>"]
)
def test_ten_thousand_nested_elements_end_in_time(tag: bytes) -> None:
    begun = time.monotonic()
    assert why(tag * 10_000) is Unclear.UNREADABLE
    assert why(tag * 1_000_000) is Unclear.UNREADABLE
    assert time.monotonic() - begun < 5


def test_a_long_page_is_not_a_deep_one() -> None:
    assert why(b"<ul>" + b"<li>een<p>twee<br>" * 20_000) is None
    assert why(b"<div><p>een</p></div>" * 20_000) is None


@pytest.mark.parametrize("body", [b"%PDF-1.7", b"\x89PNG\r\n", b"GIF89a", b"PK\x03\x04", b"\xff\xd8\xff\xe0", b"\x1f\x8b\x08"])
def test_a_file_in_disguise_is_not_html(body: bytes) -> None:
    assert why(body) is Unclear.NOT_HTML
    assert why(b"<p>x</p>", "image/png") is Unclear.NOT_HTML
    assert why(b"zomaar wat", "") is Unclear.NOT_HTML
    assert why(b"<!doctype html><p>x</p>", "") is None


@pytest.mark.parametrize(
    ("body", "content_type", "text", "honest"),
    [
        ("né".encode(), "text/html; charset=utf-8", "né", True),
        ("né".encode("cp1252"), "text/html; charset=utf-8", "né", False),
        ("né".encode("cp1252"), "text/html; charset=iso-8859-1", "né", True),
        ("né".encode("cp1252"), "text/html", "né", True),
        ("né".encode("utf-16"), "text/html; charset=utf-8", "né", True),
        (b"<meta charset=utf-16>n\xc3\xa9", "text/html", "<meta charset=utf-16>né", True),
        ("né".encode(), "text/html; charset=utf-7", "né", True),
        ("né".encode(), "text/html; charset=base64", "né", True),
        ("né".encode(), "text/html; charset=onzin\x00", "né", True),
        (b"\x81\x8d", "text/html; charset=windows-1252", "\ufffd\ufffd", True),
    ],
)
def test_what_a_body_says_in_characters(body: bytes, content_type: str, text: str, honest: bool) -> None:
    found = decoded(served(body, content_type))
    assert (found.text, found.honest) == (text, honest)


@given(st.binary(max_size=300), st.sampled_from(["text/html", "text/html; charset=utf-8", "", "text/html; charset=utf-16"]))
def test_no_bytes_crash_a_reader(body: bytes, content_type: str) -> None:
    why(body, content_type)


def test_the_parsers_own_test_pages_are_no_answer(shared: Path, gids: Source, kiekjes: Source, plein: Source) -> None:
    pages = [
        block.split(b"\n#errors")[0]
        for file in sorted((shared / "url-and-hostile" / "html5lib").rglob("*.dat"))
        for block in file.read_bytes().split(b"#data\n")[1:]
    ]
    assert len(pages) >= 1796
    for body in pages:
        why(body)
        for source in (gids, kiekjes, plein):
            assert read(source, served(body)).verdict is Verdict.UNCLEAR
