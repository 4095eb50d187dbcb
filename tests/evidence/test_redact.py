"""In a redacted copy nothing is left of what was painted over; the rest is as it was."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin

from domain.errors import BadInput
from domain.evidence import Box
from evidence import against, redact


def page(*, alpha: bool = False) -> bytes:
    image = Image.new("RGBA" if alpha else "RGB", (300, 200), (255, 255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.text((20, 30), "Sanne Voorbeeld 06-12345678", fill=(10, 20, 30))
    if alpha:
        image.putpixel((5, 5), (255, 0, 0, 0))
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "06-12345678")
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=told)
    return out.getvalue()


def opened(raw: bytes) -> Image.Image:
    return Image.open(io.BytesIO(raw))


def test_the_box_is_one_colour_and_the_rest_untouched() -> None:
    copy = opened(redact.redacted(page(), [Box(15, 25, 200, 30)]))

    assert copy.crop((15, 25, 215, 55)).getcolors() == [(200 * 30, (0, 0, 0))]
    assert copy.crop((0, 60, 300, 200)).tobytes() == opened(page()).crop((0, 60, 300, 200)).tobytes()


def test_no_metadata_no_alpha_and_nothing_below_is_left() -> None:
    raw = redact.redacted(page(alpha=True), [Box(0, 0, 300, 60)])

    assert b"12345678" in page()
    assert b"12345678" not in raw
    assert opened(raw).mode == "RGB"
    assert opened(raw).info == {}
    assert raw.count(b"IDAT") >= 1
    assert b"tEXt" not in raw


@given(st.integers(0, 299), st.integers(0, 199), st.integers(1, 300), st.integers(1, 200))
def test_a_box_is_painted_whole_or_refused(left: int, top: int, width: int, height: int) -> None:
    if left + width > 300 or top + height > 200:
        with pytest.raises(BadInput, match="outside"):
            redact.redacted(page(), [Box(left, top, width, height)])
        return
    copy = opened(redact.redacted(page(), [Box(left, top, width, height)]))
    assert copy.crop((left, top, left + width, top + height)).getcolors() == [(width * height, (0, 0, 0))]


@pytest.mark.parametrize("text", ["1,2,3", "1,2,3,x", "-1,2,3,4", "1,2,0,4", "9999999,1,1,1"])
def test_boxes_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(BadInput, match="box"):
        redact.parse(text)


def test_boxes_are_read_in_either_way() -> None:
    assert redact.parse("1,2,3,4\n5 6 7 8") == redact.parse("1,2,3,4;5,6,7,8") == (Box(1, 2, 3, 4), Box(5, 6, 7, 8))


@pytest.mark.parametrize("wicked", [b"", b"%PDF-1.7", page()[:100]])
def test_what_is_no_picture_is_refused(wicked: bytes) -> None:
    with pytest.raises(BadInput, match="picture"):
        redact.redacted(wicked, [])


def test_a_blur_tells_nothing() -> None:
    assert len(opened(redact.blurred(page())).convert("L").quantize(8).getcolors() or []) <= 8


def stamped(original: bytes, top: int, bottom: int, *, change: bool = False) -> bytes:
    image = opened(original).convert("RGB")
    made = Image.new("RGB", (image.width, 40 + bottom - top), (255, 255, 255))
    ImageDraw.Draw(made).line((0, 39, image.width, 39), fill=(0, 0, 0))
    made.paste(image.crop((0, top, image.width, bottom)), (0, 40))
    if change:
        made.putpixel((100, 60), (1, 2, 3))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def test_a_slice_is_recognised_by_its_pixels_and_one_changed_pixel_is_noticed() -> None:
    whole = page()

    assert against.compare(whole, stamped(whole, 20, 120)) == against.Cut(20, 120, 40)
    assert against.compare(whole, stamped(whole, 20, 120, change=True)) is None
    assert against.compare(whole, whole) is None
