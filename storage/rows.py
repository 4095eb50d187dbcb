"""Rows to domain values and back: the only code that knows both. Sealed columns hold JSON of the domain's own shapes."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import Row

from domain.errors import Unclear
from domain.evidence import CustodyLine, Sealed
from domain.exposure import DataCategory, Scope, Trace
from domain.finding import FiledFinding, Finding, Judgement, Opinion
from domain.mention import Place
from domain.profile import Grant, GrantKind, Profile
from domain.sighting import Sighting, Verdict
from domain.takedown import Event, Step
from storage import packed

_PROFILE = TypeAdapter(Profile)
_PLACE = TypeAdapter(Place)
_FINDING = TypeAdapter(tuple[Finding, str])
# A tuple of one: only so does pydantic take a setting for the bytes inside a dataclass.
_SEALED = TypeAdapter(tuple[Sealed], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))
_CUSTODY = TypeAdapter(CustodyLine)
_TEXTS = TypeAdapter(tuple[str, str])


def profile_to_bytes(profile: Profile) -> bytes:
    return _PROFILE.dump_json(profile)


def profile_from_bytes(plain: bytes) -> Profile:
    return _PROFILE.validate_json(plain)


def place_to_bytes(place: Place) -> bytes:
    return _PLACE.dump_json(place)


def place_from_bytes(plain: bytes) -> Place:
    return _PLACE.validate_json(plain)


def sealed_to_bytes(sealed: Sealed) -> bytes:
    return packed.pack(sealed)


def sealed_from_bytes(plain: bytes) -> Sealed:
    """What an earlier luwte kept was JSON."""
    return packed.unpack(plain) if packed.is_packed(plain) else _SEALED.validate_json(plain)[0]


def custody_to_bytes(line: CustodyLine) -> bytes:
    return _CUSTODY.dump_json(line)


def custody_from_bytes(plain: bytes) -> CustodyLine:
    return _CUSTODY.validate_json(plain)


def finding_to_bytes(finding: Finding, excerpt: str) -> bytes:
    return _FINDING.dump_json((finding, excerpt))


def texts_to_bytes(subject: str, text: str) -> bytes:
    return _TEXTS.dump_json((subject, text))


def texts_from_bytes(plain: bytes) -> tuple[str, str]:
    return _TEXTS.validate_json(plain)


def grant(row: Row[Any], witnessed: bytes | None = None) -> Grant:
    witness, taken_by = _TEXTS.validate_json(witnessed) if witnessed else ("", "")
    times = (row.given_at, row.until, row.withdrawn_at)
    return Grant(GrantKind(row.kind), *times, tuple(row.routes), witness, taken_by)


def judgement(row: Row[Any]) -> Judgement:
    return Judgement(Opinion(row.opinion), row.by, row.at, row.reason)


def filed_finding(row: Row[Any], plain: bytes, judgements: tuple[Judgement, ...]) -> FiledFinding:
    finding, excerpt = _FINDING.validate_json(plain)
    return FiledFinding(row.id, finding, row.source, row.capture_id, row.found_at, excerpt, judgements)


def sighting(row: Row[Any]) -> Sighting:
    reason = Unclear(row.reason) if row.reason else None
    return Sighting(row.at, Verdict(row.verdict), reason, row.control, row.cold, row.vantage, row.status, row.digest)


def sighting_values(trace_id: str, look: Sighting) -> dict[str, Any]:
    return {
        "trace_id": trace_id,
        "at": look.at,
        "verdict": look.verdict.value,
        "reason": look.reason.value if look.reason else "",
        "control": look.control,
        "cold": look.cold,
        "vantage": look.vantage,
        "status": look.status,
        "digest": look.digest,
    }


def step(row: Row[Any]) -> Step:
    return Step(Event(row.event), row.at, row.by, tuple((str(name), str(value)) for name, value in row.facts))


def trace(row: Row[Any], looks: tuple[Sighting, ...]) -> Trace:
    return Trace(DataCategory(row.category), Scope(row.scope), looks)
