"""Giving and taking back: what rests on a grant that is taken back stops in the same transaction (r23 of takedown.md)."""

from __future__ import annotations

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from domain.due import Action
from domain.errors import BadInput
from domain.profile import Grant, GrantKind, Purpose, permits
from domain.source import Source
from domain.states import Event
from domain.takedown import Step, Takedown, allows
from domain.task import TaskKind
from storage import due, exposures, pauses, profiles, self_checks, takedowns, tasks, watches
from storage.vault import Db
from takedown.routes import all_routes
from web.access import Visit
from web.forms import Form, SelectField, options
from web.pages.enrol.fields import Mandates
from web.pages.mine.view import own_profile
from web.texts import later

MANDATE = relativedelta(months=12)  # T10 of takedown.md: never longer
HOW = "page"
_WEEK, _MONTH, _OPEN = "week", "month", "open"
_SPANS: dict[str, timedelta | None] = {_WEEK: timedelta(days=7), _MONTH: timedelta(days=30), _OPEN: None}


class Pausing(Form):
    span = SelectField(
        later("For how long?"),
        choices=options([(_WEEK, later("a week")), (_MONTH, later("a month")), (_OPEN, later("until I say so"))]),
    )


def consent(visit: Visit) -> ResponseReturnValue:
    """Given anew: everything that stood still is due. Given already: nothing changes."""
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        if not permits(profiles.grants_of(db, profile_id), Purpose.SCAN, visit.at):
            profiles.give(db, profile_id, Grant(GrantKind.CONSENT, visit.at), HOW, visit.by, visit.at)
            _restart(db, visit, profile_id)
    return _back()


def no_consent(visit: Visit) -> ResponseReturnValue:
    """Nobody searches any more and every request stops; what is kept stays until the employee withdraws."""
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        profiles.take_back(db, profile_id, GrantKind.CONSENT, visit.by, visit.at)
        for watch in watches.of_profile(db, profile_id):
            due.strike(db, watch.id, Action.SCAN)
        for exposure in exposures.all_of(db, profile_id):
            due.strike(db, exposure.id, Action.LOOK)
        _stop(db, visit, takedowns.all_of(db, profile_id=profile_id))
    return _back()


def mandates(visit: Visit) -> ResponseReturnValue:
    """What is ticked holds for twelve months from now; what is not ends, and with it the requests that rest on it."""
    profile_id, form = own_profile(visit), Mandates()
    if not form.sent_well():
        raise BadInput("mandates", "load the page again")
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        profiles.take_back(db, profile_id, GrantKind.MANDATE, visit.by, visit.at)
        if form.mandates:
            grant = Grant(GrantKind.MANDATE, visit.at, until=visit.at + MANDATE, routes=form.mandates)
            profiles.give(db, profile_id, grant, HOW, visit.by, visit.at)
        tasks.settle(db, (TaskKind.RENEW_MANDATE,), profile_id, visit.by, visit.at, "done")
        _stop(db, visit, [one for one in takedowns.all_of(db, profile_id=profile_id) if _lost(one, form.mandates)])
    return _back()


def pause(visit: Visit) -> ResponseReturnValue:
    profile_id, form = own_profile(visit), Pausing()
    if not form.sent_well():
        raise BadInput("span", "choose one of those offered")
    span = _SPANS[form.span.data]
    with visit.house.vault.begin() as db:
        pauses.begin(db, profile_id, visit.at + span if span else None, visit.by, visit.at)
    return _back()


def resume(visit: Visit) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        if permits(profiles.grants_of(db, profile_id), Purpose.SCAN, visit.at):
            pauses.end(db, profile_id, _sources(visit), visit.by, visit.at)
        else:
            pauses.close(db, profile_id, visit.by, visit.at)
    return _back()


def current_mandate(grants: tuple[Grant, ...], now: datetime) -> Grant | None:
    """The newest mandate that holds."""
    return next((one for one in reversed(grants) if one.kind is GrantKind.MANDATE and one.holds(now)), None)


def _restart(db: Db, visit: Visit, profile_id: str) -> None:
    if self_checks.last(db, profile_id) is None:
        self_checks.begin(db, profile_id, _sources(visit), visit.by, visit.at)
    pauses.restart(db, profile_id, _sources(visit), visit.by, visit.at)


def _sources(visit: Visit) -> list[Source]:
    return [source for source in visit.house.sources if source.on]


def _lost(takedown: Takedown, routes: tuple[str, ...]) -> bool:
    return all_routes()[takedown.route].needs_mandate and takedown.route not in routes


def _stop(db: Db, visit: Visit, requests: list[Takedown]) -> None:
    for one in requests:
        if allows(one.steps, Event.WITHDRAWAL):
            takedowns.add(db, one, Step(Event.WITHDRAWAL, visit.at, visit.by, (("employee", "taken-back"),)))
            due.strike(db, one.id, Action.SEND)


def _back() -> ResponseReturnValue:
    return redirect(url_for("my_permissions.permissions"))
