"""Bytes to characters: the encoding a page really has, whatever it declares."""

from __future__ import annotations

import codecs
import re
from typing import Final

import numpy as np

from matchers.marks import FORBIDDEN

_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LEAST_SEEN: Final = 0x20
_DELETE: Final = 0x7F
_IS_FORBIDDEN: Final = np.isin(np.arange(256), list(FORBIDDEN))
_DROPPED: Final = dict.fromkeys(FORBIDDEN)
_HEAD: Final = 4096  # bytes in which a declaration must stand


def as_utf8(body: bytes, content_type: str = "") -> bytes:
    """The body in UTF-8, decoded as `decode` does; what is UTF-8 already costs next to nothing."""
    if not body.startswith(_UTF16):
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            body = body.removeprefix(codecs.BOM_UTF8)
            return body.translate(None, FORBIDDEN) if _has_forbidden(body) else body
    return decode(body, content_type).encode("utf-8", "replace")


def _has_forbidden(body: bytes) -> bool:
    """Looked for in a tenth of the time that leaving them out takes."""
    data = np.frombuffer(body, dtype=np.uint8)
    low = data[data < _LEAST_SEEN]
    return bool((data == _DELETE).any() or _IS_FORBIDDEN[low].any())


def decode(body: bytes, content_type: str = "") -> str:
    """The body as text. A byte order mark decides; then what is valid UTF-8 is UTF-8, whatever was declared; then the
    declared encoding (header before page); else Windows-1252. Never raises: what cannot be read becomes U+FFFD.
    Control characters, which a page may not bring along, are left out."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").translate(_DROPPED)
    body = body.translate(None, FORBIDDEN)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for place in (content_type.encode("ascii", "ignore"), body[:_HEAD]):
        declared = _DECLARED.search(place)
        if declared and (name := _usable(declared[1].decode("ascii"))):
            return body.decode(name, "replace")
    return body.decode("cp1252", "replace")


def _usable(name: str) -> str:
    """The name of a text encoding that is not UTF-8 (which it was shown not to be), or nothing."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if found.name in {"utf-8", "ascii", "iso8859-1"} or not _is_text(found):
        return "cp1252" if found.name in {"ascii", "iso8859-1"} else ""
    return found.name


def _is_text(found: codecs.CodecInfo) -> bool:
    return bool(getattr(found, "_is_text_encoding", False))
