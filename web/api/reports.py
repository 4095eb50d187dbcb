"""How many there are of everything, for a dashboard: numbers alone."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask

from domain.scope import Permit
from storage import listing
from web.api import gate
from web.api.shapes import Numbers


def add(api: APIFlask) -> None:
    @api.get("/reports/numbers")
    @api.auth_required(gate.auth, roles=[Permit.REPORTS.value])
    @api.output(Numbers)
    @api.doc(summary="How many findings, places and requests there are in each state", tags=["reports"], responses=[401, 403])
    def get_numbers() -> Any:
        with gate.house().vault.begin() as db:
            return {"at": gate.at(), **listing.numbers(db)}
