"""When the evidence of each case is erased; whoever answers for it may say why it is kept longer, and that is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from config.paths import RETENTION
from config.retention import load_retention
from domain.errors import BadInput, NotFound
from domain.retention import LONGEST, CaseQuiet, Ground, evidence_ends
from domain.roles import Role
from storage import cases, erasure
from web.access import Route, Visit
from web.forms import DateField, Form, SelectField, needed, options
from web.texts import _, later
from web.words import word

_ROLES = frozenset({Role.COORDINATOR, Role.DPO})


class Keeping(Form):
    until = DateField(later("Keep it until"), [needed()])
    ground = SelectField(later("Why is it needed?"), choices=options((one.value, one.value) for one in Ground))


@dataclass(frozen=True, slots=True)
class Kept:
    """One case, and when its evidence is erased; None while nothing sets an end."""

    quiet: CaseQuiet
    ends: datetime | None


def overview(visit: Visit) -> ResponseReturnValue:
    return _page(visit, _form(Keeping(formdata=None)), "")


def keep(visit: Visit, profile_id: str) -> ResponseReturnValue:
    form = _form(Keeping())
    with visit.house.vault.begin() as db:
        case = cases.of_profile(db, profile_id)
        if case is None:
            raise NotFound("this employee has no case")
        well = form.sent_well()
        if well:
            until = datetime.combine(form.until.data, time(), tzinfo=UTC)
            try:
                cases.keep_until(db, case.id, until, Ground(form.ground.data), visit.by, visit.at)
            except BadInput:
                form.complain("until", _("Give a day after today, at most %(days)s days ahead.", days=LONGEST.days))
                well = False
    if well:
        return redirect(url_for("retention.overview"))
    return _page(visit, form, profile_id), 400


def _form(form: Keeping) -> Keeping:
    form.ground.choices = options((one.value, word(one)) for one in Ground)
    return form


def _page(visit: Visit, form: Keeping, wrong: str) -> str:
    periods = load_retention(RETENTION)
    with visit.house.vault.begin() as db:
        kept = [Kept(quiet, evidence_ends(quiet, periods)) for quiet in erasure.quiet_cases(db) if quiet.profile_id]
    kept.sort(key=lambda one: (one.ends is None, one.ends or visit.at, one.quiet.case_id))
    return render_template("retention/retention.html", kept=kept, form=form, wrong=wrong, periods=periods)


ROUTES = (
    Route("/bewaartermijnen", overview, _ROLES, menu=later("Retention"), rank=65),
    Route("/bewaartermijnen/<profile_id>", keep, _ROLES, ("POST",), discreet=True),
)
