"""The roster of the contact point: who has the desk when the owner of a case and their deputy are away."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.flare_up import HERE
from domain.roles import Role
from storage import accounts, duties
from web.access import Route, Visit
from web.forms import DateField, Form, SelectField, ValidationError, needed, options
from web.texts import later

_ROLES = frozenset({Role.COORDINATOR})


class DutyForm(Form):
    pseudonym = SelectField(later("Who"), choices=[])
    since = DateField(later("From"), [needed()])
    until = DateField(later("Up to and including"), [needed()])

    def validate_until(self, field: Any) -> None:
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError(later("This lies before the beginning."))


def roster(visit: Visit) -> ResponseReturnValue:
    form = DutyForm()
    with visit.house.vault.begin() as db:
        form.pseudonym.choices = options((one.pseudonym, one.pseudonym) for one in accounts.with_role(db, Role.COORDINATOR))
        if form.sent_well():
            span = (_midnight(form.since.data), _midnight(form.until.data + timedelta(days=1)))
            duties.add(db, form.pseudonym.data, *span, visit.by, visit.at)
            return redirect(url_for("duty.roster"))
        ahead, now = duties.ahead(db, visit.at), duties.on_duty(db, visit.at)
    page = render_template("duty/duty.html", form=form, ahead=ahead, on_duty=now)
    return page, 400 if form.is_submitted() else 200


def remove(visit: Visit, duty_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        duties.remove(db, duty_id, visit.by, visit.at)
    return redirect(url_for("duty.roster"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HERE).astimezone(UTC)


ROUTES = (
    Route("/dienst", roster, _ROLES, ("GET", "POST"), menu=later("Duty"), rank=25),
    Route("/dienst/<duty_id>/weg", remove, _ROLES, ("POST",)),
)
