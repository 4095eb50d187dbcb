"""For the coordinator: evidence of somebody who withdrew while the police asked us to wait. It can be handed to them, and is
erased when they lift the hold; for nothing else is it used."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.due import Action, Due
from domain.errors import NotFound
from domain.evidence import Audience
from domain.roles import Role, may_judge
from storage import audit, cases, due, erasure, exposures
from storage.vault import Db
from web.access import NotForYou, Route, Visit
from web.pages.bundle.make import exposure_of, made
from web.pages.bundle.view import download
from web.texts import _, later

_ROLES, _POST = frozenset({Role.COORDINATOR}), ("POST",)


def restricted(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        free = [one for one, unit in erasure.restricted(db) if _may(visit, one, unit)]
        kept = [(one, exposures.all_of(db, one)) for one in free]
    return render_template("restricted/restricted.html", kept=kept, makes=visit.house.notary is not None)


def hand_over(visit: Visit, number: str, held: str) -> ResponseReturnValue:
    """To the police alone; the line in the custody log says so."""
    with visit.house.vault.begin() as db:
        _check(db, visit, number)
        exposure = exposure_of(db, number, held)
    return download(*made(visit, exposure, Audience.POLICE))


def lift(visit: Visit, number: str) -> ResponseReturnValue:
    """The police need it no longer: the erasure is due now."""
    with visit.house.vault.begin() as db:
        _check(db, visit, number)
        for case_id in erasure.held_cases(db, number):
            cases.lift(db, case_id, visit.by, visit.at)
        due.bring_forward(db, Due(Action.PURGE, number, visit.at))
    return redirect(url_for("restricted.restricted"))


def _check(db: Db, visit: Visit, profile_id: str) -> None:
    unit = dict(erasure.restricted(db)).get(profile_id)
    if unit is None:
        raise NotFound("nothing is kept of this profile")
    if not _may(visit, profile_id, unit):
        audit.refuse(db, visit.at, visit.by, "", profile_id)
        raise NotForYou(_("This is about you or about a direct colleague. Somebody of another team must do this."))


def _may(visit: Visit, profile_id: str, unit: str) -> bool:
    return may_judge(visit.account.profile_id, visit.account.unit, profile_id, unit)


#: The profile's id: since they withdrew it names nobody.
_ONE = "/beperkt/<number>"
ROUTES = (
    Route("/beperkt", restricted, _ROLES, menu=later("Kept for the police"), rank=60),
    Route(f"{_ONE}/bewijs/<held>", hand_over, _ROLES, _POST),
    Route(f"{_ONE}/opheffen", lift, _ROLES, _POST),
)
