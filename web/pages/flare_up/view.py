"""The flare-up calendar of a coordinator: setting, moving and calling off a moment, and what is scanned because of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import NotPermitted
from domain.flare_up import FlareUp
from domain.roles import Role
from domain.task import OWNER
from domain.telling import tellings
from storage import agenda, calendar, flare_ups, profiles
from storage.agenda import Planned
from storage.vault import Db, new_id
from web import ics
from web.access import Route, Visit
from web.pages.flare_up.form import FlareUpForm, filled_in
from web.texts import _, later
from web.words import word

_ROLES = frozenset({Role.COORDINATOR})
_POST = ("POST",)
_BOTH = ("GET", "POST")
_AHEAD = timedelta(days=366)
_WEEK = timedelta(days=7)


def overview(visit: Visit) -> ResponseReturnValue:
    """The moments of the coming year, of everybody, soonest first."""
    with visit.house.vault.begin() as db:
        rows = _upcoming(db, visit.at)
    return render_template("flare_up/overview.html", rows=rows)


def export(visit: Visit) -> Response:
    with visit.house.vault.begin() as db:
        known = [one for enrolled in profiles.all_enrolled(db) for one in flare_ups.of_profile(db, enrolled.id)]
    return ics.answer((_entry(one) for one in known), visit.at, _("flare-ups"))


def add(visit: Visit, profile_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
    return _edit(visit, profile_id, new_id(), FlareUpForm(), known=None)


def change(visit: Visit, profile_id: str, flare_up_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        known = flare_ups.get(db, profile_id, flare_up_id)
    return _edit(visit, profile_id, flare_up_id, filled_in(known), known=known)


def call_off(visit: Visit, profile_id: str, flare_up_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        calendar.call_off(db, profile_id, flare_up_id, visit.at)
    return redirect(url_for("flare_up.show", profile_id=profile_id, flare_up_id=flare_up_id))


def show(visit: Visit, profile_id: str, flare_up_id: str) -> ResponseReturnValue:
    """One moment: its steps, what is planned, and what was covered so far."""
    with visit.house.vault.begin() as db:
        known = flare_ups.get(db, profile_id, flare_up_id)
        one = _occurrence(known, visit.at)
        planned = agenda.of_profile(db, profile_id, visit.at, min(one.fades, visit.at + _WEEK)) if one.fades > visit.at else []
        told = min(one.fades, visit.at)
        covered = agenda.covered(db, profile_id, one.begins, told) if one.begins < told else []
    return render_template(
        "flare_up/flare_up.html",
        one=one,
        known=known,
        planned=planned,
        covered=covered,
        until=told,
        tellings=[(telling, OWNER[telling.kind]) for telling in tellings(one)],
        house=visit.house,
    )


def scans(visit: Visit, profile_id: str) -> Response:
    """What is planned for one person in the coming week, as a calendar file."""
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        planned = agenda.of_profile(db, profile_id, visit.at, visit.at + _WEEK)
    entries = (ics.Entry(_uid(one), one.coming.at, None, _("Scan: %(source)s", source=one.watch.source)) for one in planned)
    return ics.answer(entries, visit.at, _("scans"))


def _edit(visit: Visit, profile_id: str, flare_up_id: str, form: FlareUpForm, known: FlareUp | None) -> ResponseReturnValue:
    status = 400 if form.is_submitted() else 200
    if form.sent_well():
        try:
            with visit.house.vault.begin() as db:
                calendar.save(db, form.flare_up(flare_up_id, profile_id), visit.by, visit.at)
            return redirect(url_for("flare_up.show", profile_id=profile_id, flare_up_id=flare_up_id))
        except NotPermitted:
            form.complain(
                "kind", _("This employee gave no consent: nobody is searched for. The attempt has been written down.")
            )
            status = 403
    return render_template("flare_up/edit.html", form=form, profile_id=profile_id, known=known), status


def _upcoming(db: Db, now: datetime) -> list[FlareUp]:
    found = [
        one
        for enrolled in profiles.all_enrolled(db)
        for known in flare_ups.of_profile(db, enrolled.id)
        for one in known.occurrences(now, now + _AHEAD)
    ]
    return sorted(found, key=lambda one: (one.starts, one.id))


def _occurrence(known: FlareUp, now: datetime) -> FlareUp:
    """The time it takes place now or next; for what is over, the last time."""
    return next(known.occurrences(now, now + _AHEAD), known)


def _uid(one: Planned) -> str:
    return f"{one.watch.id}-{one.coming.at:%Y%m%dT%H%M%SZ}"


def _entry(one: FlareUp) -> ics.Entry:
    about = _("%(kind)s, employee %(id)s", kind=word(one.kind), id=one.profile_id[:8])
    return ics.Entry(one.id, one.starts, one.ends, about, one.yearly, one.cancelled_at is not None)


_OF = "/dossiers/<profile_id>/opslaimoment"
_ONE = f"{_OF}/<flare_up_id>"
ROUTES = (
    Route("/opslaimomenten", overview, _ROLES, menu=later("Flare-ups"), rank=20),
    Route("/opslaimomenten.ics", export, _ROLES),
    Route(_OF, add, _ROLES, _BOTH, discreet=True),
    Route(_ONE, show, _ROLES, discreet=True),
    Route(f"{_ONE}/wijzigen", change, _ROLES, _BOTH, discreet=True),
    Route(f"{_ONE}/afgelast", call_off, _ROLES, _POST, discreet=True),
    Route("/dossiers/<profile_id>/scans.ics", scans, _ROLES, discreet=True),
)
