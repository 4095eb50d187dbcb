"""Reads a whole message as its recipient could: headers, every part taken out of its wrapping, and the names of files."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import Any

from domain.profile import Identifier, IdentifierKind
from takedown.leaks import Forbidden, leaks

#: Headers that the line itself needs and that hold no words of ours.
_TECHNICAL = frozenset({"message-id", "date", "mime-version", "content-transfer-encoding", "dkim-signature"})
#: So much of an attachment is read.
_LONGEST = 2_000_000


class Unreadable(ValueError):
    """A part is of a kind that nobody here can read: it may hold anything, so it may not leave."""


def leaks_in_message(
    raw: bytes, identifiers: Iterable[Identifier] = (), allowed_urls: Iterable[str] = (), *, known: Iterable[str] = ()
) -> tuple[IdentifierKind | Forbidden, ...]:
    """The kinds of exposed value anywhere in a message, before it is encrypted. Raises `Unreadable`."""
    message = message_from_bytes(raw, policy=default)
    return leaks("\n\n".join(texts_of(message)), identifiers, allowed_urls, known=known)


def texts_of(message: Message) -> Iterator[str]:
    """Every text that somebody who gets the message can read."""
    for part in message.walk():
        yield from (str(value) for name, value in part.items() if name.lower() not in _TECHNICAL)
        if filename := part.get_filename():
            yield filename
        if not part.is_multipart():
            yield from text_in(part)


def text_in(part: Message) -> Iterator[str]:
    kind = part.get_content_type()
    if isinstance(part, EmailMessage) and kind.startswith("text/"):
        yield str(part.get_content())
        return
    payload = part.get_payload(decode=True)
    yield from text_of_file(kind, payload if isinstance(payload, bytes) else b"")


def text_of_file(kind: str, content: bytes) -> Iterator[str]:
    """What a file of this kind says. Raises `Unreadable` for kinds that nobody here can read."""
    content = content[:_LONGEST]
    if kind.startswith("text/") or kind in {"application/xml", "message/rfc822"}:
        yield content.decode("utf-8", "replace")
    elif kind.endswith("json"):
        yield from _strings(json.loads(content))
    elif kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                yield entry.filename
                inner = "application/json" if entry.filename.endswith(".json") else "text/plain"
                yield from text_of_file(inner, archive.read(entry))
    else:
        raise Unreadable(f"a part of the kind {kind} cannot be read; send it as text")


def _strings(value: Any) -> Iterator[str]:
    """Keys and values, however nested; numbers too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif value is not None:
        yield str(value)
