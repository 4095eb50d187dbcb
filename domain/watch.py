"""A source watched, the periods in which exposure is likely to grow, and when the next scan is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class FlareUpKind(StrEnum):
    HEARING = "hearing"
    VERDICT = "verdict"
    ANNIVERSARY = "anniversary"
    BROADCAST = "broadcast"
    DEBATE = "debate"
    YEARS_END = "years-end"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Watch:
    """A search watch asks one source for one profile; a site watch has no profile: fetched once, matched against all."""

    id: str
    source: str
    profile_id: str | None
    cadence: timedelta


@dataclass(frozen=True, slots=True)
class FlareUp:
    """From `starts` until `ends` (outside) the sources of this profile are asked every `cadence`."""

    id: str
    profile_id: str
    kind: FlareUpKind
    starts: datetime
    ends: datetime
    cadence: timedelta


def next_scan(watch: Watch, last_scan: datetime, flare_ups: Iterable[FlareUp]) -> datetime:
    """The routine date, or sooner where a flare-up asks for it."""
    due = last_scan + watch.cadence
    for flare_up in flare_ups:
        in_period = max(last_scan + flare_up.cadence, flare_up.starts)
        if in_period < flare_up.ends:
            due = min(due, in_period)
    return due
