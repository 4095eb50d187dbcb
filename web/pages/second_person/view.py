"""A second person agrees to an account, or closes it: nobody lets somebody in alone."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import NotPermitted
from domain.roles import Role
from storage import appointed
from web.access import NotForYou, Route, Visit
from web.texts import _, later

_ROLES = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.DPO})


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        rows = appointed.waiting(db)
    return render_template("second_person/second_person.html", rows=rows)


def agree(visit: Visit, account_id: str) -> ResponseReturnValue:
    return _decide(visit, account_id, yes=True)


def refuse(visit: Visit, account_id: str) -> ResponseReturnValue:
    return _decide(visit, account_id, yes=False)


def _decide(visit: Visit, account_id: str, *, yes: bool) -> ResponseReturnValue:
    try:
        with visit.house.vault.begin() as db:
            if yes:
                appointed.agree(db, account_id, visit.account, visit.at)
            else:
                appointed.disable_waiting(db, account_id, visit.by, visit.at)
    except NotPermitted:
        raise NotForYou(_("Somebody else must agree: two people decide this.")) from None
    return redirect(url_for("second_person.overview"))


ROUTES = (
    Route("/instemmen", overview, _ROLES, menu=later("To agree to"), rank=80),
    Route("/instemmen/<account_id>", agree, _ROLES, ("POST",)),
    Route("/instemmen/<account_id>/nee", refuse, _ROLES, ("POST",)),
)
