"""The shape of what the rooms need from outside; handed to them as functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from domain.mention import Capture, Remembered


class Now(Protocol):
    """The present moment, in UTC with its time zone."""

    def __call__(self) -> datetime: ...


class Fetch(Protocol):
    """Gets one page politely. `cold`: a new connection, no cache. `known`: ask only whether it changed since; a capture with
    status 304 and no body says that it did not. Raises `Unreachable` with its reason."""

    def __call__(self, url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture: ...


class Turns(Protocol):
    """Turns at hosts, shared with every other process that asks them. Who has the turn keeps it until the answer is in."""

    def take(self, host: str, delay: float, seconds: float) -> float:
        """0: it is our turn, for so many `seconds` at most; else how many seconds to wait before trying again. `delay`: seconds
        between two questions. Raises `Unreachable` (blocked) while the host wants quiet."""
        ...

    def give_back(self, host: str, ago: float) -> None:
        """The answer is in; the question went out so many seconds ago."""
        ...

    def hush(self, host: str, until: datetime) -> None:
        """The host wants quiet until then, from all of us."""
        ...


class Exists(Protocol):
    """What each of several name services says of a host: it exists, there is no such name (False), or None for no answer."""

    def __call__(self, host: str) -> tuple[bool | None, ...]: ...


class Registered(Protocol):
    """Whether the registry still has this host's domain: False where it shows that it was deleted, None for no answer."""

    def __call__(self, host: str) -> bool | None: ...


class Stamp(Protocol):
    """Asks a time-stamping authority: DER request in, DER response out (RFC 3161). Raises `Unreachable`."""

    def __call__(self, request: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that goes along; `kind`: its media type."""

    name: str
    kind: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message about to leave. `envelope_from` and `reply_to` carry the attempt's token. With a `certificate` (PEM) or a
    `pgp_key` (armoured) of the recipient body and attachments are encrypted to it; headers never are."""

    message_id: str
    envelope_from: str
    header_from: str
    reply_to: str
    to: str = field(repr=False)
    subject: str
    body: str = field(repr=False)
    language: str
    date: datetime
    attachments: tuple[Attachment, ...] = ()
    certificate: str = field(default="", repr=False)
    pgp_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Handover:
    """The other server took it: its reply code and words, and whether it was asked for delivery notices."""

    code: int
    reply: str
    dsn_requested: bool


class Send(Protocol):
    """Hands a letter over. Raises `Unsent` when refused, `OutcomeUnknown` when nobody can tell."""

    def __call__(self, letter: Letter) -> Handover: ...


class SendText(Protocol):
    """Sends a short text to a telephone; keeps and logs neither. Raises `Unsent`."""

    def __call__(self, number: str, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message received; `uid` names it in its mailbox."""

    uid: str
    raw: bytes = field(repr=False)


class Mailbox(Protocol):
    """Where replies come in. `settle` is called after the reply is kept: only then may the message be put away. `wait` says
    whether something came meanwhile. All raise `Unreachable` when the server cannot be had, `settle` also `NotFound` for a
    message that is not there any more."""

    def unread(self) -> tuple[Incoming, ...]: ...

    def settle(self, uid: str) -> None: ...

    def wait(self, seconds: float, stopped: Callable[[], bool]) -> bool: ...
