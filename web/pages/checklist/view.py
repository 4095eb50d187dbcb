"""The employee's checklist: steps of their own, each with what it does and what it does not; ticked off as they are taken."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import NotFound
from domain.roles import Role
from storage import checklist as kept
from storage import profiles
from web.access import Route, Visit
from web.pages.checklist.steps import SLUGS, STEPS
from web.pages.mine.view import own_profile
from web.texts import later

_OWN = frozenset({Role.EMPLOYEE})


def checklist(visit: Visit) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        ticked = kept.ticked(db, profile_id)
    return render_template("checklist/checklist.html", steps=STEPS, ticked=ticked)


def tick(visit: Visit, step: str) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    if step not in SLUGS:
        raise NotFound("there is no such step")
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        if request.form.get("taken"):
            kept.tick(db, profile_id, step, visit.at)
        else:
            kept.untick(db, profile_id, step)
    return redirect(url_for("checklist.checklist", _anchor=step))


ROUTES = (
    Route("/mijn/stappen", checklist, _OWN, menu=later("Steps"), rank=12),
    Route("/mijn/stappen/<step>", tick, _OWN, ("POST",)),
)
