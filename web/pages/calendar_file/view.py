"""A calendar file is read, shown, and only then taken up: for one employee or for a team, event by event."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField  # type: ignore[import-untyped]  # no stubs

from domain.errors import BadInput, NotFound
from domain.flare_up import FlareUpKind
from domain.profile import Purpose
from domain.roles import Role
from storage import profiles
from storage.vault import Db
from web.access import Route, Visit
from web.forms import Form, SelectField, options
from web.ics_read import LARGEST, Read, read
from web.pages.calendar_file.choose import Fate, offered, take_up
from web.texts import _, later
from web.words import WORDS

_ROLES = frozenset({Role.COORDINATOR})
_FATES: dict[Fate, Any] = {
    Fate.NEW: later("new"),
    Fate.MOVED: later("moved"),
    Fate.CALLED_OFF: later("is called off"),
    Fate.KNOWN: later("stands there already"),
    Fate.NOTHING: later("called off, and not in the calendar"),
}
#: Why an event cannot be taken; what is not here is shown in English as it is.
_WHY: dict[str, Any] = {
    "it has no name of its own (UID), so that it could not be recognised again": later(
        "it has no name of its own (UID), so that it could not be recognised again"
    ),
    "it says no day": later("it says no day"),
    "it says no day, or more than one": later("it says no day, or more than one"),
    "it is not clear which time it replaces": later("it is not clear which time it replaces"),
    "it takes longer than two months": later("it takes longer than two months"),
    "it ends before it begins": later("it ends before it begins"),
    "it cannot be read": later("it cannot be read"),
}


class Choosing(Form):
    whom = SelectField(later("For whom"), choices=[])
    file = FileField(later("Calendar file (.ics)"))


def bring(visit: Visit) -> ResponseReturnValue:
    """Step one: the file and for whom; nothing is stored."""
    with visit.house.vault.begin() as db:
        form = _form(db, visit)
        if not form.sent_well():
            return _page(form), 400 if form.is_submitted() else 200
        raw = form.file.data.read(LARGEST + 1) if form.file.data else b""
        try:
            found = read(raw, visit.at)
        except BadInput:
            form.complain("file", _("This is no calendar file, or it is too large. Export the events once more as .ics."))
            return _page(form), 400
        return _preview(db, visit, form.whom.data, raw, found)


def take(visit: Visit) -> ResponseReturnValue:
    """Step two: what was ticked is taken up, for whoever consents; whoever does not is left out."""
    try:
        raw = base64.b64decode(request.form.get("calendar", ""), validate=True)
    except binascii.Error:
        raise BadInput("calendar", "begin again with the file") from None
    whom, ticked = request.form.get("whom", ""), set(request.form.getlist("uid"))
    found = read(raw, visit.at)
    with visit.house.vault.begin() as db:
        people = _people(db, visit, whom)
        for number, event in enumerate(found.events):
            if event.uid in ticked:
                kind = FlareUpKind(request.form.get(f"kind-{number}", FlareUpKind.OTHER.value))
                for profile_id in people:
                    take_up(db, visit, event, kind, profile_id, visit.at)
    return redirect(url_for("flare_up.overview"))


def _preview(db: Db, visit: Visit, whom: str, raw: bytes, found: Read) -> ResponseReturnValue:
    people = _people(db, visit, whom)
    return render_template(
        "calendar_file/preview.html",
        offered=[offered(db, event, people) for event in found.events],
        found=found,
        wrong=[(one.number, one.summary, str(_WHY.get(one.why, one.why))) for one in found.wrong],
        whom=whom,
        people=len(people),
        kinds=[(kind.value, WORDS[FlareUpKind][kind]) for kind in FlareUpKind],
        fates=_FATES,
        calendar=base64.b64encode(raw).decode(),
    )


def _page(form: Choosing) -> str:
    return render_template("calendar_file/bring.html", form=form)


def _form(db: Db, visit: Visit) -> Choosing:
    form, allowed = Choosing(), profiles.permitted(db, Purpose.SCAN, visit.at)
    known = [one for one in profiles.all_enrolled(db) if one.id in allowed]
    teams = sorted({one.unit for one in known if one.unit})
    form.whom.choices = options(
        [
            *((f"team:{unit}", _("team %(unit)s", unit=unit)) for unit in teams),
            *((one.id, f"{one.id[:8]} ({one.unit})") for one in known),
        ]
    )
    return form


def _people(db: Db, visit: Visit, whom: str) -> list[str]:
    """The ids of those who consent. Raises `NotFound` for nobody."""
    allowed = profiles.permitted(db, Purpose.SCAN, visit.at)
    unit = whom.removeprefix("team:") if whom.startswith("team:") else None
    known = [
        one.id for one in profiles.all_enrolled(db) if one.id in allowed and (one.unit == unit if unit else one.id == whom)
    ]
    if not known:
        raise NotFound("there is nobody here who consents")
    return known


ROUTES = (
    Route("/opslaimomenten/inlezen", bring, _ROLES, ("GET", "POST")),
    Route("/opslaimomenten/opnemen", take, _ROLES, ("POST",)),
)
