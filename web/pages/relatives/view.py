"""An employee invites an adult of their family, who decides alone, or adds a child for whom they hold custody."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, Conflict
from domain.exposure import Outcome
from domain.roles import Role
from storage import erasure, exposures, findings, profiles, relatives, watches
from storage.vault import Db
from web.access import Route, Visit
from web.forms import BooleanField, DateField, needed
from web.links import absolute
from web.pages.enrol.fields import Identity, lived
from web.pages.enrol.identity import profile_of
from web.pages.mine.view import own_profile
from web.texts import _, later

_OWN, _POST, _BOTH = frozenset({Role.EMPLOYEE}), ("POST",), ("GET", "POST")
#: Enough for any family; more is a mistake or worse.
_MOST = 12


class Child(Identity):
    """Whose custody one holds; the ticks are the declaration, which is written down with its date."""

    birth_date = DateField(later("Date of birth"), [needed(), lived])
    custody = BooleanField(later("I hold custody of this child"), [needed()])
    together = BooleanField(later("Whoever else holds custody agrees, or nobody else does"), [needed()])
    told = BooleanField(later("I told my child what luwte does, in words that fit their age"), [needed()])


@dataclass(frozen=True, slots=True)
class Found:
    """Places that nobody has judged yet, those that are about the child, and of these the ones that are gone."""

    waiting: int
    about: int
    gone: int


def overview(visit: Visit) -> ResponseReturnValue:
    return _page(visit)


def invite(visit: Visit) -> ResponseReturnValue:
    """The link is shown once, for the employee to hand over; what the relative fills in stays theirs."""
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        _not_too_many(db, profile_id)
        token = relatives.invite_adult(db, profile_id, visit.by, visit.at)
    return _page(visit, absolute(visit, "enrol.enrol", token=token))


def child(visit: Visit) -> ResponseReturnValue:
    profile_id, form = own_profile(visit), Child()
    if not form.sent_well():
        return render_template("relatives/child.html", form=form), 400 if form.is_submitted() else 200
    try:
        with visit.house.vault.begin() as db:
            _not_too_many(db, profile_id)
            child_id = relatives.add_minor(db, profile_id, profile_of(form, ""), visit.by, visit.at)
            wanted = [source for source in visit.house.sources if source.on]
            watches.watch_profile(db, child_id, wanted, visit.by, visit.at)
    except BadInput:
        form.complain("birth_date", _("Whoever is 18 or older consents alone: invite them instead."))
        return render_template("relatives/child.html", form=form), 400
    return redirect(url_for("relatives.overview"))


def stop(visit: Visit, number: str) -> ResponseReturnValue:
    """For a child of one's own: everything stops and is erased. An adult does that themselves."""
    with visit.house.vault.begin() as db:
        relatives.minor_of(db, own_profile(visit), number)
        erasure.withdraw(db, number, visit.by, visit.at)
    return redirect(url_for("relatives.overview"))


def _not_too_many(db: Db, profile_id: str) -> None:
    profiles.enrolled(db, profile_id)
    if len(relatives.of_employee(db, profile_id)) >= _MOST:
        raise Conflict("there are twelve relatives already")


def _page(visit: Visit, link: str = "") -> str:
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        known = relatives.of_employee(db, profile_id)
        came_by = relatives.of_relative(db, profile_id)
        found = {one.profile_id: _found(db, one.profile_id) for one in known if one.minor}
    return render_template("relatives/relatives.html", known=known, link=link, came_by=came_by, found=found)


def _found(db: Db, child_id: str) -> Found:
    """For whoever consented for a child: how many places, and no word of what stands there."""
    outcomes = [one.outcome for one in exposures.all_of(db, child_id)]
    waiting = sum(one.waits for one in findings.of_profile(db, child_id))
    return Found(waiting, len(outcomes), sum(one is Outcome.GONE for one in outcomes))


_HERE = "/mijn/familie"
ROUTES = (
    Route(_HERE, overview, _OWN),
    Route(f"{_HERE}/uitnodigen", invite, _OWN, _POST),
    Route(f"{_HERE}/kind", child, _OWN, _BOTH),
    Route(f"{_HERE}/kind/<number>/stoppen", stop, _OWN, _POST),
)
