"""Loads a capture for a specialist who may see it; every look at its content is written down with its purpose."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.errors import NotFound
from domain.evidence import CustodyType, Original, Sealed
from domain.finding import FiledFinding
from domain.profile import Purpose
from evidence import custody
from storage import audit, captures, cases, exposures, findings, profiles
from storage.vault import Db
from web import interest
from web.access import Visit

_PICTURES = (".png",)


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding's capture. `case_id` is empty before confirmation: then the audit alone tells who looked."""

    filed: FiledFinding
    sealed: Sealed = field(repr=False)
    case_id: str = ""

    @property
    def pictures(self) -> list[str]:
        return [file.name for file in self.sealed.originals if file.name.endswith(_PICTURES)]

    def picture(self, name: str) -> Original:
        """Raises `NotFound` for what is no picture of this capture."""
        found = next((file for file in self.sealed.originals if file.name == name), None)
        if found is None or name not in self.pictures:
            raise NotFound("there is no such picture")
        return found


def kept(db: Db, visit: Visit, finding_id: str) -> Kept:
    """Of the newest evidence once it is confirmed: that may have pictures where the scan had none."""
    filed = findings.get(db, finding_id)
    interest.check(db, visit, filed.finding.profile_id)
    profiles.require(db, Purpose.REVIEW, filed.finding.profile_id, visit.at, visit.by)
    exposure = exposures.of_finding(db, finding_id)
    if exposure is None:
        return Kept(filed, captures.get(db, filed.capture_id))
    evidence = [sealed for _, sealed in captures.of_exposure(db, exposure.id)]
    pictured = [one for one in evidence if any(file.name.endswith(_PICTURES) for file in one.originals)]
    return Kept(filed, (pictured or evidence)[-1], exposure.case_id)


def log_view(db: Db, visit: Visit, seen: Kept, reason: str) -> None:
    audit.write(db, visit.at, visit.by, "capture viewed", purpose="review", about=seen.filed.finding.profile_id, detail=reason)
    if seen.case_id:
        about = {"capture": seen.sealed.capture_id, "reason": reason}
        cases.log(db, seen.case_id, custody.following(CustodyType.VIEWED, actor=visit.by, at=visit.at, **about))
