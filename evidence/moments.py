"""How a moment is written in evidence: UTC to the millisecond for machines, Dutch wall-clock time with offset for people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def utc(at: datetime) -> str:
    """`2026-11-23T10:00:00.000Z`; `at` must carry its time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone proves nothing")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def amsterdam(at: datetime) -> str:
    """`2026-11-23T11:00:00+01:00`: the clock on the wall in the Netherlands, with its offset."""
    return at.astimezone(AMSTERDAM).isoformat(timespec="seconds")


def parse(written: str) -> datetime:
    """Reads what `utc` wrote. Raises ValueError for any other spelling."""
    at = datetime.fromisoformat(written)
    if at.tzinfo is None or utc(at) != written:
        raise ValueError("not a moment as evidence writes it")
    return at


def apart(server_date: str, at: datetime) -> bool:
    """Whether a server's `Date` header (RFC 9110 §6.6.1) and our clock differ by more than two minutes; one that is missing or
    cannot be read differs from nothing."""
    try:
        said = parsedate_to_datetime(server_date)
    except (TypeError, ValueError):
        return False
    return abs(said.replace(tzinfo=said.tzinfo or UTC) - at) > timedelta(minutes=2)
