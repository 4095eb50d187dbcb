"""What a coordinator sees of the cases: how things stand, never what was found; and what only a coordinator sets going."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from domain.errors import NotFound
from domain.evidence import CustodyType
from domain.exposure import Exposure
from domain.profile import Purpose
from domain.roles import Role
from domain.takedown import Takedown
from domain.watch import FlareUp, Watch
from evidence import bundle, custody
from storage import cases, dossiers, exposures, profiles, takedowns, watches
from storage.cases import Case
from storage.profiles import Enrolled
from storage.vault import Db
from web.access import Route, Visit
from web.pages.case import act
from web.pages.case.flare_up import set_flare_up
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
    flags = act.flags_of(folder.case) if folder.case else None
    return render_template("case/case.html", folder=folder, flags=flags, house=visit.house)


def evidence(visit: Visit, profile_id: str, exposure_id: str) -> ResponseReturnValue:
    """The bundle, as anybody can check it offline. Handing it out is a line in the custody log, which is part of it."""
    if visit.house.notary is None:
        raise NotFound("no bundles are made here")
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        exposure = exposures.get(db, exposure_id)
        if exposure.profile_id != profile_id:
            raise NotFound("there is no such exposure")
        _log_export(db, visit, exposure)
        dossier = dossiers.gather(db, exposure_id, visit.by, visit.at)
    notary = visit.house.notary
    written = bundle.build(dossier, signer=notary.signer, stamp=notary.stamp, roots=notary.roots, now=visit.at)
    attached = {"Content-Disposition": f'attachment; filename="bewijs-{exposure_id[:8]}.zip"'}
    return Response(written, mimetype="application/zip", headers=attached)


def _log_export(db: Db, visit: Visit, exposure: Exposure) -> None:
    log = cases.custody_of(db, exposure.case_id)
    # an actor may have written a line since this request came in
    at = max([visit.at, *(line.at for line in log[-1:])])
    line = custody.append(log, CustodyType.EXPORTED, actor=visit.by, at=at, reason="dossier")
    cases.add_custody(db, exposure.case_id, [line])


def _folder(db: Db, enrolled: Enrolled, may_scan: bool) -> Folder:
    places = ((one, tuple(takedowns.all_of(db, exposure_id=one.id))) for one in exposures.all_of(db, enrolled.id))
    return Folder(
        enrolled=enrolled,
        may_scan=may_scan,
        case=cases.of_profile(db, enrolled.id),
        places=tuple(places),
        watches=tuple(watches.of_profile(db, enrolled.id)),
        flare_ups=tuple(watches.flare_ups_of(db, enrolled.id)),
    )


_ONE = "/dossiers/<profile_id>"
ROUTES = (
    Route("/dossiers", overview, _ROLES, menu=later("Cases"), rank=10),
    Route(_ONE, show, _ROLES),
    Route(f"{_ONE}/scan", act.scan, _ROLES, _POST),
    Route(f"{_ONE}/politiestop", act.hold, _ROLES, _POST),
    Route(f"{_ONE}/politiestop/opheffen", act.lift, _ROLES, _POST),
    Route(f"{_ONE}/kenmerken", act.set_flags, _ROLES, _POST),
    Route(f"{_ONE}/opslaimoment", set_flare_up, _ROLES, ("GET", "POST")),
    Route(f"{_ONE}/bewijs/<exposure_id>.zip", evidence, _ROLES),
)
