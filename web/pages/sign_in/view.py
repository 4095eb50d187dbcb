"""Signing in with login and password, and out again; the session itself is kept on the server."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from storage import accounts
from web.access import EVERYBODY, Route, Visit, cookie_name
from web.forms import Form, PasswordField, StringField, needed, short
from web.house import House
from web.texts import _, later


class SignIn(Form):
    login = StringField(later("Login"), [needed(), short()])
    password = PasswordField(later("Password"), [needed(), short(1000)])


def sign_in(visit: Visit) -> ResponseReturnValue:
    form = SignIn()
    if not form.sent_well():
        return render_template("sign_in/sign_in.html", form=form), 400 if form.is_submitted() else 200
    with visit.house.vault.begin() as db:
        accounts.sign_out(db, _cookie(visit.house))
        known = accounts.sign_in(db, form.text("login"), form.password.data, visit.at)
    if known is None:
        form.complain("password", _("Login and password do not belong together."))
        return render_template("sign_in/sign_in.html", form=form), 400
    session.clear()  # a proof for forms that somebody else had put here is worth nothing any more
    answer = make_response(redirect(_onward()))
    # a session's end is decided on the server; the browser forgets the cookie when it closes
    answer.set_cookie(cookie_name(visit.house), known[1], secure=visit.house.https, httponly=True, samesite="Lax", path="/")
    return answer


def sign_out(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        accounts.sign_out(db, _cookie(visit.house))
    return forget(make_response(redirect(url_for("sign_in.sign_in"))), visit.house)


def forget(answer: Response, house: House) -> Response:
    """The same answer; the browser throws away its session."""
    session.clear()
    answer.delete_cookie(cookie_name(house), secure=house.https, httponly=True, samesite="Lax", path="/")
    return answer


def _cookie(house: House) -> str:
    return request.cookies.get(cookie_name(house), "")


def _onward() -> str:
    """Where the visitor wanted to go, if that is a path of ours and nothing else."""
    wanted = request.args.get("next", "")
    local = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not urlsplit(wanted).netloc
    return wanted if local else url_for("home.home")


ROUTES = (
    Route("/aanmelden", sign_in, EVERYBODY, ("GET", "POST"), tries=("5 per minute", "30 per minute")),
    Route("/afmelden", sign_out, EVERYBODY, ("POST",)),
)
