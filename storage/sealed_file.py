"""Lines in one encrypted file, written and read piece by piece: what was cut off, moved or changed is refused.

magic ‖ head (one line of JSON: what it holds, at which schema, its key wrapped by the ring) ‖ pieces, each a length of 4 bytes
and AES-256-GCM under that key, bound to the head, to its number, and to whether it is the last.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from domain.errors import BadInput, Locked, NotFound
from storage.cipher import KeyRing, lock, new_key, unlock

_MAGIC = b"luwte-backup-2\n"
_BOUND_TO = "backup"
_PIECE = 1_000_000  # bytes of compressed lines
_LONGEST = 64 * _PIECE
_LONGEST_HEAD = 10_000


@dataclass(frozen=True, slots=True)
class Head:
    """`what`: vault or keys; `revision`: of the schema whose rows these are."""

    what: str
    revision: str


def write(out: BinaryIO, ring: KeyRing, head: Head, lines: Iterable[str]) -> None:
    key = new_key()
    name, wrapped = ring.wrap(key, _BOUND_TO)
    told = {"what": head.what, "revision": head.revision, "wrapped_by": name, "wrapped": base64.b64encode(wrapped).decode()}
    first = json.dumps(told, sort_keys=True).encode() + b"\n"
    out.write(_MAGIC + first)
    number = 0
    packer, packed = zlib.compressobj(), bytearray()
    for more in chain((packer.compress(line.encode() + b"\n") for line in lines), (packer.flush() for _ in range(1))):
        packed += more
        while len(packed) > _PIECE:
            _put(out, key, first, number, packed[:_PIECE], last=False)
            number, packed = number + 1, packed[_PIECE:]
    _put(out, key, first, number, packed, last=True)


def read(raw: BinaryIO, ring: KeyRing, where: str) -> tuple[Head, Iterator[str]]:
    """The head, and the lines as they are asked for. The end is proven only when the last line has been given: keep nothing
    before. Raises `BadInput` for what is no such file, is damaged, or was written under a key that the ring does not have."""
    if raw.read(len(_MAGIC)) != _MAGIC:
        raise BadInput(where, "this is no backup of luwte, or one in an older form: restore that with the luwte that made it")
    first = raw.readline(_LONGEST_HEAD)
    try:
        told = json.loads(first)
        name, wrapped = told["wrapped_by"], base64.b64decode(told["wrapped"])
        head = Head(told["what"], told["revision"])
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise BadInput(where, "its beginning is damaged; take another copy") from None
    try:
        key = ring.unwrap(name, wrapped, _BOUND_TO)
    except Locked:
        told_name = name if isinstance(name, str) and name.isprintable() else "?"
        raise BadInput(
            where, f"the key ring does not open it: it was written under the master key {told_name!r}; put that key in the ring"
        ) from None
    return head, _lines(_pieces(raw, key, first, where), where)


def _put(out: BinaryIO, key: bytes, first: bytes, number: int, piece: bytes | bytearray, *, last: bool) -> None:
    locked = lock(key, bytes(piece), _place(first, number, last=last))
    out.write(len(locked).to_bytes(4, "big") + locked)


def _pieces(raw: BinaryIO, key: bytes, first: bytes, where: str) -> Iterator[bytes]:
    number, last = 0, False
    while not last:
        size = raw.read(4)
        length = int.from_bytes(size, "big")
        locked = raw.read(length) if len(size) == 4 and length <= _LONGEST else b""
        if len(size) < 4 or len(locked) < length:
            raise BadInput(where, "it ends too early: this is not the whole file; nothing was put back")
        following = raw.read(1)
        last = not following
        if following:
            raw.seek(-1, 1)
        try:
            yield unlock(key, locked, _place(first, number, last=last))
        except NotFound:
            words = "it ends too early, or is damaged" if last else "it is damaged"
            raise BadInput(where, f"{words}; take another copy. Nothing was put back") from None
        number += 1


def _lines(pieces: Iterator[bytes], where: str) -> Iterator[str]:
    unpacker, rest = zlib.decompressobj(), b""
    for piece in pieces:
        *whole, rest = (rest + unpacker.decompress(piece)).split(b"\n")
        yield from (line.decode() for line in whole)
    if rest or not unpacker.eof:
        raise BadInput(where, "it ends too early; nothing was put back")


def _place(first: bytes, number: int, *, last: bool) -> str:
    return f"{_BOUND_TO}:{hashlib.sha256(first).hexdigest()}:{number}:{'last' if last else 'more'}"
