"""The data protection officer reads who did what, when and for which purpose; never what was seen."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from domain.roles import Role
from storage import audit
from web.access import Route, Visit
from web.texts import later


def overview(visit: Visit) -> ResponseReturnValue:
    about = request.args.get("about", "")
    with visit.house.vault.begin() as db:
        lines = audit.lines(db, about=about)
        broken_at = audit.verify(db)
    return render_template("audit/audit.html", lines=lines, broken_at=broken_at, about=about)


ROUTES = (Route("/controle", overview, frozenset({Role.DPO}), menu=later("Audit"), rank=60),)
