"""My account: change the password, see where I am signed in, end that, and keep or change the second factor."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.roles import Role
from storage import accounts, provider, second_factor, sessions
from web import entry
from web.access import SIGNED_IN, Route, Visit
from web.forms import Form, PasswordField, needed, new_password, short
from web.pages.second_factor.view import Sure
from web.texts import _, later

_POST = ("POST",)


class NewPassword(Form):
    old = PasswordField(later("Your password now"), [needed(), short(1000)])
    password = new_password()


def account(visit: Visit) -> ResponseReturnValue:
    return _page(visit, NewPassword(formdata=None))


def change(visit: Visit) -> ResponseReturnValue:
    """Every other session ends: whoever knew the old password is out."""
    form = NewPassword()
    mine = visit.account
    well = form.sent_well()
    with visit.house.vault.begin() as db:
        right = well and accounts.knows_password(db, mine.id, form.old.data)
        if right:
            accounts.set_password(db, mine, form.password.data, visit.at)
            sessions.end_all(db, mine.id)
            cookie = entry.let_in(db, visit, mine)
    if right:
        return entry.sent_on(visit, cookie, url_for("account.account", changed="1"))
    if well:
        form.complain("old", _("This is not your password. Nothing has been changed."))
    return _page(visit, form, 400)


def end(visit: Visit) -> ResponseReturnValue:
    """One of one's own sessions; somebody else's cannot be named here."""
    with visit.house.vault.begin() as db:
        sessions.end_named(db, visit.account.id, request.form.get("session", ""))
    return redirect(url_for("account.account"))


def everywhere(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        sessions.end_all(db, visit.account.id)
    return entry.forget(make_response(redirect(url_for("sign_in.sign_in"))), visit.house)


def _page(visit: Visit, form: NewPassword, status: int = 200) -> ResponseReturnValue:
    mine = visit.account
    with visit.house.vault.begin() as db:
        shown = {
            "sessions": sessions.of_account(db, mine.id, visit.at),
            "local": accounts.has_password(db, mine.id),
            "factor": second_factor.is_set(db, mine.id),
            "papers": second_factor.papers_left(db, mine.id),
            "bound": provider.is_bound(db, mine.id),
        }
    can_bind = bool(visit.house.settings.oidc_issuer) and mine.role is Role.EMPLOYEE
    here = visit.session.name if visit.session else ""
    page = render_template(
        "account/account.html",
        form=form,
        sure=Sure(formdata=None, prefix="sure-"),
        here=here,
        can_bind=can_bind,
        changed=request.args.get("changed") == "1",
        **shown,
    )
    return page, status


ROUTES = (
    Route("/account", account, SIGNED_IN),
    Route("/account/wachtwoord", change, SIGNED_IN, _POST, tries=("5 per minute", "30 per minute")),
    Route("/account/sessie", end, SIGNED_IN, _POST),
    Route("/account/overal-afmelden", everywhere, SIGNED_IN, _POST),
)
