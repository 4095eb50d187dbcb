"""One look at one place, and which looks count; domain/presence.py says how they add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import Unclear

#: How the vantage of a person's look begins.
BY_HAND = "by hand: "
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
    def by_hand(self) -> bool:
        """Whether a person looked."""
        return self.vantage.startswith(BY_HAND)

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
    """The fold of all looks: presence, the absences that count, and how many looks in a row were unclear. `site_gone`: what
    proved it was that the whole site does not exist any more."""

    presence: Presence
    absences: int = 0
    first_absence: datetime | None = None
    last_absence: datetime | None = None
    vantages: tuple[str, ...] = ()
    unclear_in_a_row: int = 0
    reappearances: int = 0
    gone_at: datetime | None = None
    site_gone: bool = False

    @property
    def wants_human(self) -> bool:
        return self.unclear_in_a_row >= UNCLEAR_IN_A_ROW


def telling(sightings: Iterable[Sighting]) -> Sighting | None:
    """The newest look that says anything: an unclear one changes nothing (i6)."""
    return next((look for look in reversed(undoubted(sightings)) if look.verdict is not Verdict.UNCLEAR), None)


def undoubted(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The looks without the absences on which doubt was cast later. That a whole site is gone no canary can bring in doubt."""
    kept: list[Sighting] = []
    for sighting in sightings:
        if sighting.reason is Unclear.DOUBTED:
            kept = [look for look in kept if look.verdict is not Verdict.ABSENT or look.at <= sighting.at]
        kept.append(sighting)
    return kept
