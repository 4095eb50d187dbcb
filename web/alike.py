"""Which places of one employee look copied from each other, by what is kept of their findings; a specialist judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from domain.exposure import Exposure
from domain.finding import FiledFinding, Opinion
from domain.fingerprint import copied, fingerprint, share
from storage import exposures, findings
from storage.vault import Db
from web.house import House


@dataclass(frozen=True, slots=True)
class Alike:
    """Another finding with much the same text: (its id, address), how much of the shorter of the two is the same in hundredths,
    and the exposure that rests on it, if it was confirmed."""

    finding: str
    url: str = field(repr=False)
    hundredths: int
    exposure: Exposure | None = field(repr=False)


def alike(db: Db, house: House, filed: FiledFinding) -> tuple[Alike, ...]:
    """Those of the same employee that look copied from this one, or this one from them; the most alike first."""
    kept = [one for one in findings.of_profile(db, filed.finding.profile_id) if _may_be(house, filed, one)]
    found = [(one, part) for one in kept if (part := _share(filed, one))]
    shown = [Alike(one.id, one.finding.place.url, part, exposures.of_finding(db, one.id)) for one, part in found]
    return tuple(sorted(shown, key=lambda one: (-one.hundredths, one.finding)))


def _may_be(house: House, filed: FiledFinding, other: FiledFinding) -> bool:
    """Two entries of one directory are written in one form: that they are alike says nothing."""
    if other.id == filed.id or other.opinion is Opinion.DISMISSED:
        return False
    source = house.source(filed.source)
    form = source is not None and source.asks and other.source == filed.source
    return not form or _host(filed) != _host(other)


def _host(filed: FiledFinding) -> str:
    return urlsplit(filed.finding.place.url).netloc


def _share(one: FiledFinding, other: FiledFinding) -> int:
    about = [signal.found for filed in (one, other) for signal in filed.finding.signals]
    first, second = fingerprint(one.excerpt, about), fingerprint(other.excerpt, about)
    return round(100 * share(first, second)) if copied(first, second) else 0


def copies_of(db: Db, house: House, exposure: Exposure) -> tuple[Alike, ...]:
    """What looks copied from this place, or the other way about, and is linked to nothing yet."""
    filed = findings.get(db, exposures.finding_of(db, exposure.id))
    return tuple(one for one in alike(db, house, filed) if _may_hang(one.exposure, exposure))


def _may_hang(other: Exposure | None, exposure: Exposure) -> bool:
    return other is None or (not other.parent and other.id != exposure.parent)
