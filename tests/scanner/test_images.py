"""What cameras and programs leave in a picture is read like a page; what is broken or hostile ends in *unclear*, in bounds."""

from __future__ import annotations

import io
import struct
import time
import warnings
import zlib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pixels

from domain.errors import Unreachable
from domain.mention import Capture, Place
from domain.sighting import Verdict
from domain.source import Source
from matchers import read_page
from scanner.documents import document, is_document
from scanner.image import SECONDS, Image, read_image
from scanner.image_child import TRIPS, read
from scanner.scan import scan
from scanner.seen import look
from tests.scanner.pictures import noted, picture, xmp

NAME, MAIL = "Joke van der Berg", "joke@mail.example"
URL = "http://gids.example/foto.jpg"


def served(body: bytes, kind: str = "image/jpeg") -> Capture:
    return Capture("c1", URL, URL, datetime(2026, 11, 23, tzinfo=UTC), 200, (("content-type", kind),), body)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_author_owner_words_and_position_are_read_from_each_kind(kind: str) -> None:
    read = read_image(picture(kind, position=True, owner=NAME, Artist="Zoë Bakker".encode(), ImageDescription="Teamuitje"))
    assert set(read.told) == {("author", NAME), ("author", "Zoë Bakker"), ("description", "Teamuitje")}
    assert read.position == (53.51, 4.505)


def test_what_windows_and_programs_call_otherwise_is_read_too() -> None:
    assert ("author", NAME) in read_image(picture(XPAuthor=f"{NAME}\0".encode("utf-16-le"))).told
    assert ("author", NAME) in read_image(noted(Author=NAME)).told
    contact = xmp(
        f"<dc:creator><rdf:Seq><rdf:li>{NAME}</rdf:li></rdf:Seq></dc:creator>"
        f'<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiEmailWork="{MAIL}" Iptc4xmpCore:CiAdrCity="Lindestad"/>'
    )
    assert {("author", NAME), ("email", MAIL), ("city", "Lindestad")} <= set(read_image(picture(xmp=contact)).told)


def test_programs_and_devices_are_nobody() -> None:
    assert read_image(picture(Make="Canon", Model="EOS", Software="Photoshop")).told == ()


def bare() -> bytes:
    made = io.BytesIO()
    Pixels.new("L", (2, 2)).save(made, "JPEG")
    return made.getvalue()


def test_a_picture_that_tells_nothing_is_read_without_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scanner.image.subprocess.run", lambda *a, **k: pytest.fail("a process was started"))
    assert read_image(bare()) == Image()


def test_what_it_tells_becomes_a_page_on_which_it_stands_elsewhere_than_in_the_text() -> None:
    page = read_page(document(served(picture(position=True, Artist=f"{NAME} <{MAIL}>"))).html, "text/html")
    assert "GPS 53.51000, 4.50500" in page.text
    assert NAME not in page.text
    assert page.where(page.marked.index(NAME)) == "meta"


def test_only_what_is_a_picture_by_its_first_bytes_is_one() -> None:
    assert is_document(served(picture(), "text/html"))
    assert not is_document(served(b"GIF89a", "image/gif"))
    assert not is_document(served(b"<p>\xff\xd8\xff", "text/html"))


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*chunks: bytes, width: int = 1, height: int = 1) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "body",
    [
        png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(bytes(200_000_000), 9))),
        png(chunk(b"iTXt", b"Author\0\1\0\0\0" + zlib.compress(bytes(200_000_000), 9))),
        png(*[chunk(b"zTXt", b"Author\0\0" + zlib.compress(bytes(1_000_000), 9))] * 300),
        png(chunk(b"tEXt", b"Author\0x"), width=2**31 - 1, height=2**31 - 1),
        png(chunk(b"eXIf", b"MM\0*\0\0\0\x08" + b"\xff\xff" + bytes(90))),
        b"\xff\xd8\xff\xe1\xff\xffExif\0\0" + b"II*\0\x08\0\0\0\x01\0\x69\x87\4\0\1\0\0\0\x08\0\0\0\0\0\0\0" * 2000,
        b"\xff\xd8\xff" + b"\xff\xe1\0\x10Exif\0\0" * 20_000,
        b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"EXIF" * 100_000,
        b"\xff\xd8\xff<x:xmpmeta" + b"<a:creator>" * 100_000,
    ],
    ids=["zTXt", "iTXt", "many notes", "two billion wide", "endless fields", "a loop", "many parts", "a lie", "unclosed words"],
)
def test_a_bomb_ends_in_time_and_outside_our_memory(body: bytes) -> None:
    begun = time.monotonic()
    with suppress(Unreachable):
        assert sum(len(words) for _, words in read_image(body).told) < 3_000_000
    assert time.monotonic() - begun < SECONDS + 5


WHOLE = picture(position=True, owner=NAME, Artist=NAME)


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 300), st.binary(min_size=1, max_size=20))
def test_no_damage_breaks_the_reader(where: int, damage: bytes) -> None:
    with warnings.catch_warnings(), suppress(*TRIPS):
        warnings.simplefilter("ignore")
        read(WHOLE[:where] + damage + WHOLE[where + len(damage) :])


def site(world: Any) -> None:
    world.otherwise = 404
    world.pages = {
        "http://gids.example/": '<header class=merk>x</header><article id=1>x</article><img src="/foto.jpg" alt="">',
        URL: picture(Artist=f"{NAME} {MAIL}"),
    }
    world.types = {URL: "image/jpeg"}


@pytest.mark.parametrize("wanted", [True, False])
def test_a_site_is_asked_for_its_pictures_only_where_its_definition_says_so(world: Any, plein: Source, wanted: bool) -> None:
    site(world)
    found = [
        mention.place.url for mention in scan(replace(plein, images=wanted), None, world).mentions if b"Joke" in mention.markup
    ]
    assert found == ([URL] if wanted else [])
    assert (URL in world.asked) is wanted


def test_a_picture_that_lost_its_words_is_absent_beside_a_living_page(world: Any, plein: Source) -> None:
    site(world)
    world.pages["http://gids.example/regels"] = "<header class=merk>x</header><article id=1>regels</article>"
    about = lambda markup: b"Joke" in markup  # noqa: E731
    assert look(plein, Place(URL), world, about).verdict is Verdict.PRESENT
    world.pages[URL] = picture()
    assert look(plein, Place(URL), world, about).verdict is Verdict.ABSENT
    world.pages[URL] = 503
    assert look(plein, Place(URL), world, about).verdict is Verdict.UNCLEAR
