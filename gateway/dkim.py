"""Signs what leaves with the key of our domain (RFC 6376), where the installation has one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import dkim  # type: ignore[import-untyped]  # no stubs

from domain.errors import BadInput

#: What is signed, as far as it is there: a change of any of these breaks the signature.
HEADERS = (b"from", b"to", b"reply-to", b"subject", b"date", b"message-id", b"mime-version", b"content-type")


@dataclass(frozen=True, slots=True)
class Signer:
    """`selector` is where the public half stands: <selector>._domainkey.<domain>."""

    domain: str
    selector: str
    key: bytes = field(repr=False)

    @classmethod
    def read(cls, domain: str, selector: str, key: str) -> Self:
        """Raises `BadInput` for a key that cannot sign."""
        signer = cls(domain, selector, key.encode("utf-8"))
        try:
            signer.signed(b"From: a@b.example\r\n\r\nx\r\n")
        except (dkim.DKIMException, ValueError):
            raise BadInput("LUWTE_DKIM_KEY", "is not an RSA private key in PEM; see docs/operating.md") from None
        return signer

    def signed(self, message: bytes) -> bytes:
        """The message with its signature in front."""
        there = [name for name in HEADERS if b"\r\n" + name + b":" in b"\r\n" + message.partition(b"\r\n\r\n")[0].lower()]
        relaxed = (b"relaxed", b"relaxed")
        selector, domain = self.selector.encode(), self.domain.encode()
        signature = dkim.sign(message, selector, domain, self.key, canonicalize=relaxed, include_headers=there)
        return bytes(signature) + message
