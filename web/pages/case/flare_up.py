"""A period in which exposure is likely to grow: then the sources are asked more often."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from dateutil.tz import gettz
from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import NotPermitted
from domain.watch import FlareUp, FlareUpKind
from storage import profiles, watches
from storage.vault import new_id
from web.access import Visit
from web.forms import DateField, Form, SelectField, ValidationError, needed, options
from web.texts import _, later
from web.words import WORDS

_HERE = gettz("Europe/Amsterdam")
_CADENCES = options([("1", later("every day")), ("3", later("every three days")), ("7", later("every week"))])


class FlareUpForm(Form):
    kind = SelectField(later("What happens"), choices=options((kind.value, WORDS[FlareUpKind][kind]) for kind in FlareUpKind))
    starts = DateField(later("From"), [needed()])
    ends = DateField(later("Up to and including"), [needed()])
    cadence = SelectField(later("Search again"), choices=_CADENCES, default="1")

    def validate_ends(self, field: Any) -> None:
        if self.starts.data and field.data and field.data < self.starts.data:
            raise ValidationError(later("This lies before the beginning."))


def set_flare_up(visit: Visit, profile_id: str) -> ResponseReturnValue:
    form = FlareUpForm()
    if form.sent_well():
        try:
            with visit.house.vault.begin() as db:
                watches.set_flare_up(db, _flare_up(form, profile_id), visit.by, visit.at)
            return redirect(url_for("case.show", profile_id=profile_id))
        except NotPermitted:
            form.complain(
                "kind", _("This employee gave no consent: nobody is searched for. The attempt has been written down.")
            )
            return render_template("case/flare_up.html", form=form, profile_id=profile_id), 403
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
    return render_template("case/flare_up.html", form=form, profile_id=profile_id), 400 if form.is_submitted() else 200


def _flare_up(form: FlareUpForm, profile_id: str) -> FlareUp:
    starts, after = (
        datetime.combine(day, time(), _HERE).astimezone(UTC) for day in (form.starts.data, form.ends.data + timedelta(days=1))
    )
    return FlareUp(new_id(), profile_id, FlareUpKind(form.kind.data), starts, after, timedelta(days=int(form.cadence.data)))
