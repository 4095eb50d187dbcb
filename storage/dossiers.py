"""Gathers what goes into one evidence bundle: the captures of an exposure, its custody log, and what was seen later."""

from __future__ import annotations

from datetime import datetime

from domain.evidence import Dossier, SightingLine
from domain.exposure import Exposure
from storage import audit, captures, cases, exposures
from storage.vault import Db


def gather(db: Db, exposure_id: str, by: str, now: datetime) -> Dossier:
    """Raises `NotFound`; the audit says who took the evidence out."""
    exposure = exposures.get(db, exposure_id)
    kept = tuple(sealed for _, sealed in captures.of_exposure(db, exposure_id))
    # Where an authority was away, the place was captured anew: what bears no time proves nothing beside what does.
    stamped = tuple(sealed for sealed in kept if sealed.seal.stamped)
    audit.write(db, now, by, "evidence exported", about=exposure.profile_id)
    return Dossier(
        case=exposure.case_id,
        exposure=exposure.id,
        categories=tuple(trace.category.value for trace in exposure.traces),
        captures=stamped or kept,
        custody=cases.custody_of(db, exposure.case_id),
        sightings=_sightings(exposure),
    )


def _sightings(exposure: Exposure) -> tuple[SightingLine, ...]:
    found = (
        SightingLine(look.at, look.verdict.value, look.reason.value if look.reason else "", trace.category.value, look.vantage)
        for trace in exposure.traces
        for look in trace.sightings
    )
    return tuple(sorted(found, key=lambda line: (line.at, line.category)))
