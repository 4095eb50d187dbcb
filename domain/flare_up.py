"""A period in which exposure is likely to grow, and how often the sources are asked before, during and after it.

The nearer the moment, the oftener: in the first half of the lead every fourth part as often as in the period itself, in the
second half every second part; afterwards the same way back (recommendations 23 and 25 of the framework).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

#: Hearings and commemorations are on days of the Dutch calendar, also when the clocks change in between.
HERE = ZoneInfo("Europe/Amsterdam")
#: No lead or tail is longer: what is further away is routine.
LONGEST = timedelta(days=182)


class FlareUpKind(StrEnum):
    HEARING = "hearing"
    VERDICT = "verdict"
    ANNIVERSARY = "anniversary"
    COMMEMORATION = "commemoration"
    BROADCAST = "broadcast"
    DEBATE = "debate"
    OPERATION = "operation"
    YEARS_END = "years-end"
    OTHER = "other"


class Phase(StrEnum):
    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a flare-up is watched: `cadence` in the period itself, and how long it is led up to and followed."""

    cadence: timedelta
    lead: timedelta
    tail: timedelta


_DAY = timedelta(days=1)
#: What a kind asks for unless the coordinator says otherwise. A broadcast is quick; a verdict echoes for weeks.
USUAL: dict[FlareUpKind, Rhythm] = {
    FlareUpKind.HEARING: Rhythm(_DAY / 4, 14 * _DAY, 14 * _DAY),
    FlareUpKind.VERDICT: Rhythm(_DAY / 4, 7 * _DAY, 28 * _DAY),
    FlareUpKind.ANNIVERSARY: Rhythm(_DAY, 7 * _DAY, 7 * _DAY),
    FlareUpKind.COMMEMORATION: Rhythm(_DAY, 7 * _DAY, 7 * _DAY),
    FlareUpKind.BROADCAST: Rhythm(_DAY / 24, 2 * _DAY, 14 * _DAY),
    FlareUpKind.DEBATE: Rhythm(_DAY / 24, 2 * _DAY, 7 * _DAY),
    FlareUpKind.OPERATION: Rhythm(_DAY / 4, 2 * _DAY, 14 * _DAY),
    FlareUpKind.YEARS_END: Rhythm(_DAY, 7 * _DAY, 7 * _DAY),
    FlareUpKind.OTHER: Rhythm(_DAY, 7 * _DAY, 7 * _DAY),
}


@dataclass(frozen=True, slots=True)
class FlareUp:
    """From `starts` until `ends` (outside), with a lead before and a tail behind. `yearly`: comes back on the same days of
    every later year; 29 February on the 28th where there is none. A cancelled one asks for nothing from then on."""

    id: str
    profile_id: str
    kind: FlareUpKind
    starts: datetime
    ends: datetime
    rhythm: Rhythm
    yearly: bool = False
    cancelled_at: datetime | None = None

    @property
    def begins(self) -> datetime:
        """When its lead begins."""
        return self.starts - self.rhythm.lead

    @property
    def fades(self) -> datetime:
        """When its tail is over."""
        return self.ends + self.rhythm.tail

    def occurrences(self, since: datetime, until: datetime) -> Iterator[FlareUp]:
        """Each time that its lead, period or tail touches `since` to `until` (outside), in order."""
        if not self.yearly:
            years = range(1)
        else:
            first = self.starts.astimezone(HERE).year
            years = range(max(0, since.year - 1 - first), until.year + 2 - first)
        for later in years:
            one = self._in(later)
            if one.begins < until and one.fades > since:
                yield one

    def steps(self) -> tuple[Step, ...]:
        """The stretches of one occurrence, in order, each with how often it asks."""
        cadence, lead, tail = self.rhythm.cadence, self.rhythm.lead, self.rhythm.tail
        stretches = (
            Step(self, Phase.BEFORE, self.begins, self.starts - lead / 2, cadence * 4),
            Step(self, Phase.BEFORE, self.starts - lead / 2, self.starts, cadence * 2),
            Step(self, Phase.DURING, self.starts, self.ends, cadence),
            Step(self, Phase.AFTER, self.ends, self.ends + tail / 2, cadence * 2),
            Step(self, Phase.AFTER, self.ends + tail / 2, self.fades, cadence * 4),
        )
        return tuple(one for one in stretches if one.since < one.until)

    def _in(self, later: int) -> FlareUp:
        """The occurrence so many years later, at the same times of the Dutch clock."""
        if later == 0:
            return self
        starts, ends = (moment.astimezone(HERE) for moment in (self.starts, self.ends))
        days = (ends.date() - starts.date()).days
        first = _same_day(starts.date(), starts.year + later)
        return replace(
            self,
            starts=datetime.combine(first, starts.timetz()).astimezone(UTC),
            ends=datetime.combine(first + timedelta(days=days), ends.timetz()).astimezone(UTC),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of one occurrence of a flare-up in which the sources are asked every `cadence`."""

    flare_up: FlareUp
    phase: Phase
    since: datetime
    until: datetime
    cadence: timedelta


def steps_between(flare_ups: Iterable[FlareUp], since: datetime, until: datetime) -> list[Step]:
    """The steps of all that are not cancelled which touch this time, whichever comes first."""
    found = [
        step
        for one in flare_ups
        if one.cancelled_at is None
        for occurrence in one.occurrences(since, until)
        for step in occurrence.steps()
        if step.since < until and step.until > since
    ]
    return sorted(found, key=lambda step: (step.since, step.cadence))


def soonest(flare_ups: Iterable[FlareUp], last: datetime, routine: datetime) -> tuple[datetime, Step | None]:
    """When what was last done at `last` is due again: by routine, or sooner, by the most eager step of them."""
    at: datetime = routine
    because: Step | None = None
    for step in steps_between(flare_ups, last, routine):
        wanted = max(last + step.cadence, step.since)
        if wanted < min(step.until, at):
            at, because = wanted, step
    return at, because


def _same_day(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 2, 28)
