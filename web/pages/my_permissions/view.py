"""What luwte may do, purpose by purpose, in plain words: who does what, and what each source hears of it."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.profile import GrantKind, Purpose, permits
from domain.roles import Role
from storage import pauses, profiles
from takedown.routes import all_routes
from web.access import Route, Visit
from web.pages.enrol.fields import Mandates
from web.pages.mine.view import own_profile
from web.pages.my_permissions import act
from web.pages.my_permissions.told import PURPOSES, hearings
from web.texts import later

_OWN, _POST = frozenset({Role.EMPLOYEE}), ("POST",)
_BY_CONSENT = frozenset({Purpose.SCAN, Purpose.REVIEW, Purpose.NOTIFY})


def permissions(visit: Visit) -> ResponseReturnValue:
    profile_id, now = own_profile(visit), visit.at
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        grants = profiles.grants_of(db, profile_id)
        paused = pauses.current(db, profile_id, now)
    mandate = act.current_mandate(grants, now)
    held = {purpose: permits(grants, purpose, now) for purpose in PURPOSES if purpose is not Purpose.ACT}
    consent = next((one for one in reversed(grants) if one.kind is GrantKind.CONSENT and one.holds(now)), None)
    return render_template(
        "my_permissions/my_permissions.html",
        purposes=PURPOSES,
        held=held | {Purpose.ACT: mandate is not None},
        consent=consent,
        mandate=mandate,
        mandates=_filled(mandate.routes if mandate else ()),
        pausing=act.Pausing(),
        paused=paused,
        hearings=hearings(visit.house.sources),
    )


def _filled(routes: tuple[str, ...]) -> Mandates:
    """The form with what holds today ticked: a tick stands for all routes that it covers."""
    covered = {route.mandate for slug, route in all_routes().items() if route.mandate and slug in routes}
    return Mandates(formdata=None, data={f"mandate_{name}": True for name in covered})


_HERE = "/mijn/toestemming"
ROUTES = (
    Route(_HERE, permissions, _OWN, menu=later("What luwte may do"), rank=16),
    Route(f"{_HERE}/geven", act.consent, _OWN, _POST),
    Route(f"{_HERE}/terugnemen", act.no_consent, _OWN, _POST),
    Route(f"{_HERE}/machtiging", act.mandates, _OWN, _POST),
    Route(f"{_HERE}/pauze", act.pause, _OWN, _POST),
    Route(f"{_HERE}/hervatten", act.resume, _OWN, _POST),
)
