"""The sources, whether they are on, and whether they can be read today; only then does an absence count."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from domain.errors import Unclear
from domain.roles import Role
from storage import health
from web.access import Route, Visit
from web.texts import _, later
from web.words import word


def overview(visit: Visit) -> ResponseReturnValue:
    with visit.house.vault.begin() as db:
        known = {one.source: one for one in health.all_sources(db)}
    rows = [(source, known.get(source.slug), _said(known.get(source.slug))) for source in visit.house.sources]
    return render_template("source/source.html", rows=rows)


def _said(one: health.Health | None) -> str:
    if one is None:
        return _("not checked yet")
    if one.healthy:
        return _("can be read")
    return _("cannot be read: %(reason)s", reason=word(Unclear(one.reason)))


ROUTES = (Route("/bronnen", overview, frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}), menu=later("Sources"), rank=70),)
