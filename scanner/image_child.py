"""Reads what one picture tells of itself, in a process of its own: `python -P image_child.py < x.jpg` writes JSON.

No pixel is unpacked: only the words and the position that a camera or a program left in it. What a broken or hostile file does
here can end this process and nothing else: processor time and memory are bounded by the system.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import warnings
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from PIL import ExifTags, Image

CPU_SECONDS = 10
MEMORY_BYTES = 384_000_000  # of addresses; what Python and its libraries map themselves takes a third
MAX_CHARACTERS = 20_000
UNREADABLE = 3  # exit code
FORMATS = ("JPEG", "PNG", "WEBP")

_Tag = ExifTags.Base
_BASE: dict[str, tuple[int, ...]] = {
    "author": (_Tag.Artist, _Tag.XPAuthor, _Tag.Copyright),
    "description": (_Tag.ImageDescription, _Tag.XPTitle, _Tag.XPSubject, _Tag.XPComment),
}
_INNER: dict[str, tuple[int, ...]] = {"author": (_Tag.CameraOwnerName,), "description": (_Tag.UserComment,)}
#: What people and programs call the same in PNG's own notes.
_NOTES = {"author": "author", "copyright": "author", "artist": "author", "description": "description", "title": "description"}
_NOTES |= {"comment": "description"}
#: Of XMP: who made it, and how they can be reached (IPTC's creator contact).
_XMP = {
    **dict.fromkeys(("creator", "rights", "Owner", "Credit", "OwnerName", "Artist"), "author"),
    **{"description": "description", "CiEmailWork": "email", "CiTelWork": "phone"},
    **{"CiAdrExtadr": "street", "CiAdrPcode": "postcode", "CiAdrCity": "city"},
}
_XMP_PACKET = re.compile(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)
_XMP_NAMES = "|".join(_XMP)
_XMP_PART = re.compile(
    rf"<\w+:({_XMP_NAMES})(?=[\s>])[^>]{{0,500}}>(.{{0,2000}}?)</\w+:\1>|\s\w+:({_XMP_NAMES})=\"([^\"]{{0,500}})\"", re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")

#: What a broken file makes the reader trip over.
TRIPS = (
    *(OSError, ValueError, TypeError, LookupError, ArithmeticError),
    *(SyntaxError, AttributeError, MemoryError, RecursionError),
)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")  # a broken file's complaints may quote what it holds
    try:
        json.dump(read(sys.stdin.buffer.read()), sys.stdout)
    except TRIPS:
        return UNREADABLE  # whatever a broken file makes the reader trip over, it is a broken file
    return 0


def read(body: bytes) -> dict[str, Any]:
    """`told`: (what, words) pairs; `position`: latitude and longitude, where it has one."""
    Image.MAX_IMAGE_PIXELS = None  # none is unpacked, so none can be too many
    with Image.open(io.BytesIO(body), formats=FORMATS) as picture:
        exif, notes = picture.getexif(), dict(picture.info)
    told = [*_of_exif(exif), *_of_notes(notes), *_of_xmp(body)]
    short = [(what, words[:MAX_CHARACTERS]) for what, words in dict.fromkeys(told) if words]
    return {"told": short[:100], "position": _position(exif.get_ifd(ExifTags.IFD.GPSInfo))}


def _of_exif(exif: Image.Exif) -> Iterator[tuple[str, str]]:
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    for fields, where in ((_BASE, exif), (_INNER, inner)):
        for what, tags in fields.items():
            yield from ((what, _words(where.get(tag))) for tag in tags)


def _words(value: object) -> str:
    """As people read it: Windows keeps its own fields in UTF-16, and a comment begins with the name of its character set."""
    if isinstance(value, tuple) and all(isinstance(part, int) and 0 <= part < 256 for part in value):
        value = bytes(value)
    if isinstance(value, bytes):
        for mark, codec in ((b"ASCII\0\0\0", "ascii"), (b"UNICODE\0", "utf-16")):
            if value.startswith(mark):
                value = value[8:].decode(codec, "replace")
                break
        else:
            value = value.decode("utf-16-le" if value[1::2].count(0) > len(value) // 4 else "utf-8", "replace")
    return " ".join(_utf8(str(value)).replace("\0", " ").split()) if value else ""


def _utf8(words: str) -> str:
    """The standard knows ASCII alone, and is read as Latin-1; what people write there is UTF-8."""
    try:
        return words.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


def _of_notes(notes: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    for name, value in notes.items():
        what = _NOTES.get(str(name).lower())
        if what:
            yield what, _words(value)


def _of_xmp(body: bytes) -> Iterator[tuple[str, str]]:
    packet = _XMP_PACKET.search(body)
    for part in _XMP_PART.finditer(packet[0].decode("utf-8", "replace")) if packet else ():
        what = _XMP.get(part[1] or part[3])
        if what:
            yield what, _words(unescape(_TAG.sub(" ", part[2] or part[4] or "")))


def _position(gps: Mapping[int, Any]) -> list[float] | None:
    try:
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef, "N"))
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef, "E"))
    except (LookupError, TypeError, ValueError, ArithmeticError):
        return None
    return [latitude, longitude] if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _degrees(parts: Any, side: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = round(degrees + minutes / 60 + seconds / 3600, 6)
    return -value if side in ("S", "W") else value


if __name__ == "__main__":
    sys.exit(main())
