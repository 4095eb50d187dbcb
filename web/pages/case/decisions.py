"""What was decided about talks, the police and the media: luwte writes it down, and never decides."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.decision import CHOICES, Choice, Matter, decide
from domain.errors import BadInput
from storage import decisions
from web.access import Visit
from web.forms import BooleanField, Form, SelectField, options
from web.pages.case.act import case_of
from web.texts import _, later
from web.words import WORDS


class DecisionForm(Form):
    decided = SelectField(
        later("What was decided"),
        choices=options(
            (f"{matter.value}:{choice.value}", WORDS[Choice][choice]) for matter in Matter for choice in CHOICES[matter]
        ),
    )
    with_employee = BooleanField(later("talked over with the employee"))


def note(visit: Visit, profile_id: str) -> ResponseReturnValue:
    """Shows what was decided so far, and adds to it."""
    form = DecisionForm()
    with visit.house.vault.begin() as db:
        case = case_of(db, profile_id)
        if form.sent_well():
            matter, _colon, choice = form.decided.data.partition(":")
            made = decide(Matter(matter), Choice(choice), with_employee=bool(form.with_employee.data), by=visit.by, at=visit.at)
            decisions.keep(db, case.id, profile_id, made)
            return redirect(url_for("case.note", profile_id=profile_id))
        known = decisions.of_case(db, case.id)
    if form.is_submitted():
        raise BadInput("decided", _("choose one of those offered"))
    return render_template("case/decisions.html", form=form, known=known, profile_id=profile_id)
