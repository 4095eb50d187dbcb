"""The employee's own portrait: given with a consent of its own, kept encrypted, compared with pictures, taken back at will."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput
from domain.profile import Grant, GrantKind, Purpose, permits
from domain.roles import Role
from matchers.pictures import decode, prints
from storage import portraits, profiles
from web.access import Route, Visit
from web.forms import BooleanField, Form, needed
from web.pages.mine.view import own_profile
from web.texts import _, later

_OWN = frozenset({Role.EMPLOYEE})
_HOW = "page"
_LARGEST = 5_000_000


class Giving(Form):
    agreed = BooleanField(later("Yes, look whether this picture appears somewhere"), [needed()])


def portrait(visit: Visit) -> ResponseReturnValue:
    profile_id, form, trouble = own_profile(visit), Giving(), ""
    if form.sent_well():
        try:
            _keep(visit, profile_id)
            return redirect(url_for("portrait.portrait"))
        except BadInput as wrong:
            trouble = wrong.what
    with visit.house.vault.begin() as db:
        kept = portraits.count(db, profile_id)
    page = render_template("portrait/portrait.html", form=form, kept=kept, trouble=trouble, works=prints.available())
    return page, 400 if form.is_submitted() else 200


def take_back(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        portraits.take_back(db, own_profile(visit), visit.by, visit.at)
    return redirect(url_for("portrait.portrait"))


def _keep(visit: Visit, profile_id: str) -> None:
    """Raises BadInput for what is no picture. The grant is given by sending this form, once."""
    sent = request.files.get("picture")
    content = sent.read(_LARGEST + 1) if sent else b""
    if not content:
        raise BadInput("picture", _("Choose a picture."))
    plain = decode.plain_jpeg(content)
    hashes = prints.hashes(plain)
    with visit.house.vault.begin() as db:
        if not permits(profiles.grants_of(db, profile_id), Purpose.PORTRAIT, visit.at):
            profiles.give(db, profile_id, Grant(GrantKind.PORTRAIT, visit.at), _HOW, visit.by, visit.at)
        portraits.add(db, profile_id, plain, hashes, visit.by, visit.at)


ROUTES = (
    Route("/mijn/portret", portrait, _OWN, ("GET", "POST")),
    Route("/mijn/portret/terugnemen", take_back, _OWN, ("POST",)),
)
