"""Somebody who signed in is being doxed now: who helps, one report to the contact point, and pages captured before they go."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.due import Action, Due
from domain.errors import NotFound
from domain.profile import Purpose
from domain.task import OWNER, TaskKind
from domain.urgent import MOST_PLACES
from storage import accounts, audit, due, profiles, tasks, told
from storage.vault import Db
from web.access import SIGNED_IN, Route, Visit
from web.forms import Form, TextAreaField, ValidationError, lines, short
from web.pages.invite.view import link_to
from web.texts import _, later

#: The contact point gets in touch by then.
_WITHIN = timedelta(hours=1)
#: The line in the audit log.
_SAID = "says to be doxed"


class Doxed(Form):
    urls = TextAreaField(later("Where does it stand? One address a line, if you know it"), [short(5000)])

    def validate_urls(self, field: Any) -> None:
        given = lines(field.data or "")
        if len(given) > MOST_PLACES:
            raise ValidationError(_("At most %(number)s places now; the rest is found later.", number=MOST_PLACES))
        if not all(urlsplit(line).scheme in {"http", "https"} and urlsplit(line).hostname for line in given):
            raise ValidationError(later("One of these is no address of a page; copy it from the browser's address bar."))


def doxed(visit: Visit) -> ResponseReturnValue:
    form = Doxed()
    if not form.sent_well():
        return render_template("doxed/doxed.html", form=form), 400 if form.is_submitted() else 200
    given, link = lines(form.text("urls")), ""
    with visit.house.vault.begin() as db:
        profile_id = visit.account.profile_id or _of_staff(db, visit)
        complete = profiles.enrolled(db, profile_id).complete
        if visit.account.profile_id is None and not complete:
            link = link_to(visit, accounts.invite(db, profile_id, visit.at))
        captured = _report(db, visit, profile_id, given if complete else ())
    return render_template("doxed/reported.html", captured=captured, given=len(given), link=link, before=visit.at + _WITHIN)


def _of_staff(db: Db, visit: Visit) -> str:
    """Whom a report is about of a member of staff without a profile of their own: what is owed must be about somebody. The one
    of an earlier report of theirs, or a new one."""
    earlier = audit.newest_about(db, visit.by, _SAID)
    with suppress(NotFound):
        return profiles.enrolled(db, earlier).id
    return profiles.invite(db, visit.account.unit, visit.by, visit.at)


def _report(db: Db, visit: Visit, profile_id: str, urls: tuple[str, ...]) -> int:
    """One task an hour, whoever often presses; returns how many places are captured now. Without consent none is."""
    mark = f"{visit.at:%Y%m%d%H}"
    tasks.open_task(db, TaskKind.DOXED, profile_id, profile_id, visit.at, visit.at + _WITHIN, mark=mark)
    due.bring_forward(db, Due(Action.TELL, OWNER[TaskKind.DOXED].value, visit.at))
    audit.write(db, visit.at, visit.by, _SAID, about=profile_id)
    if profile_id not in profiles.permitted(db, Purpose.SCAN, visit.at):
        return 0
    for url in dict.fromkeys(urls):
        told.keep(db, profile_id, url, visit.by, visit.at)
    return len(dict.fromkeys(urls))


ROUTES = (Route("/ik-word-gedoxt", doxed, SIGNED_IN, ("GET", "POST")),)
