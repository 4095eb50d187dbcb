"""The data protection officer reads who did what, when and for which purpose; never what was seen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from config.paths import RETENTION
from config.retention import load_retention
from domain.due import UPKEEP, Action
from domain.flare_up import HERE
from domain.profile import NEEDS
from domain.roles import Role
from storage import audit, due, oversight, retention
from storage.oversight import MACHINE, Asked
from web.access import Route, Visit
from web.forms import DateField, Form, Optional, SelectField, StringField, options, short
from web.texts import later
from web.words import WORDS

_ROLES = frozenset({Role.DPO})
_MANY = 100_000


class Filter(Form):
    """Sent by GET: an address that can be kept holds no name, only numbers and pseudonyms."""

    class Meta:
        csrf = False

    about = StringField(later("About which employee (number)"), [short(32)])
    by = StringField(later("By whom (pseudonym)"), [short(32)])
    role = SelectField(later("By which role"), choices=[], default="")
    purpose = SelectField(later("For which purpose"), choices=[], default="")
    since = DateField(later("From"), [Optional()])
    until = DateField(later("Up to and including"), [Optional()])


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        form = _filter(oversight.purposes(db))
        asked = _asked(form)
        lines = oversight.lines(db, asked)
        broken_at, head = audit.verify(db), audit.head(db)
    told = {"broken_at": broken_at, "head": head, "query": _query()}
    return render_template("audit/audit.html", lines=lines, form=form, asked=asked, **told)


def export(visit: Visit) -> Response:
    """The lines that the filter leaves, as a table."""
    with visit.house.vault.begin() as db:
        lines = oversight.lines(db, _asked(_filter(oversight.purposes(db))), _MANY)
    head = ("number", "at", "by", "action", "purpose", "about", "detail")
    rows = ((one.seq, one.at.isoformat(), one.by, one.action, one.purpose, one.about, one.detail) for one in lines)
    return _table("controle.csv", head, rows)


def sources(visit: Visit) -> ResponseReturnValue:
    """What sources were told: which kinds of detail, for what, how often; never the details."""
    with visit.house.vault.begin() as db:
        told = oversight.told_to_sources(db)
    return render_template("audit/sources.html", told=told, house=visit.house)


def sources_table(visit: Visit) -> Response:
    with visit.house.vault.begin() as db:
        told = oversight.told_to_sources(db)
    head = ("source", "purpose", "kinds", "times", "employees", "last")
    rows = ((one.source, one.purpose, " ".join(one.kinds), one.times, one.employees, f"{one.last:%Y-%m-%d}") for one in told)
    return _table("bronnen.csv", head, rows)


def erasures(visit: Visit) -> ResponseReturnValue:
    """Each run of the retention, and each erasure; how long what is kept, and who still waits."""
    with visit.house.vault.begin() as db:
        lines, erasing = oversight.erasures(db), retention.report(db)
        following = due.noted(db, Action.PURGE, UPKEEP)
    periods = load_retention(RETENTION)
    return render_template("audit/erasures.html", lines=lines, erasing=erasing, following=following, periods=periods)


def material(visit: Visit) -> ResponseReturnValue:
    """What a works council, a register of processing and a DPIA ask for, as far as luwte knows it."""
    tables: dict[str, list[oversight.Kept]] = {}
    for one in oversight.register():
        tables.setdefault(one.table, []).append(one)
    return render_template("audit/material.html", tables=tables, needs=NEEDS, house=visit.house)


def material_table(visit: Visit) -> Response:
    rows = ((one.table, one.column, "yes" if one.locked else "no", one.meaning) for one in oversight.register())
    return _table("verwerkingen.csv", ("table", "column", "encrypted", "holds"), rows)


def _filter(purposes: list[str]) -> Filter:
    form = Filter(request.args)
    roles: list[tuple[str, Any]] = [(role.value, WORDS[Role][role]) for role in Role]
    form.role.choices = options([("", later("all")), *roles, (MACHINE, later("luwte itself"))])
    form.purpose.choices = options([("", later("all")), *((one, one) for one in purposes)])
    return form


def _asked(form: Filter) -> Asked:
    """What cannot be used is left out; its field says so."""
    form.validate()
    given = {name: "" if form[name].errors else form.text(name) for name in ("about", "by", "role", "purpose")}
    since, until = (None if form[name].errors else form[name].data for name in ("since", "until"))
    return Asked(
        **given,
        since=_midnight(since) if since else None,
        until=_midnight(until + timedelta(days=1)) if until else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HERE).astimezone(UTC)


def _query() -> dict[str, str]:
    return {name: value for name, value in request.args.items() if value}


def _table(name: str, head: Iterable[str], rows: Iterable[Iterable[Any]]) -> Response:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return Response(out.getvalue(), mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}"'})


ROUTES = (
    Route("/controle", overview, _ROLES, menu=later("Audit"), rank=60),
    Route("/controle.csv", export, _ROLES),
    Route("/controle/bronnen", sources, _ROLES, menu=later("Told to sources"), rank=61),
    Route("/controle/bronnen.csv", sources_table, _ROLES),
    Route("/controle/wissen", erasures, _ROLES, menu=later("Erased"), rank=62),
    Route("/controle/verwerking", material, _ROLES, menu=later("Processing"), rank=63),
    Route("/controle/verwerking.csv", material_table, _ROLES),
)
