"""Reporting, in a minute: a few choices and a few words; also a suspicion, what is no crime, and about anybody."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.incident import About, Account, Criminal, Incident, Nature
from storage import incidents
from storage.vault import new_id
from web.access import Visit
from web.forms import (
    BooleanField,
    DateField,
    Form,
    Optional,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
    needed,
    options,
    short,
)
from web.texts import later
from web.words import WORDS


class Reporting(Form):
    danger = BooleanField(later("somebody is in danger now (call 112 first)"))
    nature = RadioField(later("What is it?"), choices=options(WORDS[Nature].items()), default=Nature.PUBLISHED.value)
    about = RadioField(later("Whom is it about?"), choices=options(WORDS[About].items()), default=About.COLLEAGUE.value)
    what = TextAreaField(later("What happened, or what do you suspect?"), [needed(), short(10_000)])
    who = StringField(later("Who is it, as far as you want to say?"), [short(200)])
    unit = StringField(later("Which team?"), [short(64)])
    where = TextAreaField(later("Where does it stand, or where did it happen?"), [short(5_000)])
    happened_on = DateField(later("On which day?"), [Optional()])
    criminal = RadioField(later("Is it a crime, do you think?"), choices=options(WORDS[Criminal].items()), default="unknown")
    reach = StringField(later("How can you be reached?"), [short(200)])

    def validate_happened_on(self, field: Any) -> None:
        from flask import g

        if field.data and field.data > g.visit.at.date():
            raise ValidationError(later("This day is still to come."))


def report(visit: Visit) -> ResponseReturnValue:
    form = Reporting()
    if form.sent_well():
        return redirect(url_for("incident.reported", incident_id=_keep(visit, form)))
    if not form.is_submitted():
        form.unit.data = visit.account.unit
    with visit.house.vault.begin() as db:
        mine = incidents.all_of(db, by=visit.by)
    return render_template("incident/report.html", form=form, mine=mine), 400 if form.is_submitted() else 200


def reported(visit: Visit, incident_id: str) -> ResponseReturnValue:
    """What comes of it, for whoever reported it: how it stands, and never again its contents."""
    with visit.house.vault.begin() as db:
        incident = incidents.get(db, incident_id)
        incident.belongs_to(visit.by)
    return render_template("incident/reported.html", incident=incident)


def _keep(visit: Visit, form: Reporting) -> str:
    with visit.house.vault.begin() as db:
        incident = Incident(
            id=new_id(),
            reference=incidents.next_reference(db, visit.at.year),
            at=visit.at,
            by=visit.by,
            nature=Nature(form.nature.data),
            about=About(form.about.data),
            criminal=Criminal(form.criminal.data),
            danger=bool(form.danger.data),
            unit=form.text("unit"),
            happened_on=form.happened_on.data,
        )
        incidents.report(db, incident, Account(*(form.text(name) for name in ("what", "who", "where", "reach"))))
    return incident.id
