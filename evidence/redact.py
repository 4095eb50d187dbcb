"""Copies for those who need less: what is not theirs to see is painted over, and nothing of it is left in the file.

A new picture is made from the pixels that remain: no layer below, no transparency, no metadata, no text. Which boxes are
painted is for a person to approve; nothing here looks for faces.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFile, ImageFilter, UnidentifiedImageError

from domain.errors import BadInput
from domain.evidence import Box

#: A page of 60,000 rows is 77 million pixels; more than this is refused before it is decoded.
_MOST_PIXELS = 89_000_000
_FORMATS = ("PNG", "JPEG", "WEBP")
_FILL = (0, 0, 0)
_GRID, _LINE = 100, (255, 0, 80)
_COARSE = 48


def parse(text: str) -> tuple[Box, ...]:
    """Boxes as `left,top,width,height`, one a line or with ; between. Raises BadInput."""
    found = []
    for part in filter(None, (piece.strip() for piece in text.replace(";", "\n").splitlines())):
        numbers = part.replace(",", " ").split()
        if len(numbers) != 4 or not all(number.isdigit() and len(number) < 7 for number in numbers):
            raise BadInput("box", "give left,top,width,height in whole pixels, for instance 120,340,200,24")
        left, top, width, height = map(int, numbers)
        if not width or not height:
            raise BadInput("box", "has no width or no height; give both at least 1")
        found.append(Box(left, top, width, height))
    return tuple(found)


def redacted(picture: bytes, boxes: Iterable[Box]) -> bytes:
    """The picture as PNG with these boxes painted over. Raises BadInput for what is no picture, too large, or a box that
    lies outside it: a box that missed would leave something to be seen."""
    image = opened(picture)
    _paint(image, boxes)
    return _png(image)


def for_approval(picture: bytes, boxes: Iterable[Box]) -> bytes:
    """The same with lines every hundred pixels, to read off where a box should be. Never handed over."""
    image = opened(picture)
    _paint(image, boxes)
    draw = ImageDraw.Draw(image)
    for x in range(0, image.width, _GRID):
        draw.line((x, 0, x, image.height), fill=_LINE)
        draw.text((x + 2, 2), str(x), fill=_LINE)
    for y in range(0, image.height, _GRID):
        draw.line((0, y, image.width, y), fill=_LINE)
        draw.text((2, y + 2), str(y), fill=_LINE)
    return _png(image)


def blurred(picture: bytes) -> bytes:
    """So coarse that nothing can be read in it: what is shown until somebody asks for more."""
    image = opened(picture)
    image = image.crop((0, 0, image.width, min(image.height, image.width)))
    coarse = image.resize((_COARSE, max(1, _COARSE * image.height // image.width)), Image.Resampling.BOX)
    shown = coarse.resize((coarse.width * 10, coarse.height * 10), Image.Resampling.BICUBIC)
    return _png(shown.filter(ImageFilter.GaussianBlur(8)))


def opened(picture: bytes) -> Image.Image:
    """Decoded within bounds, as plain RGB on white, without anything that travelled with it. Raises BadInput."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once loaded, lets half a picture pass for one
    try:
        with Image.open(io.BytesIO(picture), formats=_FORMATS) as source:
            if source.width * source.height > _MOST_PIXELS:
                raise BadInput("picture", "is too large to be worked on; use the slices instead")
            drawn = source.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadInput("picture", "cannot be read; give an undamaged PNG, JPEG or WebP") from error
    plain = Image.new("RGB", drawn.size, (255, 255, 255))
    plain.paste(drawn, mask=drawn.getchannel("A"))
    return plain


def _paint(image: Image.Image, boxes: Iterable[Box]) -> None:
    draw = ImageDraw.Draw(image)
    for box in boxes:
        right, bottom = box.x + box.width, box.y + box.height
        if right > image.width or bottom > image.height:
            raise BadInput("box", f"reaches outside the picture ({image.width} x {image.height}); give it again")
        draw.rectangle((box.x, box.y, right - 1, bottom - 1), fill=_FILL)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", image.size, image.tobytes()).save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
