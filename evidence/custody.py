"""The chain of custody: one line an event, each naming the digest of the line before, so that none can be taken out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from domain.errors import BadInput
from domain.evidence import CustodyLine, CustodyType
from evidence import canonical, moments

FIRST = "0" * 64
#: Pseudonyms and words, so that no name, URL, number or address fits in.
_ACTOR = re.compile(r"[a-z][a-z0-9-]{0,63}")
_REASON = re.compile(r"(?:[a-z][a-z-]{0,63})?")
_CAPTURE = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]{0,79})?")
_SEAL = re.compile(r"(?:[0-9a-f]{64})?")


def append(
    lines: Sequence[CustodyLine],
    type_: CustodyType,
    *,
    actor: str,
    at: datetime,
    capture: str = "",
    seal: str = "",
    reason: str = "",
) -> CustodyLine:
    """The next line of this log. Raises BadInput for text that could be a name, a URL or content, or time running back."""
    fields = ((actor, _ACTOR, "actor"), (reason, _REASON, "reason"), (capture, _CAPTURE, "capture"), (seal, _SEAL, "seal"))
    for given, form, name in fields:
        if not form.fullmatch(given):
            raise BadInput("custody log", f"{name} must be a pseudonym, a digest or a word in lower case")
    at = moments.parse(moments.utc(at))  # to the millisecond, as it is written
    if lines and at < lines[-1].at:
        raise BadInput("custody log", "the new line is older than the last; check the clock")
    return CustodyLine(len(lines) + 1, at, type_, actor, head(lines), capture, seal, reason)


def following(
    type_: CustodyType, *, actor: str, at: datetime, capture: str = "", seal: str = "", reason: str = ""
) -> Callable[[Sequence[CustodyLine]], CustodyLine]:
    """Appends this line to a log it is given later; another machine's clock may have been ahead of ours when it wrote the
    last line, so the new one is never older."""

    def follow(lines: Sequence[CustodyLine]) -> CustodyLine:
        latest = max([at, *(line.at for line in lines[-1:])])
        return append(lines, type_, actor=actor, at=latest, capture=capture, seal=seal, reason=reason)

    return follow


def head(lines: Sequence[CustodyLine]) -> str:
    """SHA-256 of the last line as written; 64 zeros for an empty log."""
    return hashlib.sha256(encode_line(lines[-1])).hexdigest() if lines else FIRST


def encode(lines: Sequence[CustodyLine]) -> bytes:
    """The log as JSON lines."""
    return b"".join(encode_line(line) + b"\n" for line in lines)


def encode_line(line: CustodyLine) -> bytes:
    return canonical.encode(
        {
            "seq": line.seq,
            "at": moments.utc(line.at),
            "type": line.type,
            "actor": line.actor,
            "prev": line.prev,
            "capture": line.capture,
            "seal": line.seal,
            "reason": line.reason,
        }
    )


def decode(raw: bytes) -> tuple[CustodyLine, ...]:
    """Reads a log and follows its chain. Raises ValueError at the first line that does not follow from the one before."""
    lines: list[CustodyLine] = []
    if raw and not raw.endswith(b"\n"):
        raise ValueError("the last line is cut off")
    for written in raw.split(b"\n")[:-1]:
        given = _strings(canonical.decode_mapping(written))
        try:
            line = append(
                lines,
                CustodyType(given["type"]),
                actor=given["actor"],
                at=moments.parse(given["at"]),
                capture=given["capture"],
                seal=given["seal"],
                reason=given["reason"],
            )
        except (BadInput, KeyError) as error:
            raise ValueError("not a line of a custody log") from error
        if encode_line(line) != written:
            raise ValueError("a line does not follow from the one before")
        lines.append(line)
    return tuple(lines)


def holds(lines: Sequence[CustodyLine]) -> bool:
    """Whether these lines, as kept, still form one unbroken chain."""
    try:
        return decode(encode(lines)) == tuple(lines)
    except ValueError:
        return False


def _strings(given: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in given.items() if isinstance(value, str)}
