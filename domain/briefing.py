"""What may be told of a team before an operation (recommendation 2): rough numbers that point at nobody, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from domain.exposure import DataCategory, Exposure, Outcome

#: Fewer than so many are not told, nor is it told of how many they are *not* (recommendation 28).
LEAST = 5


@dataclass(frozen=True, slots=True)
class Briefing:
    """None: too few to tell. `categories`: of how many people each kind of detail is visible now, where that can be told."""

    people: int | None
    exposed: int | None
    categories: tuple[tuple[DataCategory, int], ...] = ()


def briefing(team: Iterable[str], exposures: Iterable[Exposure]) -> Briefing:
    """`team`: the ids of those who are enrolled. Numbers are of people, never of places."""
    members = set(team)
    if len(members) < LEAST:
        return Briefing(None, None)
    open_now = [one for one in exposures if one.profile_id in members and _visible(one)]
    exposed = {one.profile_id for one in open_now}
    kinds: Counter[DataCategory] = Counter()
    for member in exposed:
        kinds.update({trace.category for one in open_now if one.profile_id == member for trace in one.traces})
    told = tuple((kind, number) for kind, number in kinds.most_common() if _tells_nobody(number, len(members)))
    return Briefing(len(members), len(exposed) if _tells_nobody(len(exposed), len(members)) else None, told)


def _visible(exposure: Exposure) -> bool:
    return exposure.outcome is not Outcome.GONE and exposure.accepted_at is None


def _tells_nobody(number: int, of: int) -> bool:
    """Whether neither those meant nor those left are so few that one would know who they are; all of them is everybody."""
    return number == 0 or (number >= LEAST and of - number >= LEAST)
