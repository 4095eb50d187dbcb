"""PDF and plain text are read like pages; what is broken or hostile among them ends in *unclear*, in bounds."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Unclear, Unreachable
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Source
from matchers import read_page
from scanner.documents import document, is_document
from scanner.scan import scan
from scanner.seen import look
from tests.scanner.pdfs import bomb, going_round, locked, pdf

AT = datetime(2026, 11, 23, tzinfo=UTC)


def served(body: bytes, content_type: str = "application/pdf") -> Capture:
    url = "http://gids.example/x.pdf"
    return Capture("c1", url, url, AT, 200, (("content-type", content_type),), body)


def text(body: bytes, content_type: str = "application/pdf") -> str:
    return read_page(document(served(body, content_type)).html, "text/html").text


def test_the_text_of_a_pdf_is_read_page_by_page() -> None:
    said = text(pdf("Zo\xeb van der Berg\nKerkplein 1", "tweede <b>bladzijde</b>"))
    assert "Zoë van der Berg" in said
    assert "tweede <b>bladzijde</b>" in said
    assert said.index("Kerkplein 1") < said.index("tweede")


def test_what_a_pdf_tells_of_itself_is_read_too() -> None:
    html = document(
        served(pdf("x", info='/Author (Joke "van der" Berg) /Title (Rooster) /Producer (Word) /Keywords (a, b)'))
    ).html
    assert b"<title>Rooster</title>" in html
    assert b'<meta name="author" content="Joke &quot;van der&quot; Berg">' in html
    assert b"Word" not in html


@pytest.mark.parametrize(
    ("body", "content_type", "said"),
    [
        ("één\ntwee\n\ndrie".encode(), "text/plain; charset=utf-8", "één"),
        ("één".encode("cp1252"), "text/plain; charset=iso-8859-1", "één"),
        ("één".encode("cp1252"), "text/plain; charset=utf-8", "één"),
        ("één".encode("utf-16"), "text/plain", "één"),
        (b"<script>geen opmaak</script>", "text/plain", "<script>geen opmaak</script>"),
    ],
)
def test_plain_text_is_read_in_its_real_encoding(body: bytes, content_type: str, said: str) -> None:
    assert said in text(body, content_type)


def test_a_document_is_known_by_its_first_bytes_whatever_its_server_calls_it() -> None:
    assert is_document(served(pdf("x"), "application/octet-stream"))
    assert is_document(served(b"\xef\xbb\xbf\n" + pdf("x"), ""))
    assert not is_document(served(b"<p>over %PDF-1.7", "text/html"))
    assert not is_document(served(b"\x89PNG", "image/png"))


@pytest.mark.parametrize(
    "body",
    [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", pdf("x")[:200], locked("geheim"), going_round(), b"%PDF-" + bytes(100_000), pdf(" ")],
)
def test_what_cannot_be_read_is_unclear(body: bytes) -> None:
    with pytest.raises(Unreachable) as refused:
        document(served(body))
    assert refused.value.reason is Unclear.UNREADABLE


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    assert "geheim" in text(locked(""))


def test_a_pdf_that_unfolds_without_end_ends_in_time_and_outside_our_memory() -> None:
    body = bomb(400)
    assert len(body) < 1_500_000
    begun = time.monotonic()
    with pytest.raises(Unreachable) as refused:
        document(served(body))
    assert refused.value.reason in {Unclear.UNREADABLE, Unclear.TOO_SLOW}
    assert time.monotonic() - begun < 40


@settings(max_examples=15)
@given(st.integers(0, 600), st.binary(min_size=1, max_size=30))
def test_no_damage_breaks_the_reader(where: int, damage: bytes) -> None:
    whole = pdf("Joke", info="/Title (x)")
    with suppress(Unreachable):
        assert document(served(whole[:where] + damage + whole[where + len(damage) :])).html


def test_a_site_is_read_with_its_documents(world, plein: Source) -> None:
    listed = "http://gids.example/rooster.pdf"
    world.otherwise = "<header class=merk>x</header><article id=1>x</article><a href=/rooster.pdf>x</a><a href=/lees.txt>x</a>"
    world.pages = {listed: pdf("Joke van der Berg"), "http://gids.example/lees.txt": b"Joke van der Berg"}
    world.types = {listed: "application/pdf", "http://gids.example/lees.txt": "text/plain"}
    found = [mention for mention in scan(plein, None, world).mentions if b"Joke" in mention.markup]
    assert [mention.place.url for mention in found] == [listed, "http://gids.example/lees.txt"]
    assert {mention.media_type for mention in found} == {"text/html; charset=utf-8"}


def test_a_look_at_a_document_sees_them_there_and_sees_them_gone(world, plein: Source) -> None:
    listed = "http://gids.example/rooster.pdf"
    world.pages = {
        listed: pdf("Joke van der Berg"),
        "http://gids.example/regels": "<header class=merk>x</header><article id=1>regels</article>",
    }
    world.types = {listed: "application/pdf"}
    about = lambda markup: b"Joke" in markup  # noqa: E731
    assert look(plein, Place(listed), world, about).verdict is Verdict.PRESENT
    world.pages[listed] = pdf("Piet")
    assert look(plein, Place(listed), world, about).verdict is Verdict.ABSENT
    world.pages[listed] = pdf("Piet", " ")  # of its second page there may be a picture
    assert look(plein, Place(listed), world, about).reason is Unclear.UNREADABLE
    world.pages[listed] = pdf("Piet")[:300]
    assert look(plein, Place(listed), world, about).reason is Unclear.UNREADABLE
    world.pages[listed] = pdf("Piet")
    world.pages["http://gids.example/regels"] = 503
    assert look(plein, Place(listed), world, about).verdict is Verdict.UNCLEAR
