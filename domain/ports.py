"""The shape of what the rooms need from outside; handed to them as functions."""

from __future__ import annotations

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


class Stamp(Protocol):
    """Asks a time-stamping authority: DER request in, DER response out (RFC 3161). Raises `Unreachable`."""

    def __call__(self, request: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Letter:
    """One message about to leave. `envelope_from` and `reply_to` carry the attempt's token."""

    message_id: str
    envelope_from: str
    header_from: str
    reply_to: str
    to: str = field(repr=False)
    subject: str
    body: str = field(repr=False)
    language: str
    date: datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """The other server took it: its reply code and words, and whether it was asked for delivery notices."""

    code: int
    reply: str
    dsn_requested: bool


class Send(Protocol):
    """Hands a letter over. Raises `Unsent` when refused, `OutcomeUnknown` when nobody can tell."""

    def __call__(self, letter: Letter) -> Handover: ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message received; `uid` names it in its mailbox."""

    uid: str
    raw: bytes = field(repr=False)


class Mailbox(Protocol):
    """Where replies come in. `settle` is called after the reply is kept: only then may the message be put away. Both raise
    `Unreachable` when the server cannot be had, `settle` also `NotFound` for a message that is not there any more."""

    def unread(self) -> tuple[Incoming, ...]: ...

    def settle(self, uid: str) -> None: ...
