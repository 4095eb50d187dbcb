"""Signing in with the organisation's account: out to its provider, and back with who this is by its word."""

from __future__ import annotations

import structlog
from flask import make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Conflict, NotFound
from domain.roles import Role
from storage import provider as known
from storage.accounts import Account
from storage.sessions import Stage
from storage.vault import Db
from web import entry
from web.access import EVERYBODY, Route, Visit
from web.forms import Form
from web.pages.oidc import provider
from web.pages.oidc.provider import Shown
from web.texts import _

log = structlog.get_logger()
#: For what somebody comes: to work here, to see what is known about themselves, or to bind the two accounts.
_WORK, _MINE, _BIND = "werk", "medewerker", "binden"


class Binding(Form):
    """Nothing to fill in: the proof that it is meant."""


def start(visit: Visit) -> ResponseReturnValue:
    purpose = _MINE if request.args.get("als") == _MINE else _WORK
    return _out(visit, purpose, request.args.get("next", ""))


def bind(visit: Visit) -> ResponseReturnValue:
    """A link, no form: a form that leads to another site would be stopped by our own content security policy."""
    return _out(visit, _BIND, "")


def back(visit: Visit) -> ResponseReturnValue:
    _configured(visit)
    purpose, wanted = session.pop("sign-in", (_WORK, ""))
    try:
        shown = provider.come_back(visit.house.settings)
    except provider.TROUBLE as trouble:
        log.warning("sign-in provider", kind=type(trouble).__name__)
        return _sorry(_("Your organisation's sign-in did not work. Try again; if it stays so, tell your administrator."), 400)
    if purpose == _BIND:
        return _ask_to_bind(visit, shown)
    with visit.house.vault.begin() as db:
        account = _account(db, visit, purpose, shown)
        cookie = entry.let_in(db, visit, account) if account is not None else ""
    if account is None:
        return _sorry(_NOBODY[purpose](), 403)
    return entry.sent_on(visit, cookie, entry.onward(Stage.WHOLE, wanted))


def bound(visit: Visit) -> ResponseReturnValue:
    """Only after the employee said yes on a page of ours: so that no other site can bind anything."""
    subject = session.pop("bind", None)
    if not Binding().sent_well() or subject is None:
        return _sorry(_("Nothing has been bound. Start again from your account page."), 400)
    try:
        with visit.house.vault.begin() as db:
            known.bind(db, visit.account, subject[0], subject[1], visit.at)
    except Conflict:
        return _sorry(_("This account of your organisation is bound to another account here."), 409)
    return redirect(url_for("account.account"))


def _out(visit: Visit, purpose: str, wanted: str) -> ResponseReturnValue:
    _configured(visit)
    try:
        answer: ResponseReturnValue = provider.of(visit.house.settings).authorize_redirect(_here(visit))
    except provider.TROUBLE as trouble:
        log.warning("sign-in provider", kind=type(trouble).__name__)
        return _sorry(_("Your organisation's sign-in cannot be reached now. Try again in a few minutes."), 503)
    session["sign-in"] = (purpose, wanted)
    return answer


def _account(db: Db, visit: Visit, purpose: str, shown: Shown) -> Account | None:
    if purpose == _MINE:
        return known.of_employee(db, shown.issuer, shown.subject)
    return known.of_staff(db, shown.issuer, shown.subject, shown.role, shown.unit, visit.at)


def _ask_to_bind(visit: Visit, shown: Shown) -> ResponseReturnValue:
    if visit.visitor is None or visit.visitor.role is not Role.EMPLOYEE:
        return _sorry(_("Nothing has been bound. Start again from your account page."), 400)
    session["bind"] = (shown.issuer, shown.subject)
    return render_template("oidc/bind.html", form=Binding(formdata=None))


def _here(visit: Visit) -> str:
    public = visit.house.settings.public_url.rstrip("/")
    return f"{public}{url_for('oidc.back')}" if public else url_for("oidc.back", _external=True)


def _configured(visit: Visit) -> None:
    if not visit.house.settings.oidc_issuer:
        raise NotFound("no sign-in provider is set")


def _sorry(said: str, status: int) -> ResponseReturnValue:
    title, advice = _("You are not signed in"), _("You can also sign in with a login and password, if you have them.")
    return make_response(render_template("error.html", title=title, said=said, advice=advice), status)


_NOBODY = {
    _WORK: lambda: _("Your organisation's account has no role here. Ask whoever gives out roles in your organisation."),
    _MINE: lambda: _(
        "No employee has bound this account. Use the invitation that you were given, sign in, and bind it on your account page."
    ),
}
ROUTES = (
    Route("/aanmelden/organisatie", start, EVERYBODY),
    Route("/aanmelden/terug", back, EVERYBODY),
    Route("/account/organisatie", bind, frozenset({Role.EMPLOYEE})),
    Route("/account/organisatie/binden", bound, frozenset({Role.EMPLOYEE}), ("POST",)),
)
