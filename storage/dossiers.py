"""Gathers what goes into one evidence bundle: the captures of an exposure, its custody log, and what happened since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain import evidence
from domain.evidence import Dossier, SightingLine
from domain.exposure import Exposure
from domain.takedown import Event, Takedown
from storage import audit, captures, cases, exposures, seals, takedowns
from storage.vault import Db

#: Which steps of a request the timeline tells, and in which word.
_TOLD = {
    Event.DRAFTED: "drafted",
    Event.ACCEPTED: "sent",
    Event.RECEIPT: "receipt",
    Event.CLAIM: "claim",
    Event.CLAIM_PARTIAL: "claim-partial",
    Event.REFUSAL: "refusal",
    Event.HOLD: "hold",
    Event.HOLD_LIFTED: "hold-lifted",
    Event.PROVEN_GONE: "gone",
}


def gather(db: Db, exposure_id: str, by: str, now: datetime) -> Dossier:
    """Everything, as the police get it. Raises `NotFound`; the audit says who took the evidence out."""
    exposure = exposures.get(db, exposure_id)
    case = cases.get(db, exposure.case_id)
    kept = tuple(sealed for _, sealed in captures.of_exposure(db, exposure_id))
    # Where every authority was away, the place was captured anew: what bears no time proves nothing beside what does.
    stamped = tuple(sealed for sealed in kept if sealed.seal.stamped)
    audit.write(db, now, by, "evidence exported", about=exposure.profile_id)
    return Dossier(
        case=exposure.case_id,
        exposure=exposure.id,
        categories=tuple(dict.fromkeys(trace.category.value for trace in exposure.traces)),
        captures=stamped or kept,
        custody=cases.custody_of(db, exposure.case_id),
        sightings=_sightings(exposure),
        timeline=_timeline(exposure, takedowns.all_of(db, exposure_id=exposure_id)),
        override=seals.override_of(db, exposure_id),
        criminal=case.suspected_criminal,
        threat=case.threat,
    )


def _sightings(exposure: Exposure) -> tuple[SightingLine, ...]:
    found = (
        SightingLine(look.at, look.verdict.value, look.reason.value if look.reason else "", trace.category.value, look.vantage)
        for trace in exposure.traces
        for look in trace.sightings
    )
    return tuple(sorted(found, key=lambda line: (line.at, line.category)))


def _timeline(exposure: Exposure, asked: Iterable[Takedown]) -> tuple[evidence.Event, ...]:
    begun = (evidence.Event(exposure.found_at, "found"), evidence.Event(exposure.confirmed_at, "confirmed"))
    steps = (
        evidence.Event(step.at, _TOLD[step.event], takedown.reference)
        for takedown in asked
        for step in takedown.steps
        if step.event in _TOLD
    )
    return (*begun, *steps)
