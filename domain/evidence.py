"""What is kept as proof: a capture's originals, their seal, the log of who touched them, and the dossier handed over."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Original:
    """One untouched file of a capture; `name` is a plain file name that tells nothing about anybody.

    `salt` (64 hex digits, given when it is sealed) opens the seal's commitment to it: without the salt nobody can find out
    by trial what a small file holds, so that the seal may be kept and shown after the file is withheld or erased.
    """

    name: str
    content: bytes = field(repr=False)
    salt: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TimeToken:
    """An RFC 3161 response over a seal's signature, the time in it, and which of our authorities gave it (0: the first)."""

    der: bytes = field(repr=False)
    at: datetime
    authority: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a picture, in its own pixels, from the top left corner."""

    x: int
    y: int
    width: int
    height: int


class Visibility(StrEnum):
    """Whether a matched value can be read on the picture of the page."""

    VISIBLE = "visible"
    TEXT_ONLY = "text-only"  # in the page's text or source, and not on the picture
    IMAGE = "image"  # in an image or drawing on the page: a person must look
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Shown:
    """One matched value and whether it is on the picture. `boxes`: where it is, for marking and for making unreadable."""

    value: str = field(repr=False)
    visibility: Visibility
    boxes: tuple[Box, ...] = ()


class Pictured(StrEnum):
    """Whether a capture comes with a picture of the page, and if not, why."""

    MADE = "made"
    OFF = "off"  # luwte has no browser
    WANTED = "wanted"  # it has one, which has not been there yet
    FAILED = "failed"  # it could not, and tries again
    IMPOSSIBLE = "impossible"  # a download, or something that a browser does not show
    GIVEN_UP = "given-up"  # it could not, three times

    @property
    def missing(self) -> bool:
        """No letter leaves before there is one, or before we know that there will be none."""
        return self in (Pictured.WANTED, Pictured.FAILED)


@dataclass(frozen=True, slots=True)
class Seal:
    """A capture's list of digests (canonical JSON), signed with Ed25519 and, once an authority has answered, time-stamped.

    `signature` is over the raw bytes of `manifest`; `token` is an RFC 3161 response over `signature`; `stamped_at` is
    the time in the token, already checked against our own roots; `authority` says which of ours gave it, and `more` holds
    the tokens of the others. Without a token nothing may be taken down.
    """

    manifest: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    key_id: str
    token: bytes | None = field(default=None, repr=False)
    stamped_at: datetime | None = None
    authority: int = 0
    more: tuple[TimeToken, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest in hex: how the custody log names this seal."""
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def stamped(self) -> bool:
        return self.token is not None

    @property
    def tokens(self) -> tuple[TimeToken, ...]:
        """Every token, the first one first."""
        if self.token is None or self.stamped_at is None:
            return ()
        return (TimeToken(self.token, self.stamped_at, self.authority), *self.more)


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
    SEAL_OVERRIDDEN = "seal.overridden"
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


class Audience(StrEnum):
    """For whom a bundle is: what it holds, and what it leaves out, follows from that."""

    POLICE = "police"  # everything
    COURT = "court"  # everything, for whoever brings or hears a legal claim
    EMPLOYEE = "employee"  # text alone, unless they ask for the pictures
    RECIPIENT = "recipient"  # redacted copies alone

    @property
    def whole(self) -> bool:
        """Whether it gets everything: originals, custody log, and who is meant."""
        return self in (Audience.POLICE, Audience.COURT)


@dataclass(frozen=True, slots=True)
class Derived:
    """A copy made from an original, never put in its place: a stamped slice, or a redacted one. `of`: the original's name."""

    capture_id: str
    name: str
    content: bytes = field(repr=False)
    of: str
    how: str  # stamped, redacted


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline: what happened in a word (found, confirmed, sent …), and a reference where there is one."""

    at: datetime
    what: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who hands the bundle over, where they can be reached, and in whose interest. `person` is told to the police alone."""

    organisation: str
    contact: str
    person: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Override:
    """Two people decided that danger left no time to wait for a time-stamp. Pseudonyms."""

    first: str
    second: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that goes into one bundle. `case` and `exposure` are references without meaning to an outsider;
    `withheld` are paths of originals that this reader does not get, though the seals go on to cover them."""

    case: str
    exposure: str
    categories: tuple[str, ...]
    captures: tuple[Sealed, ...]
    custody: tuple[CustodyLine, ...]
    sightings: tuple[SightingLine, ...] = ()
    audience: Audience = Audience.POLICE
    reporter: Reporter = Reporter("", "")
    derived: tuple[Derived, ...] = ()
    withheld: frozenset[str] = frozenset()
    timeline: tuple[Event, ...] = ()
    override: Override | None = None
    criminal: bool = False  # a crime is suspected
    threat: bool = False
