"""A specialist adds what is left of a place in search results, caches or archives, or a copy of it elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Conflict
from domain.exposure import Kind
from domain.mention import Place
from domain.roles import Role
from storage import captures, exposures, residue, takedowns
from web import interest
from web.access import Route, Visit
from web.alike import copies_of
from web.forms import Form, SelectField, StringField, ValidationError, needed, options, short
from web.pages.review.draft import draft
from web.texts import _, later
from web.words import word

_ROLES = frozenset({Role.SPECIALIST})


class Left(Form):
    kind = SelectField(
        later("What is it?"), choices=options((kind.value, kind.value) for kind in Kind if kind is not Kind.ORIGIN)
    )
    url = StringField(later("Where does it stand?"), [needed(), short(2000)])

    def validate_url(self, field: Any) -> None:
        if urlsplit(field.data or "").scheme not in {"http", "https"} or not urlsplit(field.data or "").hostname:
            raise ValidationError(later("This is no address of a page; copy it from the browser's address bar."))


def add(visit: Visit, exposure_id: str) -> ResponseReturnValue:
    form = Left()
    form.kind.choices = options((kind.value, word(kind)) for kind in Kind if kind is not Kind.ORIGIN)
    sent = form.sent_well()
    with visit.house.vault.begin() as db:
        parent = exposures.get(db, exposure_id)
        interest.check(db, visit, parent.profile_id)
        known = [(one, takedowns.all_of(db, exposure_id=one.id)) for one in exposures.children(db, parent.id)]
        finding = exposures.finding_of(db, parent.id)
        perhaps = copies_of(db, visit.house, parent)
        if sent:
            try:
                place = Place(form.text("url"))
                residue.add(db, parent, Kind(form.kind.data), place, _source(visit, place), visit.by, visit.at)
                return redirect(url_for("residue.add", exposure_id=exposure_id))
            except Conflict:
                form.complain("url", _("This place is known already."))
    shown = render_template("residue/residue.html", form=form, parent=parent, known=known, perhaps=perhaps, finding=finding)
    return shown, 400 if form.is_submitted() else 200


def ask(visit: Visit, exposure_id: str) -> ResponseReturnValue:
    """The first letter about it, once a look has captured it."""
    with visit.house.vault.begin() as db:
        child = exposures.get(db, exposure_id)
        interest.check(db, visit, child.profile_id)
        if not child.parent or takedowns.all_of(db, exposure_id=child.id):
            raise Conflict("a letter was drafted already")
        if captures.newest(db, child.id) is None:
            raise Conflict("it has not been captured yet; wait for the first look")
        draft(db, visit, child)
    return redirect(url_for("residue.add", exposure_id=child.parent))


def _source(visit: Visit, place: Place) -> str:
    """The source to which this site belongs; else none of the catalogue."""
    host = urlsplit(place.url).hostname or ""
    return next((one.slug for one in visit.house.sources if host in (*one.hosts, *one.variants)), "elsewhere")


ROUTES = (
    Route("/vindplaatsen/<exposure_id>/rest", add, _ROLES, ("GET", "POST")),
    Route("/vindplaatsen/<exposure_id>/brief", ask, _ROLES, ("POST",)),
)
