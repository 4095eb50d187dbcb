"""The administrator's first page: what is still missing, each with how to mend it; and a test message."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.due import Action, Due
from domain.roles import Role
from storage import audit, counts, due
from web.access import Route, Visit
from web.pages.setting_up import checks
from web.texts import later, moment

_ROLES = frozenset({Role.ADMINISTRATOR})
#: The thing of a TELL line that asks for a test message.
TEST = "test"


def overview(visit: Visit) -> ResponseReturnValue:
    parts = checks.readings(visit)
    with visit.house.vault.begin() as db:
        rows = checks.all_of(db, visit, parts)
        asked = due.noted(db, Action.TELL, TEST) is not None
        last = counts.last_of(db, checks.SENT, checks.UNSENT)
    missing = [one for one in rows if not one.well and one.must]
    tested = "" if last is None else str(checks.TESTED[last[0]]) % {"at": moment(last[1])}
    page = {"rows": rows, "missing": missing, "asked": asked, "tested": tested}
    return render_template("setting_up/setting_up.html", **page)


def test_mail(visit: Visit) -> ResponseReturnValue:
    """Asks the workers to send one to the desk's own address; the web itself sends nothing."""
    with visit.house.vault.begin() as db:
        due.bring_forward(db, Due(Action.TELL, TEST, visit.at))
        audit.write(db, visit.at, visit.by, "test message asked")
    return redirect(url_for("setting_up.overview"))


ROUTES = (
    Route("/beheer", overview, _ROLES, menu=later("Set up"), rank=5),
    Route("/beheer/proefbericht", test_mail, _ROLES, ("POST",)),
)
