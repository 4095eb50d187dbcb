"""What a confirming judgement sets going, in one transaction: case, evidence, exposure, a draft letter, and a fresh look."""

from __future__ import annotations

from domain.due import Action, Due
from domain.evidence import CustodyType, Sealed
from domain.exposure import CATEGORY_OF_SIGNAL, DataCategory, Exposure, Trace
from domain.finding import FiledFinding
from domain.sighting import Sighting, Verdict
from evidence import custody
from storage import captures, cases, due, exposures
from storage.vault import Db, new_id
from web.access import Visit
from web.pages.review.draft import draft

_SCAN = "scan"


def confirm(db: Db, visit: Visit, filed: FiledFinding) -> Exposure:
    """From "we think" to "it is about them". The evidence moves from the profile's key to the case's."""
    case = cases.open_case(db, filed.finding.profile_id, visit.by, visit.at)
    exposure = _exposure(db, visit, filed, case.id)
    exposures.keep(db, exposure, filed.id)
    captures.move(db, filed.capture_id, case.id, exposure.id)
    _log(db, visit, case.id, captures.get(db, filed.capture_id))
    draft(db, visit, exposure)
    # What was captured at the scan may be old by the time the letter is released: look again now.
    due.note(db, Due(Action.LOOK, exposure.id, visit.at))
    return exposure


def _exposure(db: Db, visit: Visit, filed: FiledFinding, case_id: str) -> Exposure:
    seen = Sighting(captures.fetched_at(db, filed.capture_id), Verdict.PRESENT, vantage=_SCAN, status=200)
    return Exposure(
        id=new_id(),
        profile_id=filed.finding.profile_id,
        case_id=case_id,
        source=filed.source,
        place=filed.finding.place,
        found_at=filed.found_at,
        confirmed_at=visit.at,
        traces=tuple(Trace(category, sightings=(seen,)) for category in categories(filed)),
    )


def categories(filed: FiledFinding) -> tuple[DataCategory, ...]:
    """What is given away there: by every signal that speaks for it, as the looks afterwards count; else the name."""
    kinds = (signal.kind for signal in filed.finding.signals if signal.weight > 0)
    found = dict.fromkeys(CATEGORY_OF_SIGNAL[kind] for kind in kinds if kind in CATEGORY_OF_SIGNAL)
    return tuple(found) or (DataCategory.NAME,)


def _log(db: Db, visit: Visit, case_id: str, sealed: Sealed) -> None:
    """The custody log of the case: when it was opened, and which seal came into it. The seal itself says when it was made."""
    if not cases.custody_of(db, case_id):
        cases.log(db, case_id, custody.following(CustodyType.CASE_OPENED, actor=visit.by, at=visit.at))
    for step in [CustodyType.CAPTURE_SEALED] + ([CustodyType.CAPTURE_TIMESTAMPED] if sealed.seal.stamped else []):
        seal = {"capture": sealed.capture_id, "seal": sealed.seal.digest, "reason": "entered-case"}
        cases.log(db, case_id, custody.following(step, actor=visit.by, at=visit.at, **seal))
