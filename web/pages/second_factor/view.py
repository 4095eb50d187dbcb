"""The second factor: asked after the password, set up before a role that needs one opens anything."""

from __future__ import annotations

from collections.abc import Callable

import pyotp
import segno
from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from storage import accounts, second_factor, sessions
from storage.accounts import Account
from storage.sessions import Stage
from storage.vault import Db
from web import entry
from web.access import EVERYBODY, SIGNED_IN, Route, Visit
from web.forms import Form, PasswordField, StringField, needed, short
from web.texts import _, later

_BOTH = ("GET", "POST")


class Code(Form):
    code = StringField(later("Code"), [needed(), short(40)])


class Sure(Form):
    password = PasswordField(later("Your password"), [needed(), short(1000)])


def ask(visit: Visit) -> ResponseReturnValue:
    """The code of now from the app, or one from paper; then the session is whole, under a new cookie."""
    account = _at(visit, Stage.CODE)
    if account is None:
        return redirect(url_for("sign_in.sign_in"))
    form = Code()
    if not form.sent_well():
        return render_template("second_factor/ask.html", form=form), 400 if form.is_submitted() else 200
    with visit.house.vault.begin() as db:
        right = second_factor.check(db, account.id, form.text("code"), account.pseudonym, visit.at)
        if right:
            cookie = entry.let_in(db, visit, account)
    if not right:
        form.complain("code", _("This code is not right, or was used already. Wait for the next one and try again."))
        return render_template("second_factor/ask.html", form=form), 400
    return entry.sent_on(visit, cookie, entry.onward(Stage.WHOLE, request.args.get("next", "")))


def first(visit: Visit) -> ResponseReturnValue:
    """Setting it up while signing in, for a role that must have one."""
    account = _at(visit, Stage.SET_UP)
    if account is None:
        return redirect(url_for("sign_in.sign_in"))
    return _set_up(visit, account, entry.onward(Stage.WHOLE, request.args.get("next", "")))


def own(visit: Visit) -> ResponseReturnValue:
    """Setting it up because one wants to."""
    return _set_up(visit, visit.account, url_for("account.account"))


def take_off(visit: Visit) -> ResponseReturnValue:
    """With the password, so that whoever finds an open screen cannot; who must have one sets up a new one at once."""
    return _with_password(visit, _taken_off)


def papers(visit: Visit) -> ResponseReturnValue:
    """New codes for on paper; the old ones are worth nothing any more."""
    return _with_password(visit, _new_papers)


def _with_password(visit: Visit, act: Callable[[Db, Visit, Account], ResponseReturnValue]) -> ResponseReturnValue:
    form = Sure()
    account = visit.account
    well = form.sent_well()
    with visit.house.vault.begin() as db:
        right = well and accounts.knows_password(db, account.id, form.password.data)
        if right:
            return act(db, visit, account)
    return render_template("second_factor/sure.html", form=form, wrong=well), 400


def _taken_off(db: Db, visit: Visit, account: Account) -> ResponseReturnValue:
    second_factor.remove(db, account.id)
    sessions.end_all(db, account.id)
    stage = entry.stage_for(db, visit, account)
    cookie = entry.let_in(db, visit, account, stage)
    return entry.sent_on(visit, cookie, entry.onward(stage, url_for("account.account")))


def _new_papers(db: Db, visit: Visit, account: Account) -> ResponseReturnValue:
    codes = second_factor.new_papers(db, account.id) if second_factor.is_set(db, account.id) else ()
    return render_template("second_factor/papers.html", codes=codes, onward=url_for("account.account"))


def _set_up(visit: Visit, account: Account, onward: str) -> ResponseReturnValue:
    form = Code()
    with visit.house.vault.begin() as db:
        if second_factor.is_set(db, account.id):
            return redirect(onward)
        secret = second_factor.begin(db, account.id)
        codes = None
        if form.sent_well():
            codes = second_factor.confirm(db, account.id, form.text("code"), account.pseudonym, visit.at)
        if codes is not None:
            cookie = entry.let_in(db, visit, account)
    if codes is not None:
        page = make_response(render_template("second_factor/papers.html", codes=codes, onward=onward))
        return entry.with_cookie(page, visit, cookie)
    if form.is_submitted() and not form.errors:
        form.complain("code", _("This code is not right. Look at the clock of your telephone, and try the next code."))
    picture = _picture(visit, account, secret)
    page_of = render_template("second_factor/set_up.html", form=form, picture=picture, secret=secret)
    return page_of, 400 if form.is_submitted() else 200


def _picture(visit: Visit, account: Account, secret: str) -> Markup:
    """What the app reads, drawn here: no picture is fetched from anywhere."""
    issuer = f"luwte {visit.house.settings.organisation}"
    told = pyotp.TOTP(secret).provisioning_uri(name=account.pseudonym, issuer_name=issuer)
    drawn = segno.make(told, error="m").svg_inline(scale=5, light="#fff", title=_("Code to scan with the app"))
    return Markup(drawn)  # noqa: S704 - drawn by segno from modules alone; its title is ours


def _at(visit: Visit, stage: Stage) -> Account | None:
    """Whoever has come that far in signing in."""
    return visit.session.account if visit.session is not None and visit.session.stage is stage else None


ROUTES = (
    Route("/aanmelden/code", ask, EVERYBODY, _BOTH, tries=("10 per minute", "30 per minute")),
    Route("/aanmelden/tweede-stap", first, EVERYBODY, _BOTH, tries=("10 per minute", "30 per minute")),
    Route("/account/tweede-stap", own, SIGNED_IN, _BOTH),
    Route("/account/tweede-stap/uit", take_off, SIGNED_IN, ("POST",), tries=("5 per minute", "30 per minute")),
    Route("/account/herstelcodes", papers, SIGNED_IN, ("POST",), tries=("5 per minute", "30 per minute")),
)
