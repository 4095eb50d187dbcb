"""What a coordinator sets going: a scan now, where there is consent, and the police hold."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, NotFound, NotPermitted
from domain.takedown import Event, Step, allows
from storage import cases, profiles, takedowns, watches
from storage.cases import Case
from storage.vault import Db
from web.access import Visit
from web.forms import BooleanField, Form, SelectField, options
from web.texts import _, later


class Flags(Form):
    suspected_criminal = BooleanField(later("a crime is suspected"))
    threat = BooleanField(later("a threat to life or safety stands there as well"))
    police = SelectField(
        later("What the police say about asking for removal"),
        choices=options(
            [
                ("not-asked", later("not asked")),
                ("agreed", later("they agree")),
                ("not-needed", later("they need not be asked")),
            ]
        ),
    )


def scan(visit: Visit, profile_id: str) -> ResponseReturnValue:
    """Without consent nothing is looked up; the refusal stays in the audit."""
    try:
        with visit.house.vault.begin() as db:
            profiles.enrolled(db, profile_id)
            wanted = [source for source in visit.house.sources if source.on]
            watches.watch_profile(db, profile_id, wanted, visit.by, visit.at)
    except NotPermitted:
        said = _("This employee gave no consent: nobody is searched for. The attempt has been written down.")
        title, advice = _("Refused"), _("Only the employee can give consent, by an invitation.")
        return render_template("error.html", title=title, said=said, advice=advice), 403
    return _back(profile_id)


def hold(visit: Visit, profile_id: str) -> ResponseReturnValue:
    """The police asked us to wait: nothing goes out any more; looking and receiving go on."""
    with visit.house.vault.begin() as db:
        case = case_of(db, profile_id)
        if case.held_at is None:
            cases.hold(db, case.id, visit.by, visit.at)
            _step(db, visit, profile_id, Event.HOLD)
    return _back(profile_id)


def lift(visit: Visit, profile_id: str) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        case = case_of(db, profile_id)
        if case.held_at is not None:
            cases.lift(db, case.id, visit.by, visit.at)
            _step(db, visit, profile_id, Event.HOLD_LIFTED)
    return _back(profile_id)


def set_flags(visit: Visit, profile_id: str) -> ResponseReturnValue:
    """What the coordinator knows of the case and the gates ask for; the police's own word among it."""
    form = Flags()
    with visit.house.vault.begin() as db:
        case = case_of(db, profile_id)
        if not form.sent_well():
            raise BadInput("flags", "choose one of those offered")
        known = {"suspected_criminal": form.suspected_criminal.data, "threat": form.threat.data}
        cases.set_flags(db, case.id, visit.by, visit.at, police=form.police.data, **known)
    return _back(profile_id)


def flags_of(case: Case) -> Flags:
    """The form as it stands for this case."""
    return Flags(formdata=None, obj=case)


def case_of(db: Db, profile_id: str) -> Case:
    """Raises `NotFound` where nothing about this employee is confirmed yet."""
    profiles.enrolled(db, profile_id)
    case = cases.of_profile(db, profile_id)
    if case is None:
        raise NotFound("there is no case of this employee")
    return case


def _step(db: Db, visit: Visit, profile_id: str, event: Event) -> None:
    for takedown in takedowns.all_of(db, profile_id=profile_id):
        if allows(takedown.steps, event):
            takedowns.add(db, takedown, Step(event, visit.at, visit.by))


def _back(profile_id: str) -> ResponseReturnValue:
    return redirect(url_for("case.show", profile_id=profile_id))
