"""Hop 7a: a specialist reads what the machine found and why, and says whether it is about the employee."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from domain.errors import Conflict
from domain.finding import FiledFinding, Judgement, Opinion
from domain.profile import Purpose
from domain.roles import Role
from storage import captures, exposures, findings, profiles, takedowns
from storage.vault import Db
from web import interest
from web.access import Route, Visit
from web.forms import Form, RadioField, SelectField, options
from web.pages.review.confirm import confirm
from web.pages.review.marks import marked, matched_fields
from web.pages.review.reasons import Reason, others, reasons, sureness
from web.texts import _, later
from web.words import REASONS

_ROLES = frozenset({Role.SPECIALIST})
_TEXT = "text.txt"
_REASONS = options([("", later("choose a reason")), *REASONS.items()])


class Judging(Form):
    opinion = RadioField(
        later("Is this about the employee?"),
        choices=options(
            [
                (Opinion.CONFIRMED.value, later("Yes, confirm")),
                (Opinion.DISMISSED.value, later("No, dismiss")),
                (Opinion.UNSURE.value, later("Not sure, leave it in the queue")),
            ]
        ),
    )
    reason = SelectField(later("If not: why?"), choices=_REASONS, default="")


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a specialist sees it. `fields`: those of the profile that matched, as (kind, value). `sureness` and `others`
    say what its numbers mean."""

    filed: FiledFinding
    reasons: tuple[Reason, ...]
    sureness: str
    others: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    excerpt: Markup = field(repr=False)
    capture: str = field(repr=False)


def queue(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        free = interest.free_for(db, visit)
        waiting = findings.queue(db)
    mine = [filed for filed in waiting if filed.finding.profile_id in free]
    return render_template("review/queue.html", mine=mine, others=len(waiting) - len(mine), house=visit.house)


def judge(visit: Visit, finding_id: str) -> ResponseReturnValue:
    form = Judging()
    if form.is_submitted() and form.opinion.data == Opinion.DISMISSED.value and not form.reason.data:
        form.validate()
        form.complain("reason", _("Say why it is not about the employee."))
    elif form.sent_well():
        return _judged(visit, finding_id, form)
    with visit.house.vault.begin() as db:
        shown = _shown(db, visit, finding_id)
        exposure = exposures.of_finding(db, finding_id)
        drafts = takedowns.all_of(db, exposure_id=exposure.id) if exposure else []
    page = render_template("review/finding.html", shown=shown, form=form, exposure=exposure, drafts=drafts, house=visit.house)
    return page, 400 if form.is_submitted() else 200


def _judged(visit: Visit, finding_id: str, form: Any) -> ResponseReturnValue:
    opinion = Opinion(form.opinion.data)
    reason = form.reason.data if opinion is Opinion.DISMISSED else ""
    with visit.house.vault.begin() as db:
        filed = findings.get(db, finding_id)
        interest.check(db, visit, filed.finding.profile_id)
        if filed.opinion is Opinion.CONFIRMED:
            raise Conflict("this finding was confirmed already")
        profiles.require(db, Purpose.REVIEW, filed.finding.profile_id, visit.at, visit.by)
        findings.judge(db, finding_id, Judgement(opinion, visit.by, visit.at, reason))
        if opinion is Opinion.CONFIRMED:
            confirm(db, visit, filed)
            return redirect(url_for("review.judge", finding_id=finding_id))
    return redirect(url_for("review.queue"))


def _shown(db: Db, visit: Visit, finding_id: str) -> Shown:
    filed = findings.get(db, finding_id)
    interest.check(db, visit, filed.finding.profile_id)
    profile = profiles.open_for(db, Purpose.REVIEW, filed.finding.profile_id, visit.at, visit.by)
    finding, signals = filed.finding, filed.finding.signals
    return Shown(
        filed,
        reasons(finding),
        sureness(finding),
        others(finding.others),
        matched_fields(profile, signals),
        marked(filed.excerpt, signals),
        _capture_text(db, filed.capture_id),
    )


def _capture_text(db: Db, capture_id: str) -> str:
    sealed = captures.get(db, capture_id)
    return next((file.content.decode("utf-8", "replace") for file in sealed.originals if file.name == _TEXT), "")


ROUTES = (
    Route("/beoordelen", queue, _ROLES, menu=later("Judge"), rank=10),
    Route("/beoordelen/<finding_id>", judge, _ROLES, ("GET", "POST")),
)
