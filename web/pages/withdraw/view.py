"""The employee objects or withdraws: everything stops in this transaction, the erasure is due at once, the session ends."""

from __future__ import annotations

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from domain.roles import Role
from storage import accounts, erasure, profiles
from web.access import Route, Visit, cookie_name
from web.forms import BooleanField, Form, needed
from web.pages.mine.view import own_profile
from web.pages.sign_in.view import forget
from web.texts import later


class Withdrawal(Form):
    sure = BooleanField(later("Yes, stop and erase everything about me"), [needed()])


def withdraw(visit: Visit) -> ResponseReturnValue:
    profile_id = own_profile(visit)
    form = Withdrawal()
    if not form.sent_well():
        with visit.house.vault.begin() as db:
            profiles.enrolled(db, profile_id)
        return render_template("withdraw/withdraw.html", form=form), 400 if form.is_submitted() else 200
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
        erasure.withdraw(db, profile_id, visit.by, visit.at)
        accounts.sign_out(db, request.cookies.get(cookie_name(visit.house), ""))
    receipt = render_template("withdraw/receipt.html", at=visit.at, receipt=profile_id, visitor=None, menu=())
    return forget(make_response(receipt), visit.house)


ROUTES = (Route("/mijn/intrekken", withdraw, frozenset({Role.EMPLOYEE}), ("GET", "POST")),)
