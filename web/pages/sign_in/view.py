"""Signing in with login and password, and out again; the session itself is kept on the server."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from storage import accounts, sessions
from web import entry
from web.access import EVERYBODY, Route, Visit
from web.forms import Form, PasswordField, StringField, needed, short
from web.texts import _, later


class SignIn(Form):
    login = StringField(later("Login"), [needed(), short()])
    password = PasswordField(later("Password"), [needed(), short(1000)])


def sign_in(visit: Visit) -> ResponseReturnValue:
    form = SignIn()
    if not form.sent_well():
        return _page(visit, form, 400 if form.is_submitted() else 200)
    with visit.house.vault.begin() as db:
        known = accounts.with_password(db, form.text("login"), form.password.data)
        if known is not None:
            stage = entry.stage_for(db, visit, known)
            cookie = entry.let_in(db, visit, known, stage)
    if known is None:
        form.complain("password", _("Login and password do not belong together."))
        return _page(visit, form, 400)
    return entry.sent_on(visit, cookie, entry.onward(stage, request.args.get("next", "")))


def sign_out(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        sessions.end(db, entry.cookie_of(visit.house))
    return entry.forget(make_response(redirect(url_for("sign_in.sign_in"))), visit.house)


def _page(visit: Visit, form: SignIn, status: int) -> ResponseReturnValue:
    provider = bool(visit.house.settings.oidc_issuer)
    return render_template("sign_in/sign_in.html", form=form, provider=provider, wanted=request.args.get("next", "")), status


ROUTES = (
    Route("/aanmelden", sign_in, EVERYBODY, ("GET", "POST"), tries=("5 per minute", "30 per minute")),
    Route("/afmelden", sign_out, EVERYBODY, ("POST",)),
)
