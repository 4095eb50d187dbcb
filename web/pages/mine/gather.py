"""Brings together everything that is kept about one employee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.exposure import Exposure
from domain.finding import FiledFinding, Opinion
from domain.flare_up import FlareUp
from domain.permission import Permission
from domain.profile import Grant, Profile
from domain.takedown import Takedown
from domain.watch import Watch
from storage import audit, exposures, findings, flare_ups, permissions, profiles, takedowns, watches
from storage.vault import Db

_MANY = 100_000


@dataclass(frozen=True, slots=True)
class Kept:
    """`places`: each exposure with the takedowns about it. `disclosed`: (when, source, kinds). `may_learn`: what they allow
    each source. `lines`: of the audit, about them."""

    profile: Profile
    grants: tuple[Grant, ...]
    findings: Sequence[FiledFinding]
    places: Sequence[tuple[Exposure, Sequence[Takedown]]]
    watches: Sequence[Watch]
    flare_ups: Sequence[FlareUp]
    disclosed: Sequence[tuple[datetime, str, tuple[str, ...]]]
    lines: Sequence[Any]
    may_learn: Sequence[Permission] = ()

    @property
    def waiting(self) -> int:
        """How many findings a specialist has not judged yet."""
        return sum(filed.waits for filed in self.findings)

    @property
    def dismissed(self) -> int:
        return sum(filed.opinion is Opinion.DISMISSED for filed in self.findings)

    @property
    def opened(self) -> list[Any]:
        """The lines that say that somebody saw the profile, or was refused."""
        return [line for line in self.lines if line.action in {"opened", "refused"}]


def kept(db: Db, profile: Profile) -> Kept:
    places = [(exposure, takedowns.all_of(db, exposure_id=exposure.id)) for exposure in exposures.all_of(db, profile.id)]
    return Kept(
        profile=profile,
        grants=profiles.grants_of(db, profile.id),
        findings=findings.of_profile(db, profile.id),
        places=places,
        watches=watches.of_profile(db, profile.id),
        flare_ups=flare_ups.of_profile(db, profile.id),
        disclosed=watches.disclosed(db, profile.id),
        lines=audit.lines(db, about=profile.id, limit=_MANY),
        may_learn=permissions.of_profile(db, profile.id),
    )
