"""Takes a text out of what it was wrapped in: what is encoded is still told."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from email.header import decode_header
from functools import lru_cache
from itertools import pairwise

#: So deep may one wrapping stand in another before nobody reads it any more.
DEEPEST = 3
#: What is longer is no letter; it is read to here.
LONGEST = 400_000
#: Fewer readable letters in a row stand in any bytes by chance.
_SHORTEST = 6
_NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{2,}={0,2}")
#: A shorter run says nothing; a longer line may go on in the next one.
_WORD, _LINE = 7, 20
_HEX = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}[ :]?){4,}(?![0-9A-Fa-f])")
_QUOTED = re.compile(r"=[0-9A-Fa-f]{2}|=\r?\n")
#: A line of quoted-printable that goes on; where lines were run together, a space is left of the break.
_SOFT = re.compile(r"=[ \t]*\r?\n|=[ \t]+")
_ESCAPED = re.compile(r"\\+(?P<sign>u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrt\"/])")
_SIGNS = {"n": "\n", "r": "\n", "t": "\t", '"': '"', "/": "/"}
_ENCODED_WORD = re.compile(r"=\?[^?\s]+\?[bBqQ]\?[^?]*\?=")


@lru_cache(maxsize=8)
def unwrapped(text: str) -> tuple[str, ...]:
    """Every text that stands encoded in this one, also one within another; none where nothing is."""
    found: dict[str, None] = {}
    layer = [text[:LONGEST]]
    for _ in range(DEEPEST):
        layer = [inner for outer in layer for inner in _inside(outer) if inner not in found]
        found.update(dict.fromkeys(layer))
        if not layer:
            break
    return tuple(found)


def _inside(text: str) -> Iterator[str]:
    for piece in _pieces(text):
        yield from (readable for start in range(4) for readable in _readable(_base64(piece[start:])))
    for run in _HEX.finditer(text):
        yield from _readable(_hex(run[0]))
    if _QUOTED.search(text):
        yield from _changed(text, _unquoted(text))
    if _ESCAPED.search(text):
        yield from _changed(text, _ESCAPED.sub(_unescaped, text))
    if _ENCODED_WORD.search(text):
        yield from _changed(text, _ENCODED_WORD.sub(_word, text))


def _pieces(text: str) -> Iterator[str]:
    """Each run by itself, and lines of one length with what ends them as one: so encoders break what is long."""
    runs = list(_BASE64.finditer(text))
    for at, run in enumerate(runs):
        if len(run[0]) >= _WORD:
            yield run[0]
        if len(run[0]) >= _LINE:
            yield from _joined(text, runs[at:])


def _joined(text: str, runs: list[re.Match[str]]) -> Iterator[str]:
    """The first run with those of its length right behind it, and the shorter one that ends them; nothing if it is alone."""
    whole = runs[0][0]
    for before, run in pairwise(runs):
        if text[before.end() : run.start()].strip() or len(run[0]) > len(runs[0][0]):
            break
        whole += run[0]
        if len(run[0]) < len(runs[0][0]):
            break
    if whole != runs[0][0]:
        yield whole


def _changed(before: str, after: str) -> Iterator[str]:
    if after != before:
        yield after


def _readable(raw: bytes) -> Iterator[str]:
    """What can be read in these bytes: most runs are only a word or a number, and say nothing."""
    shown = raw.decode("utf-16-le" if raw[1::2].count(0) > len(raw) / 4 else "utf-8", "replace")
    pieces = "".join(char if _can_be_read(char) else "\0" for char in shown).split("\0")
    yield from (piece for piece in pieces if len(piece) >= _SHORTEST)


def _can_be_read(char: str) -> bool:
    """Also what cannot be seen, such as a space without width: it hides what stands around it."""
    return char.isspace() or (unicodedata.category(char) not in _NO_TEXT and char != "\ufffd")


def _base64(run: str) -> bytes:
    bare = run.rstrip("=").translate(str.maketrans("-_", "+/"))
    bare = bare[: len(bare) - (len(bare) % 4 == 1)]  # one letter too many is the beginning of something else
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except binascii.Error:
        return b""


def _hex(run: str) -> bytes:
    return bytes.fromhex(re.sub(r"[ :]", "", run))


def _unquoted(text: str) -> str:
    return quopri.decodestring(_SOFT.sub("", text).encode("utf-8", "replace")).decode("utf-8", "replace")


def _unescaped(found: re.Match[str]) -> str:
    """As a string of JSON means it, however often its backslashes were doubled."""
    sign = found["sign"]
    return _SIGNS.get(sign) or chr(int(sign[1:], 16))


def _word(found: re.Match[str]) -> str:
    with suppress(LookupError, UnicodeDecodeError, ValueError, binascii.Error):
        part, charset = decode_header(found[0])[0]
        return part.decode(charset or "ascii") if isinstance(part, bytes) else part
    return found[0]
