"""Somebody of staff follows the link of an administrator and sets a password; the link is good once, for three days."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from storage import appointed
from web.access import EVERYBODY, Route, Visit
from web.forms import Form, new_password


class Chosen(Form):
    password = new_password()


def choose(visit: Visit, token: str) -> ResponseReturnValue:
    form = Chosen()
    with visit.house.vault.begin() as db:
        one = appointed.linked(db, token, visit.at)
        done = form.sent_well()
        if done:
            appointed.use_link(db, token, form.password.data, visit.at)
    page = render_template("new_account/choose.html", form=form, one=one, done=done)
    return page, 400 if form.is_submitted() and not done else 200


ROUTES = (Route("/account/nieuw/<token>", choose, EVERYBODY, ("GET", "POST"), tries=("20 per minute",)),)
