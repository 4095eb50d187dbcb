"""One look at one place, and how looks add up: *gone* is a proof, never an impression (takedown.md §2.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import Unclear

#: So many absences prove it,
ABSENCES_NEEDED = 3
#: each so long after the one before,
APART = timedelta(hours=20)
#: over so long a time.
SPAN = timedelta(days=7)
#: So many unclear looks in a row ask for a human.
UNCLEAR_IN_A_ROW = 3


class Verdict(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"  # the origin answered, the place was empty, and a control beside it was alive
    UNCLEAR = "unclear"  # with its reason; never counts
    SITE_GONE = "site-gone"  # the whole site does not exist any more; its own verdict


@dataclass(frozen=True, slots=True)
class Sighting:
    """One look: present, absent, unclear with its reason, or site-gone. `control`: something else on the site was
    still readable. `cold`: new connection, no cache. `vantage`: from where and by which host name.

    With the reason *doubted* it is no look but a word about those before it: the source turned out to be ill, and absences
    after `at`, when its canaries were last well, do not count any more."""

    at: datetime
    verdict: Verdict
    reason: Unclear | None = None
    control: bool = False
    cold: bool = False
    vantage: str = "direct"
    status: int = 0
    digest: str = ""

    @property
    def proves_absence(self) -> bool:
        return self.cold and (self.verdict is Verdict.SITE_GONE or (self.verdict is Verdict.ABSENT and self.control))


class Presence(StrEnum):
    """What the looks so far amount to."""

    VISIBLE = "visible"
    FADING = "fading"  # absent, but not yet proven
    GONE = "gone"
    REAPPEARED = "reappeared"


@dataclass(frozen=True, slots=True)
class Standing:
    """The fold of all looks: presence, the absences that count, and how many looks in a row were unclear."""

    presence: Presence
    absences: int = 0
    first_absence: datetime | None = None
    last_absence: datetime | None = None
    vantages: tuple[str, ...] = ()
    unclear_in_a_row: int = 0
    reappearances: int = 0
    gone_at: datetime | None = None

    @property
    def wants_human(self) -> bool:
        return self.unclear_in_a_row >= UNCLEAR_IN_A_ROW


def standing(sightings: Iterable[Sighting]) -> Standing:
    """Fold the looks, oldest first."""
    now = Standing(Presence.VISIBLE)
    for sighting in undoubted(sightings):
        now = _after(now, sighting)
    return now


def undoubted(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The looks without the absences on which doubt was cast later. That a whole site is gone no canary can bring in doubt."""
    kept: list[Sighting] = []
    for sighting in sightings:
        if sighting.reason is Unclear.DOUBTED:
            kept = [look for look in kept if look.verdict is not Verdict.ABSENT or look.at <= sighting.at]
        kept.append(sighting)
    return kept


def _after(was: Standing, look: Sighting) -> Standing:
    if look.verdict is Verdict.PRESENT:
        return _seen(was)
    if look.proves_absence:
        return _absent(was, look)
    return replace(was, unclear_in_a_row=was.unclear_in_a_row + 1)


def _seen(was: Standing) -> Standing:
    if was.presence is Presence.GONE:
        return Standing(Presence.REAPPEARED, reappearances=was.reappearances + 1)
    presence = Presence.REAPPEARED if was.reappearances else Presence.VISIBLE
    return Standing(presence, reappearances=was.reappearances)


def _absent(was: Standing, look: Sighting) -> Standing:
    if was.presence is Presence.GONE:
        return replace(was, unclear_in_a_row=0)
    too_soon = was.last_absence is not None and look.at - was.last_absence < APART
    # The proof needs more than one point of view: the last absence counts only if not all were seen from one.
    same_view = was.absences == ABSENCES_NEEDED - 1 and {*was.vantages, look.vantage} == {look.vantage}
    if too_soon or same_view:
        return replace(was, unclear_in_a_row=0)
    first = was.first_absence or look.at
    now = replace(
        was,
        presence=Presence.FADING,
        absences=min(was.absences + 1, ABSENCES_NEEDED),
        first_absence=first,
        last_absence=look.at,
        vantages=(*was.vantages, look.vantage),
        unclear_in_a_row=0,
    )
    if now.absences >= ABSENCES_NEEDED and look.at - first >= SPAN:
        return replace(now, presence=Presence.GONE, gone_at=look.at)
    return now
