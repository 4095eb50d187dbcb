"""Reads a raw message, whatever it contains, into what the rules look at; it never fails."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

LONGEST = 2_000_000  # bytes of a message that are read; the rest is attachments
LONGEST_HEAD = 200_000  # bytes of its headers
MOST_MARKS = 500  # lines that may begin or end a part; the parser's time grows with their square
MOST_BLOCKS = 2_000  # empty lines in a report, each of which may begin a recipient's block
LONGEST_TEXT = 40_000  # characters of its text
LONGEST_MARKUP = 500_000  # characters of HTML
MOST_TAGS = 8_000  # tags in it; the parser's time grows with the square of what nests
MOST_TEXTS = 20  # parts that are shown one after another
DEEPEST = 40  # parts within parts
#: What a mail program puts around the letter that is answered.
QUOTING_MARKUP = "blockquote, .gmail_quote, .gmail_attr, .moz-cite-prefix, #appendonsend, #divRplyFwdMsg, script, style, head"


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as the rules see it. `parts` are its own leaves and reports, not those of a message enclosed in it."""

    message: Message = field(repr=False)
    parts: tuple[Message, ...] = field(repr=False)
    subject: str = field(repr=False)
    sender: str = field(repr=False)
    text: str = field(repr=False)
    body: str = field(repr=False)  # as it came, for what is too malformed to have parts

    def header(self, name: str) -> str:
        """The first header of that name, decoded, or an empty string."""
        return next(iter(self.headers(name)), "")

    def headers(self, name: str) -> tuple[str, ...]:
        return headers_of(self.message, name)

    @property
    def null_sender(self) -> bool:
        """The envelope names nobody to answer to. Automatic replies do that as well as bounces."""
        return self.header("Return-Path").strip() in {"<>", "<MAILER-DAEMON>"}


def read(raw: bytes) -> Mail:
    """A raw message (RFC 5322) as a `Mail`; of one that nests without end, only the headers are read."""
    kept = _bounded(raw)
    try:
        message: Message = email.message_from_bytes(kept)
    except RecursionError:
        message = BytesHeaderParser().parsebytes(kept)
    parts = tuple(_own_parts(message))
    sender = parseaddr(next(iter(headers_of(message, "From")), ""))[1].lower()
    subject = next(iter(headers_of(message, "Subject")), "")
    body = kept.partition(b"\n\n")[2] or kept.partition(b"\r\n\r\n")[2]
    return Mail(message, parts, subject, sender, _text(parts)[:LONGEST_TEXT], body[:LONGEST_TEXT].decode("utf-8", "replace"))


def _bounded(raw: bytes) -> bytes:
    """As much of a message as can be read in a moment: what is cut off is more than anybody writes."""
    kept = raw[:LONGEST].replace(b"\x00", b" ")
    end = re.search(rb"\r?\n\r?\n", kept)
    if (end.start() if end else len(kept)) > LONGEST_HEAD:
        head = kept[:LONGEST_HEAD].rpartition(b"\n")[0]
        kept = head + b"\n\n" + (kept[end.end() :] if end else b"")
    for mark, most in ((rb"\n--", MOST_MARKS), (rb"\n\r?\n", MOST_BLOCKS)):
        last = next(islice(re.finditer(mark, kept), most, None), None)
        kept = kept[: last.start() + 1] if last else kept
    return kept


def headers_of(message: Message, name: str) -> tuple[str, ...]:
    """Every header of that name, decoded as far as it can be."""
    return tuple(_decoded(value) for value in message.get_all(name, []))


def inner_of(part: Message) -> tuple[Message, ...]:
    """The parts right inside a part; none where it holds a text."""
    inner = part.get_payload() if part.is_multipart() else []
    return tuple(one for one in inner if isinstance(one, Message)) if isinstance(inner, list) else ()


def text_of(part: Message) -> str:
    """A part's text, in the character set that it names or, failing that, in UTF-8."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    for charset in (str(part.get_param("charset", "utf-8")), "utf-8"):
        try:
            return payload.decode(charset, "replace").replace("\r\n", "\n")
        except (LookupError, ValueError):
            continue
    return ""


def _decoded(value: object) -> str:
    try:
        return " ".join(str(make_header(decode_header(str(value)))).split())
    except (HeaderParseError, LookupError, ValueError):
        return " ".join(str(value).split())


def _own_parts(message: Message, depth: int = 0) -> Iterator[Message]:
    if not message.is_multipart() or message.get_content_maintype() == "message":
        yield message
    elif depth < DEEPEST:
        for part in inner_of(message):
            yield from _own_parts(part, depth + 1)


def _text(parts: tuple[Message, ...]) -> str:
    texts = [part for part in parts if part.get_content_type() in {"text/plain", "text/html"}]
    shown = [part for part in texts if part.get_content_disposition() != "attachment"][:MOST_TEXTS]
    plain = "\n\n".join(text_of(part) for part in shown if part.get_content_type() == "text/plain")
    if plain.strip():
        return plain
    return _without_markup("\n".join(text_of(part) for part in shown if part.get_content_type() == "text/html"))


def _without_markup(markup: str) -> str:
    kept = markup[:LONGEST_MARKUP]
    last = next(islice(re.finditer("<", kept), MOST_TAGS, None), None)
    tree = LexborHTMLParser(kept[: last.start()] if last else kept)
    for node in tree.css(QUOTING_MARKUP):
        node.decompose()
    for node in tree.css("br, p, div, li, tr, h1, h2, h3, h4"):
        node.insert_before("\n")
    return tree.body.text(separator="") if tree.body else ""
