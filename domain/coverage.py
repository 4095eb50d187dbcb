"""What was looked at in a period, and what could not be: a period in which nothing was found says little without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from domain.sighting import Verdict


@dataclass(frozen=True, slots=True)
class Scanned:
    """One scan as it was kept: `reason` says why it came to nothing certain, and is empty otherwise."""

    at: datetime
    verdict: Verdict
    reason: str
    pages: int
    findings: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """One source in one period. `answered`: scans that came to an answer; `unclear`: how often for which reason it did not;
    `longest_gap`: the longest time without an answered scan, from the beginning of the period to its end."""

    source: str
    scans: int
    answered: int
    pages: int
    findings: int
    unclear: tuple[tuple[str, int], ...]
    longest_gap: timedelta

    @property
    def seen(self) -> bool:
        """Whether the source answered even once."""
        return self.answered > 0


def coverage(source: str, scans: Iterable[Scanned], since: datetime, until: datetime) -> Coverage:
    """What the scans of one source from `since` until `until` (outside) amount to."""
    inside = sorted((one for one in scans if since <= one.at < until), key=lambda one: one.at)
    answered = [one.at for one in inside if one.verdict is not Verdict.UNCLEAR]
    moments = [since, *answered, until]
    reasons = Counter(one.reason for one in inside if one.verdict is Verdict.UNCLEAR)
    return Coverage(
        source,
        len(inside),
        len(answered),
        sum(one.pages for one in inside),
        sum(one.findings for one in inside),
        tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        max(later - earlier for earlier, later in pairwise(moments)),
    )
