"""The register, for the contact point: danger first; one report with its words, each reading of which is written down."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from domain.incident import Closing, Incident, urgency
from domain.profile import Purpose
from domain.roles import Role
from storage import accounts, audit, cases, incidents, profiles
from storage.vault import Db
from web.access import NotForYou, Visit
from web.forms import Form, SelectField, options
from web.texts import _, later
from web.words import WORDS


class ClosingForm(Form):
    closing = SelectField(later("Why can it be closed?"), choices=options(WORDS[Closing].items()))
    profile = SelectField(later("If it goes on as a case: of which employee?"), choices=[], default="")


def register(visit: Visit) -> ResponseReturnValue:
    everything = request.args.get("alles") == "1"
    with visit.house.vault.begin() as db:
        found = incidents.all_of(db, open_only=not everything)
    ranked = found if everything else sorted(found, key=urgency)
    return render_template("incident/register.html", incidents=ranked, everything=everything)


def show(visit: Visit, incident_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        incident = _open(db, visit, incident_id)
        told = incidents.read(db, incident, visit.by, visit.at)
        form = _closing(db)
    return render_template("incident/incident.html", incident=incident, told=told, form=form)


def take(visit: Visit, incident_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        incidents.take(db, _open(db, visit, incident_id), visit.by, visit.at)
    return redirect(url_for("incident.show", incident_id=incident_id))


def close(visit: Visit, incident_id: str) -> ResponseReturnValue:
    """With a reason; as a case it goes on with the employee's own, which is opened if there is none."""
    with visit.house.vault.begin() as db:
        incident, form = _open(db, visit, incident_id), _closing(db)
        if not form.sent_well() or not _complete(form):
            told = incidents.read(db, incident, visit.by, visit.at)
            return render_template("incident/incident.html", incident=incident, told=told, form=form), 400
        why, case_id = Closing(form.closing.data), ""
        if why is Closing.CASE:
            case_id = cases.open_case(db, form.profile.data, visit.by, visit.at).id
        incidents.close(db, incident, why, visit.by, visit.at, case_id=case_id)
    return redirect(url_for("incident.register"))


def export(visit: Visit) -> Response:
    """The register as a table: when, what kind and what came of it; nobody's words, nor who."""
    with visit.house.vault.begin() as db:
        found = incidents.all_of(db, limit=100_000)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("reference", "reported", "nature", "about", "criminal", "danger", "taken", "closed", "closing"))
    writer.writerows(_row(one) for one in found)
    attached = {"Content-Disposition": 'attachment; filename="meldingen.csv"'}
    return Response(out.getvalue(), mimetype="text/csv", headers=attached)


def _row(one: Incident) -> tuple[str, ...]:
    taken, closed = (f"{at:%Y-%m-%d}" if at else "" for at in (one.taken_at, one.closed_at))
    kind = (one.nature.value, one.about.value, one.criminal.value, "yes" if one.danger else "no")
    return (one.reference, f"{one.at:%Y-%m-%d}", *kind, taken, closed, one.closing.value if one.closing else "")


def _open(db: Db, visit: Visit, incident_id: str) -> Incident:
    """Raises `NotForYou`, and writes it down, for what one reported oneself, and for one's own team where somebody else can."""
    incident = incidents.get(db, incident_id)
    if incident.by == visit.by or _near(db, visit, incident):
        audit.refuse(db, visit.at, visit.by, Purpose.REVIEW.value, "")
        raise NotForYou(_("This is about you or about a direct colleague. Somebody of another team must do this."))
    return incident


def _near(db: Db, visit: Visit, incident: Incident) -> bool:
    unit = visit.account.unit.strip().casefold()
    if not unit or unit != incident.unit.strip().casefold():
        return False
    others = accounts.with_role(db, Role.COORDINATOR)
    return any(one.unit.strip().casefold() != unit for one in others)


def _closing(db: Db) -> ClosingForm:
    form = ClosingForm()
    known = [(one.id, f"{one.id[:8]} ({one.unit})") for one in profiles.all_enrolled(db) if one.complete]
    form.profile.choices = options([("", later("choose an employee")), *known])
    return form


def _complete(form: Any) -> bool:
    if form.closing.data == Closing.CASE.value and not form.profile.data:
        form.complain("profile", _("Choose the employee; somebody who is not enrolled gets an invitation first."))
        return False
    return True
