"""What a finding has to do with others: the same record on a mirror, and the source from which this one takes its records."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from domain.copies import Known, perhaps, same_record
from domain.errors import Conflict
from domain.finding import FiledFinding
from storage import exposures, findings, residue
from storage.vault import Db
from web import interest
from web.access import Visit
from web.alike import Alike, alike
from web.house import House


@dataclass(frozen=True, slots=True)
class Related:
    """`copies`: (id of the finding, its address) of the same record elsewhere. `parent`: the name of the source that this one
    copies; `at_parent`: ids of what was found of the same employee there. `alike`: what looks copied; `copy_of`: the address of
    the place that it was linked to as a copy."""

    copies: tuple[tuple[str, str], ...] = ()
    parent: str = ""
    at_parent: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    copy_of: str = ""


def related(db: Db, house: House, filed: FiledFinding) -> Related:
    """Among the findings about the same employee alone; only those at a place that some source puts together with this one are
    read."""
    profile_id, place = filed.finding.profile_id, filed.finding.place
    near = findings.at_places(db, profile_id, perhaps(place, house.sources))
    known = [Known(one.id, one.source, one.finding.place) for one in near]
    this = Known(filed.id, filed.source, place)
    same = same_record(this, known, {source.slug: source for source in house.sources})
    source = house.source(filed.source)
    parent = house.source(source.parent) if source is not None and source.parent else None
    return Related(
        tuple((one.id, one.place.url) for one in same),
        parent.name if parent else "",
        tuple(one.id for one in findings.at_source(db, profile_id, parent.slug)) if parent else (),
        alike(db, house, filed),
        _linked_to(db, filed),
    )


def _linked_to(db: Db, filed: FiledFinding) -> str:
    exposure = exposures.of_finding(db, filed.id)
    return exposures.get(db, exposure.parent).place.url if exposure is not None and exposure.parent else ""


def copy(visit: Visit, finding_id: str) -> ResponseReturnValue:
    """It is a copy of the place of another finding; or of none, after all."""
    with visit.house.vault.begin() as db:
        filed = findings.get(db, finding_id)
        interest.check(db, visit, filed.finding.profile_id)
        exposure = exposures.of_finding(db, finding_id)
        original = exposures.of_finding(db, request.form.get("of", ""))
        if exposure is None:
            raise Conflict("confirm the finding first")
        if original is not None:
            residue.link(db, exposure, original, visit.by, visit.at)
        else:
            residue.unlink(db, exposure, visit.by, visit.at)
    return redirect(url_for("review.judge", finding_id=finding_id))
