"""A letter as it goes over the line: its MIME form, and what is asked about its delivery (RFC 3461)."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from domain.errors import BadInput
from domain.ports import Letter

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_ADDRESS = re.compile(r"[!-~]+@[A-Za-z0-9.-]+")
_NOT_IN_ADDRESS = re.compile(r'[<>,;:"()\\]')
_MESSAGE_ID = re.compile(r"<[!-~]+@[!-~]+>")
LONGEST_ENVID = 100  # characters (RFC 3461 §4.4)


def message_bytes(letter: Letter) -> bytes:
    """Headers and body with CRLF line ends, plain ASCII, dots at the start of a line doubled (RFC 5321 §4.5.2): ready for
    DATA but for the end mark. Raises `BadInput` for a field that would smuggle a header or a second recipient."""
    _check(letter)
    message = EmailMessage(policy=SMTP)
    message["From"] = letter.header_from
    message["To"] = letter.to
    message["Reply-To"] = letter.reply_to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.date)
    message["Message-ID"] = letter.message_id
    message.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = letter.language  # after the content, which clears all Content- headers
    return re.sub(rb"(?m)^\.", b"..", message.as_bytes())


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
    if letter.date.tzinfo is None:
        raise BadInput("letter", "date has no time zone; give one")
