"""Brings together what a specialist sees of one finding, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from domain.evidence import Pictured
from domain.finding import FiledFinding
from domain.profile import Purpose
from domain.risk import Danger, dangers
from storage import captures, findings, profiles, queue
from storage.findings import Listed
from storage.vault import Db
from web import interest
from web.access import Visit
from web.pages.review.copies import Related, related
from web.pages.review.marks import marked, matched_fields
from web.pages.review.reasons import Reason, hints, others, reasons, sureness


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a specialist sees it. `fields`: those of the profile that matched, as (kind, value). `sureness` and `others`
    say what its numbers mean, `hints` what speaks for somebody else of that name; `before`: what else was found about the
    employee at this source; `pictured`: whether the capture has a picture to blur."""

    filed: FiledFinding
    reasons: tuple[Reason, ...]
    sureness: str
    others: str
    hints: tuple[str, ...]
    dangers: tuple[Danger, ...]
    before: tuple[Listed, ...]
    pictured: bool
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    excerpt: Markup = field(repr=False)
    related: Related = Related()


def shown(db: Db, visit: Visit, finding_id: str) -> Shown:
    """Opens the profile for the purpose REVIEW. Raises `NotForYou` for a conflict of interest, or `NotPermitted`."""
    filed = findings.get(db, finding_id)
    profile_id = filed.finding.profile_id
    interest.check(db, visit, profile_id)
    profile = profiles.open_for(db, Purpose.REVIEW, profile_id, visit.at, visit.by)
    finding, signals = filed.finding, filed.finding.signals
    return Shown(
        filed,
        reasons(finding),
        sureness(finding),
        others(finding.others),
        hints(finding),
        dangers(finding, filed.excerpt, threatened=queue.threatened(db, profile_id)),
        tuple(one for one in findings.at_source(db, profile_id, filed.source) if one.id != finding_id),
        captures.pictured(db, filed.capture_id) is Pictured.MADE,
        matched_fields(profile, signals),
        marked(filed.excerpt, signals),
        related(db, visit.house, filed),
    )


def judge_of(visit: Visit) -> queue.Judge:
    return queue.Judge(visit.by, visit.account.profile_id, visit.account.unit)
