"""An administrator makes, renews and closes accounts of staff. What lets somebody in again waits for a second person."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Conflict, NotPermitted
from domain.roles import Role
from storage import appointed
from web.access import NotForYou, Route, Visit
from web.forms import Form, SelectField, StringField, needed, options, short
from web.texts import _, later
from web.words import word

_ROLES = frozenset({Role.ADMINISTRATOR})
_POST = ("POST",)
_STAFF = [role for role in Role if role is not Role.EMPLOYEE]


class NewAccount(Form):
    login = StringField(later("Login, for instance a work e-mail address"), [needed(), short(100)])
    role = SelectField(later("Role"), choices=options((role.value, role.value) for role in _STAFF))
    unit = StringField(later("Team"), [short(64)])


def overview(visit: Visit) -> ResponseReturnValue:
    return _page(visit, _form())


def propose(visit: Visit) -> ResponseReturnValue:
    """The link is shown once; whoever gets it sets a password, and comes in once a second person agreed."""
    form = _form()
    if not form.sent_well():
        return _page(visit, form, status=400)
    role = Role(form.role.data)
    try:
        with visit.house.vault.begin() as db:
            name = appointed.new_pseudonym(role)
            made = appointed.propose(db, form.text("login"), role, name, form.text("unit"), visit.by, visit.at)
    except Conflict:
        form.complain("login", _("This login is taken. Choose another one."))
        return _page(visit, form, status=409)
    return _page(visit, _form(fresh=True), link=link_to(visit, made[1]), name=made[0].pseudonym)


def renew(visit: Visit, account_id: str) -> ResponseReturnValue:
    """Password and second step are gone, every session ends, and a new link is shown once."""
    with visit.house.vault.begin() as db:
        one = appointed.get(db, account_id)
        if one.account.pseudonym == visit.by:
            raise NotForYou(_("Somebody else must do this with your own account."))
        token = appointed.renew(db, account_id, visit.by, visit.at)
    return _page(visit, _form(fresh=True), link=link_to(visit, token), name=one.account.pseudonym)


def close(visit: Visit, account_id: str) -> ResponseReturnValue:
    try:
        with visit.house.vault.begin() as db:
            appointed.disable(db, account_id, visit.by, visit.at)
    except NotPermitted:
        raise NotForYou(_("Somebody else must do this with your own account.")) from None
    return redirect(url_for("accounts.overview"))


def reopen(visit: Visit, account_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        appointed.enable(db, account_id, visit.by, visit.at)
    return redirect(url_for("accounts.overview"))


def link_to(visit: Visit, token: str) -> str:
    public = visit.house.settings.public_url.rstrip("/")
    return (
        f"{public}{url_for('new_account.choose', token=token)}"
        if public
        else url_for("new_account.choose", token=token, _external=True)
    )


def _form(*, fresh: bool = False) -> NewAccount:
    form = NewAccount(formdata=None) if fresh else NewAccount()
    form.role.choices = options((role.value, word(role)) for role in _STAFF)
    return form


def _page(visit: Visit, form: NewAccount, *, status: int = 200, link: str = "", name: str = "") -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        rows = appointed.listed(db)
    page = render_template(
        "accounts/accounts.html", form=form, rows=rows, link=link, name=name, needs=visit.house.settings.factor_roles
    )
    return page, status


_ONE = "/beheer/accounts/<account_id>"
ROUTES = (
    Route("/beheer/accounts", overview, _ROLES, menu=later("Accounts"), rank=10),
    Route("/beheer/accounts/nieuw", propose, _ROLES, _POST),
    Route(f"{_ONE}/vernieuwen", renew, _ROLES, _POST),
    Route(f"{_ONE}/sluiten", close, _ROLES, _POST),
    Route(f"{_ONE}/openen", reopen, _ROLES, _POST),
)
