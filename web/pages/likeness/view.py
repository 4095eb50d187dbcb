"""A specialist looks at each likeness. Their word is kept; it confirms no finding and starts nothing."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, NotFound
from domain.roles import Role
from storage import audit, portraits
from web import interest
from web.access import Route, Visit
from web.texts import later

_ROLES = frozenset({Role.SPECIALIST})
_OPINIONS = ("same", "other")


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        waiting = portraits.waiting(db, interest.free_for(db, visit))
    return render_template("likeness/overview.html", waiting=waiting)


def judge(visit: Visit, likeness_id: str, opinion: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        profile_id = portraits.of_suggestion(db, likeness_id)
        if profile_id is None:
            raise NotFound("there is no such likeness")
        interest.check(db, visit, profile_id)
        if opinion not in _OPINIONS:
            raise BadInput("opinion", "choose one of those offered")
        portraits.judge(db, likeness_id, opinion, visit.by)
        audit.write(db, visit.at, visit.by, "likeness judged", about=profile_id, detail=opinion)
    return redirect(url_for("likeness.overview"))


ROUTES = (
    Route("/gelijkenissen", overview, _ROLES, menu=later("Likenesses"), rank=15),
    Route("/gelijkenissen/<likeness_id>/<opinion>", judge, _ROLES, ("POST",)),
)
