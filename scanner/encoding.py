"""What a body says in characters: by its byte order mark, the header's word, its own word, or what it really is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from domain.mention import Capture

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_WITHIN = 4096  # bytes; the standard's 1024 is less than real pages need
_TEXT_CODECS = re.compile(
    r"utf-8|utf-16(-[lb]e)?|iso8859-\d+|cp\d+|mac-roman|koi8-[ru]|gbk|gb2312|gb18030|big5\w*|euc_\w+|shift_jis\w*|iso2022_jp|tis-620"
)
#: On the web these names mean Windows' own table (WHATWG Encoding, §4.2).
_REALLY = {"ascii": "cp1252", "iso8859-1": "cp1252", "utf-16": "utf-16-le"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """`honest`: the body keeps to the encoding that it declares; one that does not can be read, but proves nothing."""

    text: str = field(repr=False)
    honest: bool


def decoded(capture: Capture) -> Decoded:
    """Never fails: what does not fit the declared encoding is read as UTF-8 or else as Windows-1252."""
    body = capture.body
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _strictly(body, codec) or Decoded(body.decode(codec, errors="replace"), honest=False)
    declared = _declared(capture)
    if declared:
        found = _strictly(body, declared)
        if found:
            return found
    fallback = _strictly(body, "utf-8") or Decoded(body.decode("cp1252", errors="replace"), honest=True)
    return Decoded(fallback.text, honest=not declared)


def _strictly(body: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(body.decode(codec), honest=True)
    except (UnicodeDecodeError, UnicodeError):
        # five bytes that Windows-1252 leaves open are control characters on the web
        return Decoded(body.decode(codec, errors="replace"), honest=True) if codec == "cp1252" else None


def _declared(capture: Capture) -> str:
    header = _CHARSET.search(capture.header("content-type"))
    if header and (codec := _codec(header[1])):
        return codec
    meta = _META.search(capture.body[:_META_WITHIN])
    codec = _codec(meta[1].decode("ascii", errors="replace")) if meta else ""
    return "utf-8" if codec.startswith("utf-16") else codec  # who could read this far was not reading UTF-16


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _REALLY.get(name, name)
    return name if _TEXT_CODECS.fullmatch(name) else ""
