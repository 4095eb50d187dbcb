"""What the employee is shown of each place: what it gives away, what luwte does about it, and what they can do themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.due import Action
from domain.exposure import DataCategory, Exposure, Outcome
from domain.findability import Counted, Group, counted, given_away, may_be_told, standing_at
from domain.finding import FiledFinding
from domain.takedown import Takedown
from storage import due, exposures, findings, takedowns
from storage.vault import Db
from web.pages.checklist.steps import Step, steps_for


@dataclass(frozen=True, slots=True)
class Shown:
    """One place. `excerpt`: what stands there, which may hurt; `exposure` is None while no specialist has judged it."""

    source: str
    url: str = field(repr=False)
    excerpt: str = field(repr=False)
    given: tuple[DataCategory, ...]
    found_at: datetime
    exposure: Exposure | None = None
    requests: tuple[Takedown, ...] = ()
    next_look: datetime | None = None

    @property
    def group(self) -> Group:
        return Counted(frozenset(self.given)).group

    @property
    def gone(self) -> bool:
        return self.exposure is not None and self.exposure.outcome is Outcome.GONE

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps_for(frozenset(self.given))


@dataclass(frozen=True, slots=True)
class Known:
    """Everything of one employee that the number is made of."""

    exposures: Sequence[Exposure]
    findings: Sequence[FiledFinding]

    def counted(self, at: datetime) -> list[Counted]:
        return counted(self.exposures, self.findings, at)

    @property
    def since(self) -> datetime | None:
        """When the first of it was found."""
        dates = [*(one.found_at for one in self.exposures), *(one.found_at for one in self.findings)]
        return min(dates, default=None)

    @property
    def untold(self) -> int:
        """How many findings may well be about somebody else, and are shown to a specialist alone."""
        return sum(one.opinion is None and not may_be_told(one) for one in self.findings)


def known(db: Db, profile_id: str) -> Known:
    return Known(exposures.all_of(db, profile_id), findings.of_profile(db, profile_id))


def shown(db: Db, all_known: Known, now: datetime) -> list[Shown]:
    """The gravest first; what is gone last."""
    places = [_confirmed(db, one, all_known.findings, now) for one in all_known.exposures]
    places += [_unjudged(one) for one in all_known.findings if may_be_told(one)]
    order = list(Group)
    return sorted(places, key=lambda one: (one.gone, order.index(one.group), one.found_at))


def by_group(places: Iterable[Shown]) -> list[tuple[Group, list[Shown]]]:
    """Those that are not gone, under what they give away."""
    standing = [one for one in places if not one.gone]
    grouped = [(group, [one for one in standing if one.group is group]) for group in Group]
    return [(group, found) for group, found in grouped if found]


def _confirmed(db: Db, exposure: Exposure, filed: Iterable[FiledFinding], now: datetime) -> Shown:
    rests_on = exposures.finding_of(db, exposure.id)
    excerpt = next((one.excerpt for one in filed if one.id == rests_on), "")
    standing = standing_at(exposure, now) or frozenset(trace.category for trace in exposure.traces)
    requests = tuple(takedowns.all_of(db, exposure_id=exposure.id))
    looked = due.noted(db, Action.LOOK, exposure.id)
    place = (exposure.source, exposure.place.url, excerpt, _ordered(standing), exposure.found_at)
    return Shown(*place, exposure, requests, looked)


def _unjudged(filed: FiledFinding) -> Shown:
    finding = filed.finding
    return Shown(filed.source, finding.place.url, filed.excerpt, _ordered(given_away(finding)), filed.found_at)


def _ordered(given: frozenset[DataCategory]) -> tuple[DataCategory, ...]:
    return tuple(category for category in DataCategory if category in given)
