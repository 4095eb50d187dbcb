"""A coordinator invites an employee; the link is shown once and is good once."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from domain.roles import Role
from storage import accounts, profiles
from web.access import Route, Visit
from web.forms import Form, StringField, needed, short
from web.texts import later


class Invitation(Form):
    unit = StringField(later("Team of the employee"), [needed(), short(64)])


def invite(visit: Visit) -> ResponseReturnValue:
    form = Invitation()
    if not form.sent_well():
        return render_template("invite/invite.html", form=form, link=""), 400 if form.is_submitted() else 200
    with visit.house.vault.begin() as db:
        profile_id = profiles.invite(db, form.text("unit"), visit.by, visit.at)
        token = accounts.invite(db, profile_id, visit.at)
    link = _link(visit, token)
    return render_template("invite/invite.html", form=Invitation(formdata=None), link=link)


def _link(visit: Visit, token: str) -> str:
    public = visit.house.settings.public_url.rstrip("/")
    if public:
        return f"{public}{url_for('enrol.enrol', token=token)}"
    return url_for("enrol.enrol", token=token, _external=True)


ROUTES = (Route("/uitnodigen", invite, frozenset({Role.COORDINATOR}), ("GET", "POST"), menu=later("Invite"), rank=30),)
