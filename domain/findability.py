"""How findable somebody is: one number from 0 to 100, and what it is made of.

Each kind of detail has a weight, which stands with its reason in config/findability.yml; together they make 100. A kind counts
for its weight times 1 − Π(1 − 0.7 · chance) over the places at which it stands: one sure place for seven tenths of it, a second
for most of the rest. So each place that goes makes the number smaller, and the last one of a kind most of all: one search is
enough to find the first. `chance` is how sure it is that the place is about this person: 1 where a specialist confirmed it,
else what the finding's score is worth.

A place counts until it is proven gone. The number says nothing about places that luwte does not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil, prod

from domain.exposure import CATEGORY_OF_SIGNAL, DataCategory, Exposure
from domain.finding import WAITING, FiledFinding, Finding, Grade
from domain.presence import standing
from domain.sighting import Presence

#: How much of a kind's weight one sure place takes.
FIRST_PLACE = 0.7
#: Of what nobody has judged yet only these are told to the employee: the rest may well be about a stranger.
TOLD_UNJUDGED = frozenset({Grade.CERTAIN, Grade.PROBABLE})

Weights = Mapping[DataCategory, int]


class Group(StrEnum):
    """What a place gives away, gravest first."""

    HOME = "home"
    PHONE = "phone"
    FAMILY = "family"
    WORK = "work"
    ACCOUNT = "account"
    PERSON = "person"


GROUP_OF: dict[DataCategory, Group] = {
    DataCategory.HOME_ADDRESS: Group.HOME,
    DataCategory.PHONE: Group.PHONE,
    DataCategory.FAMILY: Group.FAMILY,
    DataCategory.WORK: Group.WORK,
    DataCategory.SERVICE_NUMBER: Group.WORK,
    DataCategory.ACCOUNT: Group.ACCOUNT,
    DataCategory.EMAIL: Group.ACCOUNT,
    DataCategory.NAME: Group.PERSON,
    DataCategory.BIRTH_DATE: Group.PERSON,
    DataCategory.PLATE: Group.PERSON,
    DataCategory.BANK_ACCOUNT: Group.PERSON,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One place as far as it counts: what it gives away, and how sure it is that it is about this person (0 to 1)."""

    given: frozenset[DataCategory]
    chance: float = 1.0

    @property
    def group(self) -> Group:
        """The gravest thing that it gives away."""
        groups = {GROUP_OF[category] for category in self.given}
        return next((group for group in Group if group in groups), Group.PERSON)


@dataclass(frozen=True, slots=True)
class Part:
    """So many points of the number come from details of this group, of the points that it can take at most."""

    group: Group
    points: float
    most: int


@dataclass(frozen=True, slots=True)
class Findability:
    """`number`: whole, 0 to 100; 0 only where nothing counts. `parts`: of every group, gravest first."""

    number: int
    parts: tuple[Part, ...]


def findability(places: Iterable[Counted], weights: Weights) -> Findability:
    """What these places amount to."""
    known = list(places)
    points = {category: weight * _share(category, known) for category, weight in weights.items()}
    parts = tuple(
        Part(
            group,
            sum(points[category] for category in weights if GROUP_OF[category] is group),
            sum(weight for category, weight in weights.items() if GROUP_OF[category] is group),
        )
        for group in Group
    )
    return Findability(ceil(round(sum(points.values()), 6)), parts)


def _share(category: DataCategory, places: Iterable[Counted]) -> float:
    return 1 - prod(1 - FIRST_PLACE * place.chance for place in places if category in place.given)


def counted(exposures: Iterable[Exposure], findings: Iterable[FiledFinding], at: datetime) -> list[Counted]:
    """The places that counted at this moment, as far as is known today: a place counts from when it was found, also where it
    was confirmed later; what was dismissed since never counted."""
    stood = [Counted(given) for one in exposures if one.found_at <= at and (given := standing_at(one, at))]
    told = [one for one in findings if one.found_at <= at and may_be_told(one)]
    return [*stood, *(Counted(given_away(one.finding), one.finding.calibrated) for one in told)]


def standing_at(exposure: Exposure, at: datetime) -> frozenset[DataCategory]:
    """What the place gave away at this moment: everything that was not proven gone by then."""
    return frozenset(
        trace.category
        for trace in exposure.traces
        if standing(look for look in trace.sightings if look.at <= at).presence is not Presence.GONE
    )


def may_be_told(filed: FiledFinding) -> bool:
    """Whether the employee is told of a finding that no specialist has confirmed or dismissed."""
    return filed.opinion in WAITING and filed.finding.grade in TOLD_UNJUDGED


def given_away(finding: Finding) -> frozenset[DataCategory]:
    """The kinds of detail that a finding rests on; what speaks against it gives nothing away."""
    kinds = (signal.kind for signal in finding.signals if signal.weight > 0)
    return frozenset(CATEGORY_OF_SIGNAL[kind] for kind in kinds if kind in CATEGORY_OF_SIGNAL)


def over_time(
    exposures: Iterable[Exposure], findings: Iterable[FiledFinding], weights: Weights, moments: Iterable[datetime]
) -> tuple[tuple[datetime, int], ...]:
    """The number at each of these moments."""
    places, filed = list(exposures), list(findings)
    return tuple((at, findability(counted(places, filed, at), weights).number) for at in moments)


def moments(since: datetime, now: datetime, most: int = 12) -> tuple[datetime, ...]:
    """So many moments at most, evenly from `since` to `now`, both included, and at least a day apart."""
    days = (now - since).days
    steps = max(1, min(most - 1, days))
    return tuple(since + (now - since) * step / steps for step in range(steps + 1))
