"""An overview of consents and mandates: by number, without a name; what ends soon first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from config.timers import load_timers
from domain.profile import Grant, GrantKind
from domain.roles import Role
from storage import profiles
from storage.profiles import Enrolled
from storage.vault import Db
from takedown.routes import route_of
from web.access import Route, Visit
from web.texts import later


@dataclass(frozen=True, slots=True)
class Line:
    """One employee: whether consent holds, which routes a mandate covers today, and until when."""

    enrolled: Enrolled
    consent: Grant | None
    routes: tuple[str, ...]
    until: datetime | None
    ends_soon: bool


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        lines = [_line(db, visit, one) for one in profiles.all_enrolled(db) if one.complete]
    ranked = sorted(lines, key=lambda one: (not one.ends_soon, one.until is None, one.until or visit.at))
    return render_template("mandates/mandates.html", lines=ranked)


def _line(db: Db, visit: Visit, enrolled: Enrolled) -> Line:
    grants = [grant for grant in profiles.grants_of(db, enrolled.id) if grant.holds(visit.at)]
    consent = next((grant for grant in grants if grant.kind is GrantKind.CONSENT), None)
    mandates = [grant for grant in grants if grant.kind is GrantKind.MANDATE]
    routes = tuple(sorted({route_of(slug).title for grant in mandates for slug in grant.routes}))
    until = min((grant.until for grant in (*mandates, consent) if grant is not None and grant.until), default=None)
    soon = until is not None and until <= visit.at + load_timers().mandate_warn
    return Line(enrolled, consent, routes, until, soon)


ROUTES = (Route("/machtigingen", overview, frozenset({Role.COORDINATOR}), menu=later("Mandates"), rank=27),)
