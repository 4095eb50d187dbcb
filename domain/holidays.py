"""The calendar of one country: which days nobody has to act on, and for which years we know that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

SATURDAY = 5  # date.weekday()


@dataclass(frozen=True, slots=True)
class Calendar:
    """`feasts(year)` gives the days and names that return by rule; `equated` the days that a decree made equal to a feast,
    which count under the Algemene termijnenwet and not under Reg. 1182/71. Outside `known_from`..`known_until` only the
    rules are known, so that an answer there is uncertain."""

    country: str
    feasts: Callable[[int], Mapping[date, str]] = field(repr=False)
    known_from: date
    known_until: date
    equated: Mapping[date, str] = field(default_factory=dict, repr=False)

    def holiday(self, day: date, *, with_equated: bool = True) -> str:
        """The name of the feast on that day, or an empty string."""
        return self.feasts(day.year).get(day) or (self.equated.get(day, "") if with_equated else "")

    def is_holiday(self, day: date, *, with_equated: bool = True) -> bool:
        return bool(self.holiday(day, with_equated=with_equated))

    def is_working_day(self, day: date, *, with_equated: bool = True) -> bool:
        """Neither Saturday, Sunday nor a feast."""
        return day.weekday() < SATURDAY and not self.is_holiday(day, with_equated=with_equated)

    def knows(self, *days: date) -> bool:
        """Whether all these days lie in the years of which every feast is known."""
        return all(self.known_from <= day <= self.known_until for day in days)
