"""Pages made to break a reader: none may crash it, none may be an answer."""

from __future__ import annotations

import json
import subprocess
import sys
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
from scanner.documents import document
from scanner.encoding import decoded
from scanner.links import links
from scanner.page import opened
from scanner.readers import read
from scanner.sitemaps import read_list
from scanner.urls import canonical, host_of

ROOT = Path(__file__).parent.parent.parent
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
    assert why(tag * 100_000) is (Unclear.UNREADABLE if tag.count(b"<") == 1 else Unclear.TOO_LARGE)
    assert why(tag * 1_000_000) is Unclear.TOO_LARGE
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


def test_a_page_that_would_take_too_much_memory_is_not_opened() -> None:
    assert why(b"<p>" * 200_000) is Unclear.TOO_LARGE
    assert why(b"<p>" + b"x" * 5_000_000) is Unclear.TOO_LARGE
    assert why(b"<p>x</p>" * 50_000) is None


def test_naughty_strings_break_no_reader(shared: Path, gids: Source, plein: Source) -> None:
    """As a page, in a link, as an address, as an encoding, as a sitemap, as a plain text."""
    strings = json.loads((shared / "url-and-hostile" / "blns.json").read_text(encoding="utf-8"))
    assert len(strings) > 500
    for string in strings:
        body = string.encode("utf-8", "surrogatepass")
        why(body)
        why(b"<a href='" + body + b"'><base href=\"" + body + b'">', f"text/html; charset={string}")
        canonical(string, "http://gids.example/")
        assert canonical(f"http://gids.example/{string}") is None or host_of(f"http://gids.example/{string}") == "gids.example"
        assert all(isinstance(url, str) for url in read_list(served(b"<loc>" + body + b"</loc>")).urls())
        assert document(served(body, "text/plain")).html
        for source in (gids, plein):
            assert read(source, served(body)).verdict is Verdict.UNCLEAR


#: Each alone in a process of its own: what is measured is the highest that the process ever held, above where it began.
GREEDY = """
import resource, sys, zlib
from datetime import UTC, datetime
from domain.errors import Unreachable
from domain.mention import Capture
from gateway.decompress import unpacked
from scanner.links import links
from scanner.page import opened
from scanner.sitemaps import read_list

def page(body, kind="text/html"):
    capture = Capture("c", "http://a.example/", "http://a.example/", datetime.now(UTC), 200, (("content-type", kind),), body)
    try:
        links(opened(capture))
    except Unreachable:
        pass
    for url in read_list(capture).urls():
        pass

def bomb(coding):
    packer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(400)) + packer.flush()
    start = highest()
    size = 0
    for piece in unpacked([packed], coding):
        size += len(piece)
        if size > 10_000_000:
            return start

def highest():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

BODIES = {
    "paragraphs": lambda: b"<p>a" * 2_500_000, "most that is read": lambda: b"<p>a" * 149_000,
    "attributes": lambda: b"<p " + b"a=1 " * 999_000 + b">", "links": lambda: b"<a href=/%d></a>" * 74_000,
    "deep": lambda: b"<div>" * 10_000, "very deep": lambda: b"<b>" * 2_000_000, "entities": lambda: b"&amp;" * 790_000,
    "emoji": lambda: "\U0001f600".encode() * 990_000, "utf-16": lambda: ("é" * 1_900_000).encode("utf-16"),
    "comments": lambda: b"<!--x-->" * 149_000, "sitemap": lambda: b"<loc>http://a.example/</loc>" * 350_000,
}
page(b"<p>warm")
which = sys.argv[1]
if which in ("gzip", "deflate"):
    start = bomb(which)
else:
    body = BODIES[which]()[:10_000_000]
    start = highest()
    page(body)
print((highest() - start) // 1024)
"""


@pytest.mark.parametrize(
    "which",
    [
        *("paragraphs", "most that is read", "attributes", "links", "deep", "very deep", "entities", "emoji", "utf-16"),
        *("comments", "sitemap", "gzip", "deflate"),
    ],
)
def test_the_greediest_input_stays_within_64_megabytes(which: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", GREEDY, which], capture_output=True, text=True, timeout=60, cwd=ROOT, check=True
    )
    assert int(ran.stdout) <= 64
