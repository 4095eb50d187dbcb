"""Everything that is kept about one employee, as JSON; the profile has the shape of the contract."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from domain.exposure import Exposure
from domain.finding import FiledFinding
from domain.flare_up import FlareUp
from domain.name import FamilyName
from domain.profile import Grant, Profile
from domain.takedown import Takedown
from domain.watch import Watch
from web.pages.mine.gather import Kept


def to_json(kept: Kept, at: datetime) -> str:
    told = {
        "made_at": at,
        "profile": _profile(kept.profile),
        "grants": [_grant(grant) for grant in kept.grants],
        "findings": [_finding(filed) for filed in kept.findings],
        "exposures": [_exposure(exposure, takedowns) for exposure, takedowns in kept.places],
        "watches": [_watch(watch) for watch in kept.watches],
        "flare_ups": [_flare_up(flare_up) for flare_up in kept.flare_ups],
        "disclosures": [{"at": when, "source": source, "kinds": kinds} for when, source, kinds in kept.disclosed],
        "sources_may_learn": [
            {"source": one.source, "kinds": sorted(one.kinds), "given_at": one.given_at} for one in kept.may_learn
        ],
        "audit": [{"at": line.at, "by": line.by, "action": line.action, "purpose": line.purpose} for line in kept.lines],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_moment)


def _moment(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"cannot be written as JSON: {type(value).__name__}")


def _profile(profile: Profile) -> dict[str, Any]:
    partner = profile.name.partner
    return {
        "id": profile.id,
        "given_names": profile.name.given_names,
        "calling_name": profile.name.calling_name,
        **_family(profile.name.family),
        "partner": _family(partner) if partner else None,
        "former_names": profile.former_names,
        "birth_date": profile.birth_date,
        "phones": profile.phones,
        "emails": profile.emails,
        "handles": profile.handles,
        "addresses": [
            {"street": one.street, "number": one.number, "addition": one.addition, "postcode": one.postcode, "city": one.city}
            for one in profile.addresses
        ],
        "employer": profile.employer,
        "relatives": profile.relatives,
        "plates": profile.plates,
        "service_numbers": profile.service_numbers,
        "ibans": profile.ibans,
    }


def _family(name: FamilyName) -> dict[str, str]:
    return {"prefix": name.prefix, "surname": name.surname}


def _grant(grant: Grant) -> dict[str, Any]:
    ends = {"until": grant.until, "withdrawn_at": grant.withdrawn_at}
    return {"kind": grant.kind, "given_at": grant.given_at, **ends, "routes": grant.routes}


def _finding(filed: FiledFinding) -> dict[str, Any]:
    finding = filed.finding
    return {
        "source": filed.source,
        "found_at": filed.found_at,
        "url": finding.place.url,
        "record": finding.place.record_id,
        "grade": finding.grade,
        "score": finding.score,
        "excerpt": filed.excerpt,
        "signals": [{"kind": one.kind, "found": one.found, "form": one.form, "weight": one.weight} for one in finding.signals],
        "judgements": [{"opinion": one.opinion, "at": one.at, "by": one.by, "reason": one.reason} for one in filed.judgements],
    }


def _exposure(exposure: Exposure, takedowns: Any) -> dict[str, Any]:
    return {
        "source": exposure.source,
        "url": exposure.place.url,
        "record": exposure.place.record_id,
        "found_at": exposure.found_at,
        "confirmed_at": exposure.confirmed_at,
        "outcome": exposure.outcome,
        "traces": [
            {
                "category": trace.category,
                "scope": trace.scope.value,
                "sightings": [{"at": look.at, "verdict": look.verdict, "reason": look.reason} for look in trace.sightings],
            }
            for trace in exposure.traces
        ],
        "takedowns": [_takedown(takedown) for takedown in takedowns],
    }


def _takedown(takedown: Takedown) -> dict[str, Any]:
    return {
        "reference": takedown.reference,
        "route": takedown.route,
        "recipient": takedown.recipient,
        "state": takedown.state,
        "subject": takedown.subject,
        "text": takedown.text,
        "steps": [{"event": step.event, "at": step.at, "by": step.by} for step in takedown.steps],
    }


def _watch(watch: Watch) -> dict[str, Any]:
    return {"source": watch.source, "every_days": watch.cadence.days}


def _flare_up(flare_up: FlareUp) -> dict[str, Any]:
    return {
        "kind": flare_up.kind,
        "starts": flare_up.starts,
        "ends": flare_up.ends,
        "watched_from": flare_up.begins,
        "watched_until": flare_up.fades,
        "yearly": flare_up.yearly,
        "called_off": flare_up.cancelled_at,
    }
