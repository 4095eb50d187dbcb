"""The employee objects or withdraws: everything stops in this transaction, the erasure is due at once, the session ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Response, current_app, make_response, render_template
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from domain.errors import NotFound
from domain.retention import Restriction
from domain.roles import Role
from storage import erasure, profiles, restriction, sessions
from web.access import EVERYBODY, Route, Visit
from web.entry import forget
from web.forms import BooleanField, Form, needed
from web.pages.mine.view import own_profile
from web.texts import later

_SALT = "receipt of a withdrawal"


class Withdrawal(Form):
    sure = BooleanField(later("Yes, stop and erase everything about me"), [needed()])


@dataclass(frozen=True, slots=True)
class Receipt:
    """What whoever withdrew can keep. `number` names nobody any more; `kept`: why evidence stays for now, if any does."""

    number: str
    at: datetime
    kept: tuple[Restriction, ...]

    def token(self) -> str:
        """Signed, so that the file can be had without an account, and not made up."""
        return _signer().dumps([self.number, self.at.isoformat(), *self.kept])


def withdraw(visit: Visit) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    form = Withdrawal()
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        stays = tuple(sorted(set(restriction.cases_of(db, profile_id, visit.at).values())))
        if form.sent_well():
            erasure.withdraw(db, profile_id, visit.by, visit.at)
            sessions.end_all(db, visit.account.id)
    if not form.sent_well():
        return render_template("withdraw/withdraw.html", form=form, kept=stays), 400 if form.is_submitted() else 200
    kept = Receipt(profile_id, visit.at, stays)
    page = render_template("withdraw/receipt.html", receipt=kept, visitor=None, menu=())
    return forget(make_response(page), visit.house)


def receipt(visit: Visit, token: str) -> ResponseReturnValue:
    """The receipt as a file, for whoever has the link on the page that was shown once."""
    try:
        number, at, *stays = _signer().loads(token)
    except BadSignature:
        raise NotFound("there is no such receipt") from None
    kept = Receipt(str(number), datetime.fromisoformat(str(at)), tuple(map(Restriction, stays)))
    text = render_template("withdraw/receipt.txt", receipt=kept, settings=visit.house.settings)
    attached = {"Content-Disposition": 'attachment; filename="ontvangstbewijs.txt"'}
    return Response(text, mimetype="text/plain; charset=utf-8", headers=attached)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=_SALT)


ROUTES = (
    Route("/mijn/intrekken", withdraw, frozenset({Role.EMPLOYEE}), ("GET", "POST")),
    Route("/gestopt/<token>", receipt, EVERYBODY),
)
