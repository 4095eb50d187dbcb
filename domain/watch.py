"""A source watched, and when it is scanned next: by routine, or sooner where a flare-up asks for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.flare_up import FlareUp, Step, soonest

#: So much of a routine cadence may be saved to keep those who enrolled together from being scanned together for ever.
_SPREAD = 0.1
_MOST = 1_000  # scans of one watch that a plan shows


@dataclass(frozen=True, slots=True)
class Watch:
    """A search watch asks one source for one profile; a site watch has no profile: fetched once, matched against all."""

    id: str
    source: str
    profile_id: str | None
    cadence: timedelta


@dataclass(frozen=True, slots=True)
class Coming:
    """A scan that is to come, and because of which step of a flare-up; by routine where there is none."""

    at: datetime
    because: Step | None = None


def next_scan(watch: Watch, last_scan: datetime, flare_ups: Iterable[FlareUp]) -> Coming:
    """The routine date, or sooner where a flare-up asks for it; where several do, the most eager one counts."""
    return Coming(*soonest(flare_ups, last_scan, last_scan + routine(watch)))


def plan(watch: Watch, first: Coming, flare_ups: Iterable[FlareUp], since: datetime, until: datetime) -> Iterator[Coming]:
    """What is scanned for this watch from `since` until `until` (outside), if every scan takes place when it is due; at most
    a thousand. `first`: what its diary says."""
    known = tuple(flare_ups)
    coming = first
    for _ in range(_MOST):
        if coming.at >= until:
            return
        if coming.at >= since:
            yield coming
        coming = next_scan(watch, coming.at, known)


def routine(watch: Watch) -> timedelta:
    """How long after a scan the next is due by routine: the cadence, less up to a tenth of it that is this watch's own."""
    share = int.from_bytes(hashlib.sha256(watch.id.encode()).digest()[:4], "big") / 2**32
    return watch.cadence * (1 - _SPREAD * share)
