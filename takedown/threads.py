"""Finds what ties an incoming message to one of ours; whether that is enough, the caller decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses
from hashlib import sha256

from domain.recipient import Recipient
from takedown.reading import Mail, headers_of, inner_of, read, text_of
from takedown.tickets import ours_in

RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "To", "Cc")
MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}@[^<>\s]{1,250}>")
TOKEN = re.compile(r"[A-Za-z0-9._=-]{1,200}")
MOST = 50  # of each; nobody answers a longer thread


@dataclass(frozen=True, slots=True)
class Thread:
    """In order of trust: tokens out of our own addresses (as written; the caller checks their MAC), message ids answered or
    returned, our references, and the sender's domain, which is a hint to a person and proves nothing."""

    tokens: tuple[str, ...]
    message_ids: tuple[str, ...]
    references: tuple[str, ...]
    sender_domain: str


def find_token(raw: bytes, *, addresses: Iterable[str]) -> Thread:
    """Everything in a raw message that may name the notice it answers. `addresses`: ours, without token, such as
    meldpunt@luwte.example; a token follows "+" or, with a server that strips it, "."."""
    mail = read(raw)
    bases = tuple(address.lower().partition("@")[::2] for address in addresses)
    returned = tuple(_returned(mail))
    subjects = (mail.subject, *(subject for header in returned for subject in headers_of(header, "Subject")))
    return Thread(
        tokens=tuple(dict.fromkeys(_tokens(mail, bases)))[:MOST],
        message_ids=tuple(dict.fromkeys(_message_ids(mail, returned)))[:MOST],
        references=ours_in(*subjects)[:MOST],
        sender_domain=mail.sender.rpartition("@")[2],
    )


def content_of(raw: bytes) -> str:
    """What makes two messages the same message, whatever way each came: who wrote it, when, under which id, and its body. The
    servers on the way add headers, and a mailbox that is rebuilt gives it another name."""
    mail = read(raw)
    head = [mail.header(name) for name in ("Message-ID", "Date", "From", "Subject")]
    body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2]
    return sha256("\n".join(head).encode("utf-8", "replace") + b"\n\n" + body).hexdigest()


def is_theirs(domain: str, recipient: Recipient) -> bool:
    """Whether a sender of this domain may write for the recipient: its own, one below it, or that of one of its hosts."""
    own = (recipient.email.rpartition("@")[2].lower(), *(host.lower() for host in recipient.hosts))
    return "." in domain and any(
        domain == one or domain.endswith(f".{one}") or one.endswith(f".{domain}") for one in own if one
    )


def _tokens(mail: Mail, bases: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for name in RECIPIENT_HEADERS:
        for _, address in getaddresses([value[:5000] for value in mail.headers(name)]):
            local, _, domain = address.rpartition("@")
            for base, ours in bases:
                token = local[len(base) + 1 :]
                if domain.lower() == ours and local.lower().startswith((f"{base}+", f"{base}.")) and TOKEN.fullmatch(token):
                    yield token


def _message_ids(mail: Mail, returned: tuple[Message, ...]) -> Iterator[str]:
    yield from MESSAGE_ID.findall(mail.header("In-Reply-To")[:5000])
    yield from reversed(MESSAGE_ID.findall(" ".join(mail.headers("References"))[-20000:]))
    for header in returned:
        yield from MESSAGE_ID.findall(next(iter(headers_of(header, "Message-ID")), ""))


def _returned(mail: Mail) -> Iterator[Message]:
    """The headers of our own message, as a report or a bounce encloses them."""
    for part in mail.parts:
        if part.get_content_type() == "text/rfc822-headers":
            yield read(text_of(part).encode("utf-8", "replace")).message
        elif part.get_content_type() in {"message/rfc822", "message/rfc822-headers", "message/global"}:
            yield from inner_of(part)
