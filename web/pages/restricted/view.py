"""For the coordinator: evidence of somebody who withdrew while the police asked us to wait, or while a legal claim needed it.
It can be handed out for that, and is erased when that is over; for nothing else is it used."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.due import Action, Due
from domain.errors import NotFound
from domain.evidence import Audience
from domain.retention import Restriction
from domain.roles import Role, may_judge
from storage import audit, cases, due, exposures, restriction
from storage.vault import Db
from web.access import NotForYou, Route, Visit
from web.pages.bundle.make import exposure_of, made
from web.pages.bundle.view import download
from web.texts import _, later

_FOR = {Restriction.POLICE: Audience.POLICE, Restriction.CLAIM: Audience.COURT}
_ROLES, _POST = frozenset({Role.COORDINATOR}), ("POST",)


def restricted(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        free = [(one, why) for one, unit, why in restriction.withdrawn(db, visit.at) if _may(visit, one, unit)]
        kept = [(one, why, exposures.all_of(db, one)) for one, why in free]
    return render_template("restricted/restricted.html", kept=kept, makes=visit.house.notary is not None)


def hand_over(visit: Visit, number: str, held: str) -> ResponseReturnValue:
    """To the police, or for the claim: whole, and the line in the custody log says for which of the two."""
    with visit.house.vault.begin() as db:
        why = _check(db, visit, number)
        exposure = exposure_of(db, number, held)
    return download(*made(visit, exposure, _FOR[why]))


def lift(visit: Visit, number: str) -> ResponseReturnValue:
    """It is needed no longer: the erasure is due now, and takes what nothing else keeps."""
    with visit.house.vault.begin() as db:
        _check(db, visit, number)
        for case_id, why in restriction.cases_of(db, number, visit.at).items():
            end = cases.lift if why is Restriction.POLICE else cases.keep_no_longer
            end(db, case_id, visit.by, visit.at)
        due.bring_forward(db, Due(Action.PURGE, number, visit.at))
    return redirect(url_for("restricted.restricted"))


def _check(db: Db, visit: Visit, profile_id: str) -> Restriction:
    """Why it is kept. Raises `NotFound` and `NotForYou`."""
    found = {one: (unit, why) for one, unit, why in restriction.withdrawn(db, visit.at)}.get(profile_id)
    if found is None:
        raise NotFound("nothing is kept of this profile")
    unit, why = found
    if not _may(visit, profile_id, unit):
        audit.refuse(db, visit.at, visit.by, "", profile_id)
        raise NotForYou(_("This is about you or about a direct colleague. Somebody of another team must do this."))
    return why


def _may(visit: Visit, profile_id: str, unit: str) -> bool:
    return may_judge(visit.account.profile_id, visit.account.unit, profile_id, unit)


#: The profile's id: since they withdrew it names nobody.
_ONE = "/beperkt/<number>"
ROUTES = (
    Route("/beperkt", restricted, _ROLES, menu=later("Kept of who stopped"), rank=60),
    Route(f"{_ONE}/bewijs/<held>", hand_over, _ROLES, _POST),
    Route(f"{_ONE}/opheffen", lift, _ROLES, _POST),
)
