"""Hop 1: an invitation becomes a profile with consent, mandate and a watch for each source, in one transaction."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from dateutil.relativedelta import relativedelta
from flask import render_template
from flask.typing import ResponseReturnValue

from domain.errors import Conflict
from domain.profile import Grant, GrantKind
from domain.roles import Role
from domain.task import TaskKind
from storage import accounts, languages, profiles, self_checks, tasks
from storage.vault import Db
from web.access import EVERYBODY, Route, Visit
from web.language import chosen
from web.pages.enrol.fields import Enrolment
from web.pages.enrol.identity import profile_of
from web.proving import to_prove
from web.texts import _

_MANDATE = relativedelta(months=12)  # T10 of takedown.md: never longer
_HOW = "page"
#: What was owed since the employee said yes by telephone, and is done by enrolling.
_CAUGHT_UP = (TaskKind.CONFIRM_CONSENT, TaskKind.COMPLETE_PROFILE, TaskKind.CATCH_UP_SCAN)


def enrol(visit: Visit, token: str) -> ResponseReturnValue:
    form = Enrolment()
    sources = [source for source in visit.house.sources if source.on]
    with visit.house.vault.begin() as db:
        profile_id = accounts.invited(db, token, visit.at)
    if not form.sent_well():
        return render_template("enrol/enrol.html", form=form, sources=sources), 400 if form.is_submitted() else 200
    try:
        with visit.house.vault.begin() as db:
            profile_id = accounts.invited(db, token, visit.at)
            watched = _save(db, visit, form, profile_id)
            prove = bool(to_prove(db, visit.house, profile_of(form, profile_id)))
            accounts.use_invitation(db, token, visit.at)
    except Conflict:
        form.complain("login", _("This login is taken. Choose another one."))
        return render_template("enrol/enrol.html", form=form, sources=sources), 409
    return render_template("enrol/enrolled.html", consented=all(form.consents), watched=watched, prove=prove)


def _save(db: Db, visit: Visit, form: Enrolment, profile_id: str) -> int:
    """Keeps everything; returns how many sources are watched now."""
    unit = profiles.enrolled(db, profile_id).unit
    by = f"employee-{secrets.token_hex(4)}"
    login = form.text("login")
    mine = accounts.create(db, login, form.password.data, Role.EMPLOYEE, by, visit.at, unit=unit, profile_id=profile_id)
    languages.choose(db, mine.id, chosen())
    given = profile_of(form, profile_id)
    profiles.save(db, replace(given, unproven=to_prove(db, visit.house, given)), by, visit.at)
    for grant in _grants(form, visit.at):
        profiles.give(db, profile_id, grant, _HOW, by, visit.at)
    if not all(form.consents):
        return 0
    wanted = [source for source in visit.house.sources if source.on]
    self_checks.begin(db, profile_id, wanted, by, visit.at)
    tasks.settle(db, _CAUGHT_UP, profile_id, by, visit.at, "done")
    return len(wanted)


def _grants(form: Enrolment, at: datetime) -> list[Grant]:
    given = [Grant(GrantKind.CONSENT, at)] if all(form.consents) else []
    if form.mandates:
        given.append(Grant(GrantKind.MANDATE, at, until=at + _MANDATE, routes=form.mandates))
    return given


ROUTES = (Route("/uitnodiging/<token>", enrol, EVERYBODY, ("GET", "POST")),)
