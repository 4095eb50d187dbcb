"""A stamped slice says where, when and which picture it is from; below its band every pixel is the page's own."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from evidence.stamp import TEXT_PX, About, Slice, address, plain, slices

AT = datetime(2027, 2, 3, 9, 30, 15, 250_000, tzinfo=UTC)
#: A4 less margins of 15 mm: 180 by 267 mm, in points.
WIDTH_PT, HEIGHT_PT = 180 / 25.4 * 72, 267 / 25.4 * 72


def about(url: str = "https://forum.example/draad/7", final: str = "", **rest: str) -> About:
    return About(url, final or url, AT, "zaak-12", "c-0001", 200, **rest)


def picture(height: int, width: int = 1280) -> bytes:
    drawn = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(drawn)
    for y in range(0, height, 37):
        pen.text((y % 900, y), f"regel {y}", fill="red")
    out = io.BytesIO()
    drawn.save(out, "PNG", compress_level=1)
    return out.getvalue()


def cut(png: bytes, told: About) -> list[Slice]:
    return list(slices(png, told))


@pytest.mark.parametrize("height", [1, 900, 1_700, 5_000])
def test_the_slices_together_are_the_picture_pixel_for_pixel(height: int) -> None:
    png = picture(height)
    made = cut(png, about())
    original = Image.open(io.BytesIO(png)).convert("RGB")
    assert [one.top for one in made] == [0, *(one.bottom for one in made[:-1])]
    assert made[-1].bottom == height
    for one in made:
        page = Image.open(io.BytesIO(one.png))
        below = page.crop((0, one.band, page.width, page.height))
        assert ImageChops.difference(below, original.crop((0, one.top, 1280, one.bottom))).getbbox() is None


def test_each_band_says_all_of_it() -> None:
    png = picture(4_000)
    for number, one in enumerate(made := cut(png, about(final="https://forum.example/draad/7?p=2")), 1):
        said = "\n".join(one.lines)
        assert "URL: https://forum.example/draad/7\n" in said
        assert "https://forum.example/draad/7?p=2" in said
        assert "2027-02-03T09:30:15.250Z (UTC)" in said
        assert "2027-02-03T10:30:15+01:00 (Amsterdam)" in said
        assert hashlib.sha256(png).hexdigest() in said
        assert "zaak-12" in said
        assert "c-0001" in said
        assert "HTTP 200" in said
        assert f"{number} van / of {len(made)}" in said
        assert f"{one.top}-{one.bottom}" in said


LONG = "https://forum.example/" + "w" * 4_074
WORDY = "https://forum.example/?q=" + "een-lang-woord/en%20meer&" * 139


@pytest.mark.parametrize(("url", "final"), [(LONG, ""), (WORDY, WORDY + "#einde"), ("https://forum.example/", LONG)])
def test_a_long_address_stands_there_whole_and_in_print_no_smaller_than_eight_points(url: str, final: str) -> None:
    for one in cut(picture(300), about(url, final)):
        said = "".join(one.lines)
        assert url in said
        assert final in said
        page = Image.open(io.BytesIO(one.png))
        assert TEXT_PX * min(WIDTH_PT / page.width, HEIGHT_PT / page.height) >= 8
        # no line runs out of the picture: its last columns are paper
        assert page.crop((page.width - 8, 0, page.width, one.band - 2)).getcolors() == [(8 * (one.band - 2), (255, 255, 255))]


def test_a_changed_page_is_labelled_in_the_first_line() -> None:
    (one,) = cut(picture(100), about(label="GEWIJZIGD / MODIFIED"))
    assert one.lines[0] == "GEWIJZIGD / MODIFIED"


def test_the_same_picture_gives_the_same_slices() -> None:
    png = picture(500)
    assert cut(png, about()) == cut(png, about())


@pytest.mark.parametrize("trick", ["\u202e", "\u2066", "\x00", "\x1b", "\n", "\u200b", "\ufeff", "\ud800"])
def test_what_turns_or_hides_writing_is_taken_out(trick: str) -> None:
    assert plain(f"zaak{trick}12") == "zaak12"
    (one,) = cut(picture(50), about(f"https://forum.example/a{trick}b"))
    assert "https://forum.example/ab" in one.lines[0]


def test_a_name_in_another_alphabet_is_shown_as_the_name_service_knows_it() -> None:
    assert address("https://fоrum.example/é?q=ß") == "https://xn--frum-55d.example/%C3%A9?q=%C3%9F"


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_every_address_becomes_ascii_that_can_be_seen(text: str) -> None:
    shown = address("https://forum.example/" + text)
    assert shown.isascii()
    assert shown.isprintable()
    assert " " not in shown
