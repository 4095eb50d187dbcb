"""A sealed capture as bytes: a short head in JSON, then each file as it is, deflated where that makes it shorter.

Pictures and archives do not shrink, and text written as base64 inside JSON would grow by a third; so the files stand apart.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from datetime import datetime
from typing import Any

from domain.evidence import Original, Seal, Sealed, TimeToken

_MARK = b"LW2\n"
_LENGTH = struct.Struct(">I")
_MOST = 512 * 1024 * 1024  # a deflated file that claims to be larger was not written by us


def pack(sealed: Sealed) -> bytes:
    bodies = [_shortest(file.content) for file in sealed.originals]
    files = [
        {"name": file.name, "salt": file.salt, "size": len(file.content), "kept": len(body)}
        for file, body in zip(sealed.originals, bodies, strict=True)
    ]
    head = json.dumps({"capture": sealed.capture_id, "files": files, "seal": _seal(sealed.seal)}).encode()
    return b"".join((_MARK, _LENGTH.pack(len(head)), head, *bodies))


def is_packed(raw: bytes) -> bool:
    return raw.startswith(_MARK)


def unpack(raw: bytes) -> Sealed:
    start = len(_MARK) + _LENGTH.size
    (length,) = _LENGTH.unpack_from(raw, len(_MARK))
    head = json.loads(raw[start : start + length])
    at, originals = start + length, []
    for file in head["files"]:
        body = raw[at : at + file["kept"]]
        originals.append(Original(file["name"], _whole(body, file["size"]), file["salt"]))
        at += file["kept"]
    return Sealed(head["capture"], tuple(originals), _unsealed(head["seal"]))


def _shortest(content: bytes) -> bytes:
    deflated = zlib.compress(content, 6)
    return deflated if len(deflated) < len(content) else content


def _whole(body: bytes, size: int) -> bytes:
    if len(body) == size:
        return body
    content = zlib.decompressobj().decompress(body, min(size, _MOST) + 1)
    if len(content) != size:
        raise ValueError("a file is not as long as it was when it was kept")
    return content


def _seal(seal: Seal) -> dict[str, Any]:
    tokens = [[_text(one.der), one.at.isoformat(), one.authority] for one in seal.tokens]
    signed = {"manifest": _text(seal.manifest), "signature": _text(seal.signature), "key_id": seal.key_id}
    return signed | {"tokens": tokens}


def _unsealed(told: dict[str, Any]) -> Seal:
    tokens = [TimeToken(base64.b64decode(der), datetime.fromisoformat(at), number) for der, at, number in told["tokens"]]
    signed = (base64.b64decode(told["manifest"]), base64.b64decode(told["signature"]), told["key_id"])
    if not tokens:
        return Seal(*signed)
    first, *more = tokens
    return Seal(*signed, first.der, first.at, first.authority, tuple(more))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
