"""Takes a body out of its wrapping, in small pieces, so that a bomb never unfolds in memory.

gzip and deflate come with Python; Brotli and Zstandard are asked for where their libraries are installed (extra `compression`).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from domain.errors import Unclear, Unreachable

PIECE = 65_536
_GZIP, _ZLIB, _BARE = 31, 15, -15  # zlib's `wbits`
_WINDOW = 8_388_608  # bytes; what RFC 9659 lets a server use for zstd
#: A block of zstd unfolds to 128 KiB at most and takes four bytes at least: so much in makes 2 MiB out.
_SIP = 64


def _installed(name: str) -> Any:
    """The module, or None: these are optional, and come without types."""
    try:
        module: ModuleType = import_module(name)
    except ImportError:
        return None
    return module


brotli, zstandard = _installed("brotli"), _installed("zstandard")


def unpacked(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The body behind one `Content-Encoding`, in small pieces where it was compressed. Raises `Unreachable` (unreadable) for an
    unknown or nested coding, a damaged or an incomplete stream."""
    coding = coding.strip().lower()
    if coding in {"", "identity"}:
        yield from chunks
        return
    unpack = _CODINGS.get(coding)
    if unpack is None:
        raise _unreadable("an encoding that we did not ask for")
    try:
        yield from unpack(iter(chunks))
    except _DAMAGED:
        raise _unreadable("the compressed body is damaged") from None


def _gunzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    rest = _opening(chunks)
    while rest:
        stream = zlib.decompressobj(_GZIP)
        yield from _member(stream, rest, chunks)
        rest = stream.unused_data or next(chunks, b"")
        if not rest.startswith(b"\x1f"):
            return  # padding after the end means nothing


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Servers send two things under the name deflate: RFC 1950 with a header of two bytes, and RFC 1951 without."""
    opening = _opening(chunks)
    if opening:
        headed = len(opening) > 1 and opening[0] & 15 == 8 and int.from_bytes(opening[:2], "big") % 31 == 0
        yield from _member(zlib.decompressobj(_ZLIB if headed else _BARE), opening, chunks)


def _member(stream: zlib._Decompress, rest: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """One compressed stream up to its own end mark."""
    while True:
        piece = stream.decompress(rest, PIECE)
        rest = stream.unconsumed_tail
        yield piece
        if stream.eof:
            return
        if not rest and len(piece) < PIECE:
            rest = next(chunks, b"")
            if not rest:
                raise _unreadable("the compressed body breaks off")


def _unbrotlied(chunks: Iterator[bytes]) -> Iterator[bytes]:
    stream, rest = brotli.Decompressor(), _opening(chunks)
    if not rest:
        return
    while not stream.is_finished():
        piece = stream.process(rest, output_buffer_limit=PIECE)
        rest = b""
        yield piece
        if stream.can_accept_more_data() and not stream.is_finished() and not piece:
            rest = next(chunks, b"")
            if not rest:
                raise _unreadable("the compressed body breaks off")


def _unzstandarded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Frames are read one after another, as RFC 8878 §3.1 has it; the last must come to its end."""
    rest = _opening(chunks)
    while rest:
        stream = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        while not stream.eof:
            if not rest:
                rest = next(chunks, b"")
                if not rest:
                    raise _unreadable("the compressed body breaks off")
            # its output has no bound of its own: a few bytes go in at a time, none of which opens more than one block
            yield stream.decompress(rest[:_SIP])
            rest = stream.unused_data + rest[_SIP:] if stream.eof else rest[_SIP:]
        rest = rest or next(chunks, b"")


def _opening(chunks: Iterator[bytes]) -> bytes:
    """At least the two bytes that tell the kinds apart; nothing for an empty body."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        if len(rest) > 1:
            break
    return rest


def _unreadable(why: str) -> Unreachable:
    return Unreachable(Unclear.UNREADABLE, why)


_CODINGS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _inflated,
    **({"br": _unbrotlied} if brotli else {}),
    **({"zstd": _unzstandarded} if zstandard else {}),
}
_DAMAGED: tuple[type[Exception], ...] = (
    zlib.error,
    *((brotli.error,) if brotli else ()),
    *((zstandard.ZstdError,) if zstandard else ()),
)
#: What we say we understand; whoever sends something else (gzip in gzip) is not read.
ACCEPTED = ", ".join(coding for coding in _CODINGS if coding != "x-gzip")
