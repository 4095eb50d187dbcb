"""Slices of a picture for people and for print: above each a band that says where, when and which; below it untouched pixels.

They are derived copies. Each carries the digest of the picture from which it was cut, and its page pixels equal that one's.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlsplit

from PIL import Image, ImageDraw, ImageFont

from evidence import moments

#: On A4 with margins of 15 mm the 1,280 columns of a picture are 510 pt wide: 21 pixels are 8.4 pt.
TEXT_PX = 21
_LINE_PX, _MARGIN = 24, 12
#: Band and rows of one slice fit on that page, which is 1,898 pixels high: with one address of 4,096 characters, or with two of
#: 3,500 each. Longer ones stand there whole as well, and are printed smaller.
_PAGE_PX, _FEWEST_ROWS = 1_898, 100
#: A copy for reading: a tenth larger, and made in a quarter of the time.
_FAST = 1
_PAPER, _INK = (255, 255, 255), (0, 0, 0)
#: Everything printable in ASCII may stay in an address as it is.
_ADDRESS = "".join(map(chr, range(0x21, 0x7F)))
_URL_MOST = 4_096


@dataclass(frozen=True, slots=True)
class About:
    """What the band says; `label` comes first and tells a changed page from an untouched one."""

    url: str = field(repr=False)
    final_url: str = field(repr=False)
    at: datetime
    case: str
    capture: str
    status: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """Part `number` of `count`: rows `top` to `bottom` (without it) of the picture, under `band` pixels of text."""

    png: bytes = field(repr=False)
    number: int
    count: int
    top: int
    bottom: int
    band: int
    lines: tuple[str, ...] = field(repr=False)


def slices(png: bytes, about: About) -> Iterator[Slice]:
    """One after another, from the top; the same picture gives the same bytes."""
    digest = hashlib.sha256(png).hexdigest()
    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGB")
    font = ImageFont.load_default(TEXT_PX)
    band = _MARGIN * 2 + _LINE_PX * len(_lines(about, digest, 9_999, 9_999, 0, 0, picture.width, font))
    rows = max(_FEWEST_ROWS, _PAGE_PX - band)
    count = -(-picture.height // rows)
    for number in range(1, count + 1):
        top, bottom = (number - 1) * rows, min(number * rows, picture.height)
        lines = _lines(about, digest, number, count, top, bottom, picture.width, font)
        yield Slice(_drawn(picture, lines, band, top, bottom, font), number, count, top, bottom, band, lines)


def _drawn(
    picture: Image.Image,
    lines: tuple[str, ...],
    band: int,
    top: int,
    bottom: int,
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont,
) -> bytes:
    made = Image.new("RGB", (picture.width, band + bottom - top), _PAPER)
    pen = ImageDraw.Draw(made)
    for number, line in enumerate(lines):
        pen.text((_MARGIN, _MARGIN + number * _LINE_PX), line, fill=_INK, font=font)
    pen.line((0, band - 1, picture.width, band - 1), fill=_INK)
    made.paste(picture.crop((0, top, picture.width, bottom)), (0, band))
    out = io.BytesIO()
    made.save(out, "PNG", compress_level=_FAST)
    return out.getvalue()


def _lines(
    about: About,
    digest: str,
    number: int,
    count: int,
    top: int,
    bottom: int,
    width: int,
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont,
) -> tuple[str, ...]:
    """As wide as the picture, less its margins; an address is broken where the line ends and left whole."""
    told = [plain(about.label)] if about.label else []
    told.append(f"URL: {address(about.url)}")
    if about.final_url != about.url:
        told.append(f"doorgestuurd naar / redirected to: {address(about.final_url)}")
    told += [
        f"{moments.utc(about.at)} (UTC)   {moments.amsterdam(about.at)} (Amsterdam)   HTTP {about.status}",
        f"SHA-256 full.png: {digest}",
        f"zaak / case: {plain(about.case)}   vastlegging / capture: {plain(about.capture)}",
        f"deel / part {number} van / of {count}   beeldrijen / rows {top}-{bottom}",
    ]
    return tuple(piece for line in told for piece in _wrapped(line, width - 2 * _MARGIN, font))


def _wrapped(line: str, room: int, font: ImageFont.ImageFont | ImageFont.FreeTypeFont) -> Iterator[str]:
    while line:
        fits = len(line)
        while font.getlength(line[:fits]) > room:
            # towards the measured share, and always at least one letter less
            fits = min(fits - 1, max(1, int(fits * room / font.getlength(line[:fits]))))
        while fits < len(line) and font.getlength(line[: fits + 1]) <= room:
            fits += 1
        yield line[:fits]
        line = line[fits:]


def plain(text: str) -> str:
    """Without what controls, turns the direction of writing, or is not there: what a band says must look as it is."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def address(url: str) -> str:
    """An address in ASCII: its host as the name service knows it, everything else that is not ASCII by its bytes."""
    shown = plain(url)[: 4 * _URL_MOST]
    try:
        host = urlsplit(shown).hostname or ""
        if not host.isascii():
            shown = shown.replace(host, host.encode("idna").decode("ascii"), 1)
    except (ValueError, UnicodeError):
        pass
    return quote(shown, safe=_ADDRESS)
