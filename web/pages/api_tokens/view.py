"""An administrator makes a token for another system: shown once, with scopes and an end; and revokes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField  # type: ignore[import-untyped]  # no stubs
from wtforms.widgets import CheckboxInput, ListWidget  # type: ignore[import-untyped]  # no stubs

from domain.roles import Role
from domain.scope import Permit
from storage import api_tokens
from web.access import Route, Visit
from web.forms import Form, SelectField, StringField, needed, options, short
from web.texts import later

_ROLES = frozenset({Role.ADMINISTRATOR})
PERMITS: dict[Permit, Any] = {
    Permit.PROFILES: later("who is enrolled, by number"),
    Permit.FINDINGS: later("findings and places, by number, without what stands there"),
    Permit.TAKEDOWNS: later("requests and how they stand, without their text"),
    Permit.FLARE_UPS: later("read the calendar of flare-ups"),
    Permit.FLARE_UPS_WRITE: later("set, move and call off flare-ups of employees who consented"),
    Permit.REPORTS: later("how many there are of everything"),
}
_SPANS = ((30, later("a month")), (90, later("three months")), (365, later("a year")))


class NewToken(Form):
    name = StringField(later("Which system gets it"), [needed(), short(64)])
    permits = SelectMultipleField(
        later("What it may ask"),
        [needed()],
        choices=options((permit.value, text) for permit, text in PERMITS.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    days = SelectField(later("How long it is good"), choices=options((str(days), text) for days, text in _SPANS))


def overview(visit: Visit) -> ResponseReturnValue:
    return _page(visit, NewToken())


def make(visit: Visit) -> ResponseReturnValue:
    form = NewToken()
    if not form.sent_well():
        return _page(visit, form, status=400)
    permits = frozenset(Permit(one) for one in form.permits.data)
    until = visit.at + timedelta(days=int(form.days.data))
    with visit.house.vault.begin() as db:
        token = api_tokens.make(db, form.text("name"), permits, until, visit.by, visit.at)
    return _page(visit, NewToken(formdata=None), token=token)


def revoke(visit: Visit, token_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        api_tokens.revoke(db, token_id, visit.by, visit.at)
    return redirect(url_for("api_tokens.overview"))


def _page(visit: Visit, form: NewToken, *, status: int = 200, token: str = "") -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        rows = api_tokens.all_of(db)
    page = {"form": form, "rows": rows, "token": token, "permits": PERMITS, "now": visit.at}
    return render_template("api_tokens/api_tokens.html", **page), status


ROUTES = (
    Route("/beheer/sleutels", overview, _ROLES, menu=later("Tokens"), rank=50),
    Route("/beheer/sleutels/nieuw", make, _ROLES, ("POST",)),
    Route("/beheer/sleutels/<token_id>/intrekken", revoke, _ROLES, ("POST",)),
)
