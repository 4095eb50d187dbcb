"""The urgent path: opt-in by telephone with a named witness, the places, and what is owed for it afterwards."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.roles import Role
from domain.task import Task
from domain.urgent import MOST_PLACES
from storage import accounts, tasks, urgent
from storage.urgent import Call
from storage.vault import Db
from web.access import Route, Visit
from web.forms import BooleanField, StringField, TextAreaField, ValidationError, lines, needed, short
from web.pages.enrol.fields import Identity
from web.pages.enrol.identity import profile_of
from web.pages.invite.view import link_to
from web.texts import _, later

_ROLES = frozenset({Role.COORDINATOR})


class Telephone(Identity):
    """The employee's own words, taken down by whoever has the desk tonight. Only what is known now; the rest comes later."""

    unit = StringField(later("Team of the employee"), [needed(), short(64)])
    witness = StringField(later("Who listened in, as witness"), [needed(), short(100)])
    agreed = BooleanField(later("I read the text above aloud, and the employee said yes"), [needed()])
    urls = TextAreaField(later("Where it stands: one address a line"), [needed(), short(5000)])

    def validate_urls(self, field: Any) -> None:
        given = lines(field.data or "")
        if len(given) > MOST_PLACES:
            raise ValidationError(_("At most %(number)s places tonight; the scan finds the rest.", number=MOST_PLACES))
        if not all(urlsplit(line).scheme in {"http", "https"} and urlsplit(line).hostname for line in given):
            raise ValidationError(later("One of these is no address of a page; copy it from the browser's address bar."))

    def validate_witness(self, field: Any) -> None:
        from flask import g

        if (field.data or "").strip().lower() == g.visit.by.lower():
            raise ValidationError(later("The witness must be somebody else than you."))


def telephone(visit: Visit) -> ResponseReturnValue:
    form = Telephone()
    if not form.sent_well():
        return render_template("urgent/urgent.html", form=form), 400 if form.is_submitted() else 200
    call = Call(form.text("unit"), visit.by, visit.at, form.text("witness"))
    with visit.house.vault.begin() as db:
        profile_id = urgent.open_by_telephone(db, call, profile_of(form, ""), lines(form.text("urls")))
        token = accounts.invite(db, profile_id, visit.at)
        owed = _owed(db, profile_id)
    return render_template("urgent/taken.html", profile_id=profile_id, owed=owed, link=link_to(visit, token))


def _owed(db: Db, profile_id: str) -> list[Task]:
    return tasks.waiting(db, profile_id=profile_id)


ROUTES = (Route("/spoed", telephone, _ROLES, ("GET", "POST"), menu=later("Urgent"), rank=5),)
