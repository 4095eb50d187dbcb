"""Lines added up: how many, how fast, and how far after 7, 14, 21 and 42 days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from takedown.reports.lines import Line

MARKS = (7, 14, 21, 42)
STAGES = ("receipt", "decided", "gone")
COUNTS = (
    "sent",
    "receipts",
    "decisions",
    "refusals",
    "gone",
    "unattributed",
    "false_claims",
    "reappeared",
    "lapsed",
    "bounced",
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Days to one stage, of those that came to it: `count` of them, their median and 90th percentile (None for none)."""

    count: int
    median: float | None
    ninetieth: float | None


@dataclass(frozen=True, slots=True)
class After:
    """Of the `asked` requests that left at least so many days ago: how many had come to each stage by that day."""

    days: int
    asked: int
    receipt: int
    decided: int
    gone: int


@dataclass(frozen=True, slots=True)
class Summary:
    """`counts` by the names of `COUNTS`; `speeds` by `STAGES`; `after` by `MARKS`."""

    counts: dict[str, int]
    speeds: dict[str, Speed]
    after: tuple[After, ...]


def summary(lines: Iterable[Line], now: datetime) -> Summary:
    """Only what left counts, but for `unattributed`: what went without our having asked."""
    told = tuple(lines)
    sent = [line for line in told if line.sent_at]
    counts = {
        "sent": len(sent),
        "receipts": sum(line.receipt_at is not None for line in sent),
        "decisions": sum(line.decided_at is not None for line in sent),
        "refusals": sum(line.decision == "refusal" for line in sent),
        "gone": sum(line.gone_at is not None for line in sent),
        "unattributed": sum(line.unattributed for line in told),
        "false_claims": sum(line.false_claim for line in sent),
        "reappeared": sum(line.reappeared for line in sent),
        "lapsed": sum(line.lapsed for line in sent),
        "bounced": sum(line.bounced for line in sent),
    }
    return Summary(counts, {stage: _speed(sent, stage) for stage in STAGES}, tuple(_after(sent, days, now) for days in MARKS))


def grouped(lines: Iterable[Line], key: Callable[[Line], str]) -> dict[str, list[Line]]:
    """The lines under each value of the key, in its order."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return dict(sorted(found.items()))


def month_of(line: Line) -> str:
    """The month in which it left, as 2026-11; empty where it did not."""
    return f"{line.sent_at:%Y-%m}" if line.sent_at else ""


def within(lines: Iterable[Line], since: datetime | None, until: datetime | None) -> list[Line]:
    """Those that left from `since` on and before `until`; without either, all, also those that did not leave."""
    return [line for line in lines if _in_period(line, since, until)]


def _in_period(line: Line, since: datetime | None, until: datetime | None) -> bool:
    if line.sent_at is None:
        return since is None and until is None
    return (since is None or line.sent_at >= since) and (until is None or line.sent_at < until)


def _speed(sent: list[Line], stage: str) -> Speed:
    days = sorted(found for line in sent if (found := line.days_to(stage)) is not None)
    return Speed(len(days), _rank(days, 0.5), _rank(days, 0.9))


def _rank(days: list[float], share: float) -> float | None:
    """The nearest rank: the smallest number of days that at least this share did not exceed."""
    return round(days[ceil(share * len(days)) - 1], 1) if days else None


def _after(sent: list[Line], days: int, now: datetime) -> After:
    old = [line for line in sent if line.sent_at and line.sent_at <= now - timedelta(days=days)]
    came = {stage: sum((found := line.days_to(stage)) is not None and found <= days for line in old) for stage in STAGES}
    return After(days, len(old), came["receipt"], came["decided"], came["gone"])
