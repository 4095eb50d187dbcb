"""How the two processes talk: a line of JSON, and behind it the pieces of bytes whose lengths it names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO, Any

MAX_LINE = 100_000_000


def write(stream: IO[bytes], told: dict[str, Any], pieces: Sequence[bytes] = ()) -> None:
    line = json.dumps({**told, "pieces": [len(piece) for piece in pieces]}).encode("ascii")
    stream.write(line + b"\n")
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def read(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Raises `EOFError` where the other side ended before all of it came."""
    line = stream.readline(MAX_LINE)
    if not line.endswith(b"\n"):
        raise EOFError("the other process ended")
    told: dict[str, Any] = json.loads(line)
    pieces = []
    for length in told.pop("pieces"):
        piece = stream.read(length)
        if len(piece) != length:
            raise EOFError("the other process ended in the middle of a piece")
        pieces.append(piece)
    return told, pieces
