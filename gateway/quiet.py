"""Remembers which hosts asked us to come back later (Retry-After), and until when."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from domain.errors import Unclear, Unreachable
from domain.ports import Now, Turns

ASKS_FOR_QUIET = frozenset({429, 503})
LONGEST = timedelta(days=1)  # a date in the far future must not silence a source for good


class Quiet:
    """Safe to share between threads; with `shared` turns the other processes hear of it too."""

    def __init__(self, now: Now, shared: Turns | None = None) -> None:
        self._now = now
        self._shared = shared
        self._guard = threading.Lock()
        self._until: dict[str, datetime] = {}

    def note(self, host: str, status: int, retry_after: str) -> None:
        """What a host answered; only a 429 or 503 with a readable Retry-After counts."""
        if status not in ASKS_FOR_QUIET:
            return
        now = self._now()
        until = quiet_until(retry_after, now)
        if until is not None and until > now:
            with self._guard:
                self._until[host] = until
            if self._shared is not None:
                self._shared.hush(host, until)

    def check(self, host: str) -> None:
        """Raises `Unreachable` (blocked) with the seconds left while the host wants quiet."""
        now = self._now()
        with self._guard:
            until = self._until.get(host)
            if until is None:
                return
            if until <= now:
                del self._until[host]
                return
        raise left_alone(until, now)


def left_alone(until: datetime, now: datetime) -> Unreachable:
    """Why a host is not asked before then."""
    left = (until - now).total_seconds()
    return Unreachable(Unclear.BLOCKED, f"the host asked for quiet for {left:.0f} more seconds", retry_after=left)


def quiet_until(retry_after: str, now: datetime) -> datetime | None:
    """The moment that a Retry-After (RFC 9110 §10.2.3: seconds or a date) names, at most a day away; None if unreadable."""
    value = retry_after.strip()
    if value.isascii() and value.isdigit():
        return now + min(timedelta(seconds=int(value[:9])), LONGEST)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(moment, now + LONGEST)
