"""The employee asks to be looked for at once: how often they may, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: Every question tells a source something, and costs it something.
APART = timedelta(hours=12)


class Turn(StrEnum):
    """How far one source is in a self-check."""

    DONE = "done"
    WAITING = "waiting"
    LATER = "later"  # it could not be asked just now, and is tried again


@dataclass(frozen=True, slots=True)
class Asking:
    """One watch in a self-check: when it was last scanned, and when it is due (None: nothing is due)."""

    source: str
    last_scan: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """`turns`: each source with how far it is, by source."""

    asked_at: datetime
    turns: tuple[tuple[str, Turn], ...]

    @property
    def done(self) -> int:
        return sum(turn is Turn.DONE for _source, turn in self.turns)

    @property
    def running(self) -> bool:
        return any(turn is Turn.WAITING for _source, turn in self.turns)


def progress(asked_at: datetime, asking: Iterable[Asking], now: datetime) -> Progress:
    """A source is done once it was scanned since; one of which nothing is due any more will not be asked, and is done too."""
    return Progress(asked_at, tuple((one.source, _turn(one, asked_at, now)) for one in asking))


def next_allowed(last: datetime | None, now: datetime) -> datetime | None:
    """When the employee may ask again; None: now."""
    if last is None or last + APART <= now:
        return None
    return last + APART


def _turn(one: Asking, asked_at: datetime, now: datetime) -> Turn:
    if one.due_at is None or (one.last_scan is not None and one.last_scan >= asked_at):
        return Turn.DONE
    return Turn.WAITING if one.due_at <= now else Turn.LATER
