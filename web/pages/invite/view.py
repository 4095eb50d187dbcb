"""A coordinator invites an employee; the link is shown once and is good once."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.roles import Role
from storage import accounts, profiles
from web.access import Route, Visit
from web.forms import Form, StringField, needed, short
from web.links import absolute
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
    link = link_to(visit, token)
    return render_template("invite/invite.html", form=Invitation(formdata=None), link=link)


def link_to(visit: Visit, token: str) -> str:
    """The address of an invitation, as it is read out or mailed."""
    return absolute(visit, "enrol.enrol", token=token)


ROUTES = (Route("/uitnodigen", invite, frozenset({Role.COORDINATOR}), ("GET", "POST"), menu=later("Invite"), rank=30),)
