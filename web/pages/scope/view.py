"""A specialist notes that a place is gone for Europe or one version of a search engine alone, and what was seen elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import NotFound
from domain.exposure import Exposure, Scope
from domain.roles import Role
from domain.sighting import BY_HAND, Sighting, Verdict
from storage import exposures, scopes
from storage.vault import Db
from web import interest
from web.access import Route, Visit
from web.forms import BooleanField, Form, RadioField, SelectField, options
from web.texts import later
from web.words import word

_ROLES = frozenset({Role.SPECIALIST})
_BEYOND = tuple(scope for scope in Scope if scope is not Scope.ORIGIN)
#: From where a person looked: the last look of a proof must be from another point of view than the others.
POINTS = {
    "here": later("I, from here"),
    "colleague": later("a colleague, over another connection here"),
    "network": later("I, over a connection in another country"),
    "person": later("somebody who is in another country"),
    "version": later("I, in the search engine's version for another country"),
}


class Widening(Form):
    scope = SelectField(later("Where may it still be seen?"), choices=options((one.value, one.value) for one in _BEYOND))


class Looking(Form):
    seen = RadioField(
        later("What was seen there?"),
        choices=options([("present", later("It still stands there")), ("absent", later("It does not stand there"))]),
    )
    point = SelectField(later("Who looked, and from where?"), choices=options(POINTS.items()))
    control = BooleanField(later("Another page of the same site could be read from there"))
    cold = BooleanField(later("It was a private window, with nothing kept from an earlier visit"))


@dataclass(frozen=True, slots=True)
class Beyond:
    """One scope that was noted: whether it may be taken back, for nobody looked from there yet."""

    scope: Scope
    untouched: bool


def show(visit: Visit, exposure_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        return _page(_mine(db, visit, exposure_id), Widening(), Looking(formdata=None))


def widen(visit: Visit, exposure_id: str) -> ResponseReturnValue:
    form = Widening()
    with visit.house.vault.begin() as db:
        exposure = _mine(db, visit, exposure_id)
        if not form.sent_well():
            return _page(exposure, form, Looking(formdata=None)), 400
        scopes.widen(db, exposure, Scope(form.scope.data), visit.by, visit.at)
    return redirect(url_for("scope.show", exposure_id=exposure_id))


def narrow(visit: Visit, exposure_id: str, scope: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        scopes.narrow(db, _mine(db, visit, exposure_id), _scope(scope), visit.by, visit.at)
    return redirect(url_for("scope.show", exposure_id=exposure_id))


def look(visit: Visit, exposure_id: str, scope: str) -> ResponseReturnValue:
    """What a person saw there, as a look of all that is exposed there."""
    form = Looking()
    with visit.house.vault.begin() as db:
        exposure = _mine(db, visit, exposure_id)
        if not form.sent_well():
            return _page(exposure, Widening(formdata=None), form), 400
        seen = Sighting(
            visit.at,
            Verdict(form.seen.data),
            control=bool(form.control.data),
            cold=bool(form.cold.data),
            vantage=f"{BY_HAND}{form.point.data}",
        )
        scopes.saw(db, exposure, _scope(scope), seen, visit.by)
    return redirect(url_for("scope.show", exposure_id=exposure_id))


def _mine(db: Db, visit: Visit, exposure_id: str) -> Exposure:
    exposure = exposures.get(db, exposure_id)
    interest.check(db, visit, exposure.profile_id)
    return exposure


def _scope(value: str) -> Scope:
    if value not in {one.value for one in Scope}:
        raise NotFound("there is no such scope")
    return Scope(value)


def _page(exposure: Exposure, widening: Widening, looking: Looking) -> str:
    noted = [one for one in _BEYOND if exposure.within(one)]
    unread = [Scope.ORIGIN] if scopes.wants_person(exposure) else []
    widening.scope.choices = options((one.value, word(one)) for one in _BEYOND if one not in noted)
    beyond = [Beyond(one, not any(trace.sightings for trace in exposure.within(one))) for one in (*unread, *noted)]
    looks = [(trace, seen) for trace in exposure.traces for seen in trace.sightings]
    looks.sort(key=lambda one: one[1].at)
    return render_template(
        "scope/scope.html", exposure=exposure, beyond=beyond, widening=widening, looking=looking, looks=looks
    )


_POST = ("POST",)
_ONE = "/vindplaatsen/<exposure_id>/bereik"
ROUTES = (
    Route(_ONE, show, _ROLES),
    Route(f"{_ONE}/erbij", widen, _ROLES, _POST),
    Route(f"{_ONE}/<scope>/gezien", look, _ROLES, _POST),
    Route(f"{_ONE}/<scope>/terug", narrow, _ROLES, _POST),
)
