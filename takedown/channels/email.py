"""The letter as it leaves by mail: a token of its own for every attempt, fixed and kept before anything is sent."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from email.utils import formataddr

from domain.ports import Letter
from domain.recipient import Recipient
from domain.takedown import Takedown
from takedown.channels import xarf
from takedown.desk import Desk
from takedown.language import language_of

__all__ = ["Desk", "letter", "message_id_of", "new_token", "valid_token"]

TOKEN_BYTES = 15  # 120 bits: 24 letters and digits, no padding


def new_token(key: bytes, takedown_id: str, attempt: int) -> str:
    """Opaque, and the same for the same attempt: HMAC-SHA256 in lower-case base32. Nothing can be read from it."""
    told = f"luwte attempt\0{takedown_id}\0{attempt}".encode()
    return base64.b32encode(hmac.digest(key, told, hashlib.sha256)[:TOKEN_BYTES]).decode().lower()


def valid_token(key: bytes, takedown_id: str, attempt: int, token: str) -> bool:
    """Whether this token was made for this attempt; takes equally long whatever the answer."""
    return hmac.compare_digest(new_token(key, takedown_id, attempt).encode(), token.encode("utf-8", "replace"))


def message_id_of(token: str, desk: Desk) -> str:
    """Fixed when the letter is released, so that no reply can come to a letter that we do not know."""
    return f"<{token}@{desk.domain}>"


def letter(
    takedown: Takedown, recipient: Recipient, *, token: str, message_id: str, desk: Desk, now: datetime, language: str = ""
) -> Letter:
    """What goes over the line: a report for machines as a file, and all of it encrypted where the recipient has a key. Bounces
    and automatic replies come to the envelope sender, people's to Reply-To."""
    body, attachments = xarf.detach(takedown.text)
    return Letter(
        message_id=message_id,
        envelope_from=f"{desk.bounce}+{token}@{desk.domain}",
        header_from=formataddr((desk.organisation, desk.address)),
        reply_to=f"{desk.reply}+{token}@{desk.domain}",
        to=recipient.email,
        subject=takedown.subject,
        body=body,
        language=language or language_of(recipient),
        date=now,
        attachments=attachments,
        certificate=recipient.certificate,
        pgp_key=recipient.pgp_key,
    )
