"""A letter as it goes over the line: its MIME form, and what is asked about its delivery (RFC 3461)."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime

from domain.errors import BadInput
from domain.ports import Letter
from gateway.encryption import openpgp, smime

#: Puts a signature in front of a message.
Sign = Callable[[bytes], bytes]

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_ADDRESS = re.compile(r"[!-~]+@[A-Za-z0-9.-]+")
_NOT_IN_ADDRESS = re.compile(r'[<>,;:"()\\]')
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_KIND = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_MESSAGE_ID = re.compile(r"<[!-~]+@[!-~]+>")
LONGEST_ENVID = 100  # characters (RFC 3461 §4.4)


def message_bytes(letter: Letter, sign: Sign = bytes) -> bytes:
    """Headers and body with CRLF line ends, plain ASCII, dots at the start of a line doubled (RFC 5321 §4.5.2): ready for
    DATA but for the end mark. Raises `BadInput` for a field that would smuggle a header or a second recipient, and for a key
    that cannot be encrypted to."""
    return re.sub(rb"(?m)^\.", b"..", sign(mime_bytes(letter)))


def mime_bytes(letter: Letter) -> bytes:
    """The message as it is signed."""
    _check(letter)
    outer: Message = _sealed(letter)
    for name, value in (
        ("From", letter.header_from),
        ("To", letter.to),
        ("Reply-To", letter.reply_to),
        ("Subject", letter.subject),
        ("Date", format_datetime(letter.date)),
        ("Message-ID", letter.message_id),
    ):
        outer[name] = value
    outer["Content-Language"] = letter.language  # after the content, which clears all Content- headers
    return outer.as_bytes(policy=SMTP)


def _sealed(letter: Letter) -> Message:
    """What the letter says, encrypted where the recipient has a key."""
    content = EmailMessage(policy=SMTP)
    content.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    for file in letter.attachments:
        main, _, sub = file.kind.partition("/")
        content.add_attachment(file.text.encode("utf-8"), maintype=main, subtype=sub, filename=file.name)
    if letter.certificate:
        return smime(content, letter.certificate)
    return openpgp(content, letter.pgp_key) if letter.pgp_key else content


def mail_options(letter: Letter) -> list[str]:
    """A bounce brings the headers back, not the text; it names our Message-ID where it fits."""
    envelope_id = xtext(letter.message_id.strip("<>"))
    return ["RET=HDRS", *([f"ENVID={envelope_id}"] if len(envelope_id) <= LONGEST_ENVID else [])]


def recipient_options(letter: Letter) -> list[str]:
    return ["NOTIFY=SUCCESS,FAILURE,DELAY", f"ORCPT=rfc822;{xtext(letter.to)}"]


def xtext(text: str) -> str:
    """RFC 3461 §4: everything but printable ASCII, and "+" and "=" too, as +XX."""
    return "".join(f"+{ord(char):02X}" if char in "+=" or not "!" <= char <= "~" else char for char in text)


def _check(letter: Letter) -> None:
    for name in ("header_from", "reply_to", "subject", "language"):
        if _CONTROL.search(getattr(letter, name)):
            raise BadInput("letter", f"a line break or control character stands in {name}; take it out")
    for name in ("envelope_from", "to"):
        address = getattr(letter, name)
        if not _ADDRESS.fullmatch(address) or _NOT_IN_ADDRESS.search(address) or address.count("@") != 1:
            raise BadInput("letter", f"{name} is not one plain address; write name@domain, the domain in ASCII (xn--)")
    if not _MESSAGE_ID.fullmatch(letter.message_id):
        raise BadInput("letter", "message_id is not of the form <left@right>")
    for file in letter.attachments:
        if not _FILE_NAME.fullmatch(file.name) or not _KIND.fullmatch(file.kind):
            raise BadInput("letter", "an attachment has an unusable name or kind; use letters, digits, dots and hyphens")
    if letter.date.tzinfo is None:
        raise BadInput("letter", "date has no time zone; give one")
