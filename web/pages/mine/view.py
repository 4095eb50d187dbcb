"""What luwte holds about the employee who looks, what it does about it, and who saw it. No identifier stands in the URL."""

from __future__ import annotations

from datetime import datetime

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from domain.errors import NotFound
from domain.profile import Purpose
from domain.roles import Role
from storage import audit, holdings, profiles
from web.access import Route, Visit
from web.pages.mine import everything, export, gather
from web.texts import later

_OWN = frozenset({Role.EMPLOYEE})


def mine(visit: Visit) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        profile = profiles.open_for(db, Purpose.SELF, profile_id, visit.at, visit.by)
        kept = gather.kept(db, profile)
    return render_template("mine/mine.html", kept=kept, house=visit.house, holds=_holds(kept, visit.at), own=visit.by)


def download(visit: Visit) -> ResponseReturnValue:
    """Everything, in a form that another program can read (GDPR 15 and 20)."""
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        profile = profiles.open_for(db, Purpose.SELF, profile_id, visit.at, visit.by)
        written = export.to_json(gather.kept(db, profile), visit.at)
    attached = {"Content-Disposition": 'attachment; filename="gegevens.json"'}
    return Response(written, mimetype="application/json", headers=attached)


def all_of_it(visit: Visit) -> ResponseReturnValue:
    """Everything, row by row, with a page to read it by and the captured pages themselves (GDPR 15 and 20)."""
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        profiles.require(db, Purpose.SELF, profile_id, visit.at, visit.by)
        profiles.enrolled(db, profile_id)
        audit.write(db, visit.at, visit.by, "took everything", purpose=Purpose.SELF.value, about=profile_id)
        held = holdings.of_profile(db, profile_id)
    attached = {"Content-Disposition": 'attachment; filename="alles.zip"'}
    return Response(everything.packed(held, visit), mimetype="application/zip", headers=attached)


def own_profile(visit: Visit) -> str:
    """Raises `NotFound` for an account that belongs to no employee's profile."""
    if visit.account.profile_id is None:
        raise NotFound("this account has no profile")
    return visit.account.profile_id


def _holds(kept: gather.Kept, now: datetime) -> list[tuple[object, bool]]:
    return [(grant, grant.holds(now)) for grant in kept.grants]


ROUTES = (
    Route("/mijn", mine, _OWN, menu=later("My data"), rank=10),
    Route("/mijn/gegevens.json", download, _OWN),
    Route("/mijn/alles.zip", all_of_it, _OWN),
)
