"""Takes a body out of its gzip or deflate wrapping, in small pieces, so that a bomb never unfolds in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from domain.errors import Unclear, Unreachable

#: What we say we understand; whoever sends something else (br, zstd, gzip in gzip) is not read.
ACCEPTED = "gzip, deflate"
PIECE = 65_536
_GZIP, _ZLIB, _BARE = 31, 15, -15  # zlib's `wbits`


def unpacked(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The body behind one `Content-Encoding`, in pieces of at most 64 KiB where it was compressed.
    Raises `Unreachable` (unreadable) for an unknown or nested coding, a damaged or an incomplete stream."""
    coding = coding.strip().lower()
    if coding in {"", "identity"}:
        yield from chunks
        return
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise _unreadable("an encoding that we did not ask for")
    try:
        yield from _inflated(iter(chunks), coding)
    except zlib.error:
        raise _unreadable("the compressed body is damaged") from None


def _inflated(chunks: Iterator[bytes], coding: str) -> Iterator[bytes]:
    rest = _opening(chunks)
    while rest:
        stream = zlib.decompressobj(_wbits(rest, coding))
        yield from _member(stream, rest, chunks)
        rest = stream.unused_data or next(chunks, b"")
        if coding == "deflate" or not rest.startswith(b"\x1f"):
            return  # padding after the end means nothing


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


def _opening(chunks: Iterator[bytes]) -> bytes:
    """At least the two bytes that tell the kinds apart; nothing for an empty body."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        if len(rest) > 1:
            break
    return rest


def _wbits(opening: bytes, coding: str) -> int:
    """Servers send two things under the name deflate: RFC 1950 with a header of two bytes, and RFC 1951 without."""
    if coding != "deflate":
        return _GZIP
    headed = len(opening) > 1 and opening[0] & 15 == 8 and int.from_bytes(opening[:2], "big") % 31 == 0
    return _ZLIB if headed else _BARE


def _unreadable(why: str) -> Unreachable:
    return Unreachable(Unclear.UNREADABLE, why)
