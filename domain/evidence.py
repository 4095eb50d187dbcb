"""What is kept as proof: a capture's originals, their seal, the log of who touched them, and the dossier handed over."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Original:
    """One untouched file of a capture; `name` is a plain file name that tells nothing about anybody."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seal:
    """A capture's list of digests (canonical JSON), signed with Ed25519 and, once an authority has answered, time-stamped.

    `signature` is over the raw bytes of `manifest`; `token` is an RFC 3161 response over `signature`; `stamped_at` is
    the time in the token, already checked against our own roots. Without a token nothing may be taken down.
    """

    manifest: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    key_id: str
    token: bytes | None = field(default=None, repr=False)
    stamped_at: datetime | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest in hex: how the custody log names this seal."""
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def stamped(self) -> bool:
        return self.token is not None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A capture's originals with their seal, kept together and never changed; a token may be added once."""

    capture_id: str
    originals: tuple[Original, ...]
    seal: Seal


class CustodyType(StrEnum):
    """What happened to the evidence."""

    CASE_OPENED = "case.opened"
    CAPTURE_STARTED = "capture.started"
    CAPTURE_SEALED = "capture.sealed"
    CAPTURE_TIMESTAMPED = "capture.timestamped"
    REPLAY_CHECKED = "capture.replay_checked"
    VIEWED = "viewed"
    EXPORTED = "exported"
    REDACTED = "redacted"
    SHARED = "shared"
    TAKEDOWN_SENT = "takedown.sent"
    RECHECKED = "rechecked"
    RETENTION_EXTENDED = "retention.extended"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """One line of the log that outlives erasure: pseudonyms and digests, never a name, a URL or content.

    `prev` is the SHA-256 of the line before as it is written, or 64 zeros; `seal` is a seal's digest; `reason` is a
    word or two in lower case (`four-eyes`, `police-report`).
    """

    seq: int
    at: datetime
    type: CustodyType
    actor: str
    prev: str
    capture: str = ""
    seal: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SightingLine:
    """What was seen later at the place: present, absent, unclear or site-gone, with the reason why it was unclear."""

    at: datetime
    outcome: str
    reason: str = ""
    category: str = ""  # of the trace that was looked for: phone, address, …
    vantage: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that goes into one bundle. `case` and `exposure` are references without meaning to an outsider."""

    case: str
    exposure: str
    categories: tuple[str, ...]
    captures: tuple[Sealed, ...]
    custody: tuple[CustodyLine, ...]
    sightings: tuple[SightingLine, ...] = ()
