"""A judgement given, and one taken back; each in one transaction, and on to the next finding."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, Conflict
from domain.evidence import CustodyType
from domain.finding import FiledFinding, Judgement, Opinion
from domain.profile import Purpose
from domain.risk import dangers, needs_second
from evidence import custody
from storage import cases, exposures, findings, profiles, queue, takedowns, undo
from storage.vault import Db
from web import interest
from web.access import NotForYou, Visit
from web.found_words import REASONS
from web.pages.review.confirm import confirm
from web.pages.review.draft import draft
from web.pages.review.shown import judge_of
from web.texts import _

_GIVEN = {Opinion.CONFIRMED.value, Opinion.DISMISSED.value, Opinion.UNSURE.value}


def asked() -> tuple[Opinion, str]:
    """What was pressed: a reason alone is a no for that reason. Raises `BadInput`."""
    opinion, reason = request.form.get("opinion", ""), request.form.get("reason", "")
    if reason:
        opinion = opinion or Opinion.DISMISSED.value
    if opinion not in _GIVEN:
        raise BadInput("judge", _("Choose one of the answers."))
    if opinion == Opinion.DISMISSED.value and reason not in REASONS:
        raise BadInput("judge", _("Say why it is not about the employee."))
    return Opinion(opinion), reason if opinion == Opinion.DISMISSED.value else ""


def judged(visit: Visit, finding_id: str, opinion: Opinion, reason: str) -> ResponseReturnValue:
    """Writes it down with what follows from it. A grave no waits for a second person, who must be another one."""
    with visit.house.vault.begin() as db:
        filed = findings.get(db, finding_id)
        interest.check(db, visit, filed.finding.profile_id)
        if filed.opinion is Opinion.CONFIRMED:
            raise Conflict("this finding was confirmed already")
        profiles.require(db, Purpose.REVIEW, filed.finding.profile_id, visit.at, visit.by)
        findings.judge(db, finding_id, Judgement(_weighed(db, visit, filed, opinion), visit.by, visit.at, reason))
        if opinion is Opinion.CONFIRMED:
            confirm(db, visit, filed)
        onward = queue.following(db, judge_of(visit), finding_id)
    if onward is None:
        return redirect(url_for("review.queue", vorige=finding_id))
    return redirect(url_for("review.judge", finding_id=onward, vorige=finding_id))


def take_back(visit: Visit, finding_id: str) -> ResponseReturnValue:
    """Undo one's own judgement of a moment ago; the finding is shown again."""
    with visit.house.vault.begin() as db:
        filed = findings.get(db, finding_id)
        interest.check(db, visit, filed.finding.profile_id)
        exposure = exposures.of_finding(db, finding_id)
        findings.take_back(db, finding_id, visit.by, visit.at)
        if exposure is not None:
            undo.unconfirm(db, filed, exposure)
            about = {"capture": filed.capture_id, "reason": "taken-back"}
            cases.log(db, exposure.case_id, custody.following(CustodyType.ERASED, actor=visit.by, at=visit.at, **about))
    return redirect(url_for("review.judge", finding_id=finding_id))


def ask(visit: Visit, finding_id: str) -> ResponseReturnValue:
    """Draft the request for a confirmed finding that has none: the evidence may have been stamped since."""
    with visit.house.vault.begin() as db:
        filed = findings.get(db, finding_id)
        interest.check(db, visit, filed.finding.profile_id)
        exposure = exposures.of_finding(db, finding_id)
        if exposure is not None and not takedowns.all_of(db, exposure_id=exposure.id):
            draft(db, visit, exposure)
    return redirect(url_for("review.judge", finding_id=finding_id))


def _weighed(db: Db, visit: Visit, filed: FiledFinding, opinion: Opinion) -> Opinion:
    """The opinion as it counts: a first grave no makes the finding wait for a second person; `NotForYou` for the same one."""
    threatened = queue.threatened(db, filed.finding.profile_id)
    if not needs_second(opinion, filed.finding.grade, dangers(filed.finding, filed.excerpt, threatened=threatened)):
        return opinion
    if filed.opinion is not Opinion.SECOND:
        return Opinion.SECOND
    if filed.judgements[-1].by == visit.by:
        raise NotForYou(_("You dismissed this yourself: another person must agree."))
    return opinion
