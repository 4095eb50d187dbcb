""" "It is about them", at one place; its traces, one per data category and scope, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.mention import Place
from domain.presence import APART, SPAN, standing
from domain.sighting import Presence, Sighting, Standing, Verdict


class DataCategory(StrEnum):
    """What is given away at the place."""

    NAME = "name"
    HOME_ADDRESS = "home-address"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    BIRTH_DATE = "birth-date"
    FAMILY = "family"
    WORK = "work"
    PLATE = "plate"
    SERVICE_NUMBER = "service-number"
    BANK_ACCOUNT = "bank-account"


#: Which category each kind of signal points at; a kind that is missing here gives nothing away by itself.
CATEGORY_OF_SIGNAL = {
    "name": DataCategory.NAME,
    "address": DataCategory.HOME_ADDRESS,
    "postcode": DataCategory.HOME_ADDRESS,
    "phone": DataCategory.PHONE,
    "email": DataCategory.EMAIL,
    "handle": DataCategory.ACCOUNT,
    "birth-date": DataCategory.BIRTH_DATE,
    "relative": DataCategory.FAMILY,
    "employer": DataCategory.WORK,
    "plate": DataCategory.PLATE,
    "service-number": DataCategory.SERVICE_NUMBER,
    "iban": DataCategory.BANK_ACCOUNT,
}


class Scope(StrEnum):
    """From where a trace is looked at (i8). Beyond the first luwte has no eyes of its own: a person looks there."""

    ORIGIN = "origin"  # from here, by luwte
    OUTSIDE_EU = "outside-eu"  # hidden for Europe alone, still shown elsewhere
    OTHER_VERSIONS = "other-versions"  # gone from a search engine's European version alone


class Kind(StrEnum):
    """What a place is to the one it comes from: the page itself, what is left of it elsewhere, or a copy."""

    ORIGIN = "origin"
    SEARCH_RESULT = "search-result"
    CACHE = "cache"
    THUMBNAIL = "thumbnail"
    ARCHIVE = "archive"
    MIRROR = "mirror"  # the same content at another place
    COPY = "copy"  # put there anew


#: What may be left when the page itself is gone (i9); a mirror or a copy is an exposure in its own right (i11).
RESIDUE = frozenset({Kind.SEARCH_RESULT, Kind.CACHE, Kind.THUMBNAIL, Kind.ARCHIVE})


@dataclass(frozen=True, slots=True)
class Trace:
    """One data category in one scope of the place, with every look at it, oldest first."""

    category: DataCategory
    scope: Scope = Scope.ORIGIN
    sightings: tuple[Sighting, ...] = ()

    @property
    def standing(self) -> Standing:
        return standing(self.sightings)


class Outcome(StrEnum):
    """How an exposure stands, in the words of a report."""

    GONE = "gone"
    STILL_VISIBLE = "still_visible"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Exposure:
    """One place where one employee is exposed. `parent`: the exposure that this is left or copied of. `accepted_at`: it was
    accepted as lawful (i12): not counted as open, looked at once a year."""

    id: str
    profile_id: str
    case_id: str
    source: str
    place: Place = field(repr=False)
    found_at: datetime
    confirmed_at: datetime
    traces: tuple[Trace, ...]
    kind: Kind = Kind.ORIGIN
    parent: str = ""
    accepted_at: datetime | None = None

    def within(self, scope: Scope) -> tuple[Trace, ...]:
        """Its traces as they are looked at from there."""
        return tuple(trace for trace in self.traces if trace.scope is scope)

    @property
    def site_gone(self) -> bool:
        """Whether it is gone because the whole site is."""
        return self.outcome is Outcome.GONE and any(trace.standing.site_gone for trace in self.traces)

    @property
    def gone_at(self) -> datetime | None:
        """When the last of its traces was proven gone, if it is gone."""
        if self.outcome is not Outcome.GONE:
            return None
        return max((at for trace in self.traces if (at := trace.standing.gone_at)), default=None)

    @property
    def wants_human(self) -> bool:
        """Whether so many looks in a row could not tell that a person must look (i6)."""
        return any(trace.standing.wants_human for trace in self.traces)

    @property
    def outcome(self) -> Outcome:
        """Gone when every trace is; unclear when the newest look could not tell; else still visible."""
        if self.traces and all(trace.standing.presence is Presence.GONE for trace in self.traces):
            return Outcome.GONE
        newest = [trace.sightings[-1] for trace in self.traces if trace.sightings]
        if any(look.verdict is Verdict.PRESENT for look in newest):
            return Outcome.STILL_VISIBLE
        if any(look.verdict is Verdict.UNCLEAR for look in newest):
            return Outcome.UNCLEAR
        return Outcome.STILL_VISIBLE

    @property
    def reappearances(self) -> int:
        return max((trace.standing.reappearances for trace in self.traces), default=0)

    @property
    def last_look(self) -> datetime:
        return max((trace.sightings[-1].at for trace in self.traces if trace.sightings), default=self.confirmed_at)


#: How long after a claim of removal we look, and how often where nothing is known to change.
AFTER_CLAIM = timedelta(hours=1)
ROUTINE = timedelta(days=7)
RETRY_UNCLEAR = timedelta(days=1)
#: After the proof: 30 days, then every 90.
UPKEEP_FIRST = timedelta(days=30)
UPKEEP = timedelta(days=90)
#: What was accepted as lawful is looked at so often: the context may have changed.
ACCEPTED = timedelta(days=365)


def next_look(exposure: Exposure) -> datetime:
    """When the place is to be looked at again, from the looks alone; a claim or a flare-up may bring it forward."""
    if exposure.accepted_at is not None:
        return max(exposure.last_look, exposure.accepted_at) + ACCEPTED
    return min(
        (_next_for(trace, exposure.confirmed_at) for trace in exposure.within(Scope.ORIGIN)),
        default=exposure.confirmed_at + ROUTINE,
    )


def _next_for(trace: Trace, confirmed_at: datetime) -> datetime:
    if not trace.sightings:
        return confirmed_at + ROUTINE
    last, now = trace.sightings[-1], trace.standing
    if now.presence is Presence.GONE and now.gone_at is not None:
        return last.at + (UPKEEP_FIRST if last.at - now.gone_at < UPKEEP_FIRST else UPKEEP)
    if last.verdict is Verdict.UNCLEAR:
        return last.at + RETRY_UNCLEAR
    if now.presence is Presence.FADING and now.first_absence and now.last_absence:
        if now.absences == 1:
            return max(now.last_absence + timedelta(hours=24), last.at + APART)
        return max(now.first_absence + SPAN, last.at + APART)
    return last.at + ROUTINE
