"""What the employee allows each source to learn: a box for each kind of detail that it would learn; empty at first."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.due import Action, Due
from domain.roles import Role
from domain.source import Source
from storage import due, permissions, profiles, watches
from storage.vault import Db
from web.access import Route, Visit
from web.forms import Form
from web.house import House
from web.pages.mine.view import own_profile


class Telling(Form):
    """Its boxes follow from the sources: `<slug>:<kind>`."""


def telling(visit: Visit) -> ResponseReturnValue:
    profile_id, form, sources = own_profile(visit), Telling(), learning(visit.house)
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        if form.sent_well():
            for source in sources:
                _say(db, visit, profile_id, source)
            return redirect(url_for("mine.mine"))
        allowed = {one.source: one.kinds for one in permissions.of_profile(db, profile_id)}
    page = render_template("telling/telling.html", form=form, sources=sources, allowed=allowed)
    return page, 400 if form.is_submitted() else 200


def learning(house: House) -> list[Source]:
    """The sources that would learn something by being asked."""
    return [source for source in house.sources if source.on and source.learns]


def _say(db: Db, visit: Visit, profile_id: str, source: Source) -> None:
    """What was ticked; a source that may learn something else than before is asked anew at once."""
    ticked = [kind for kind in source.learns if request.form.get(f"{source.slug}:{kind.value}")]
    if not permissions.say(db, profile_id, source, ticked, visit.by, visit.at):
        return
    for watch in watches.of_profile(db, profile_id):
        if watch.source == source.slug:
            due.bring_forward(db, Due(Action.SCAN, watch.id, visit.at, awaited=True))


ROUTES = (Route("/mijn/vertellen", telling, frozenset({Role.EMPLOYEE}), ("GET", "POST")),)
