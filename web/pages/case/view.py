"""What a coordinator sees of the cases: how things stand, never what was found; and what only a coordinator sets going."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.exposure import Exposure
from domain.flare_up import FlareUp
from domain.profile import Purpose
from domain.roles import Role
from domain.takedown import Takedown
from domain.watch import Watch
from storage import cases, exposures, flare_ups, profiles, takedowns, watches
from storage.cases import Case
from storage.profiles import Enrolled
from storage.vault import Db
from web.access import Route, Visit
from web.pages.case import act
from web.pages.case.assign import answering, assign, form_of
from web.pages.case.decisions import note
from web.pages.case.timeline import timeline
from web.texts import later

_ROLES = frozenset({Role.COORDINATOR})
_POST = ("POST",)


@dataclass(frozen=True, slots=True)
class Folder:
    """One employee as a coordinator sees them: by id, without a name. `case` is None while nothing is confirmed."""

    enrolled: Enrolled
    may_scan: bool
    case: Case | None
    places: tuple[tuple[Exposure, tuple[Takedown, ...]], ...]
    watches: tuple[Watch, ...]
    flare_ups: tuple[FlareUp, ...]


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        allowed = profiles.permitted(db, Purpose.SCAN, visit.at)
        rows = [_folder(db, one, one.id in allowed) for one in profiles.all_enrolled(db)]
    return render_template("case/overview.html", rows=rows)


def show(visit: Visit, profile_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        enrolled = profiles.enrolled(db, profile_id)
        folder = _folder(db, enrolled, profile_id in profiles.permitted(db, Purpose.SCAN, visit.at))
        case = folder.case
        assigning = form_of(db, case) if case else None
        in_charge = answering(db, visit, case) if case else None
    flags = act.flags_of(case) if case else None
    forms = {"flags": flags, "assigning": assigning}
    return render_template("case/case.html", folder=folder, **forms, in_charge=in_charge, house=visit.house)


def _folder(db: Db, enrolled: Enrolled, may_scan: bool) -> Folder:
    places = ((one, tuple(takedowns.all_of(db, exposure_id=one.id))) for one in exposures.all_of(db, enrolled.id))
    return Folder(
        enrolled=enrolled,
        may_scan=may_scan,
        case=cases.of_profile(db, enrolled.id),
        places=tuple(places),
        watches=tuple(watches.of_profile(db, enrolled.id)),
        flare_ups=tuple(flare_ups.of_profile(db, enrolled.id)),
    )


_ONE = "/dossiers/<profile_id>"
ROUTES = (
    Route("/dossiers", overview, _ROLES, menu=later("Cases"), rank=10),
    Route(_ONE, show, _ROLES, discreet=True),
    Route(f"{_ONE}/scan", act.scan, _ROLES, _POST, discreet=True),
    Route(f"{_ONE}/politiestop", act.hold, _ROLES, _POST, discreet=True),
    Route(f"{_ONE}/politiestop/opheffen", act.lift, _ROLES, _POST, discreet=True),
    Route(f"{_ONE}/kenmerken", act.set_flags, _ROLES, _POST, discreet=True),
    Route(f"{_ONE}/toewijzen", assign, _ROLES, _POST, discreet=True),
    Route(f"{_ONE}/tijdlijn", timeline, _ROLES, discreet=True),
    Route(f"{_ONE}/besluiten", note, _ROLES, ("GET", "POST"), discreet=True),
)
