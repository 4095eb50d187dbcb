"""Requests for removal: to whom, on which ground, and how they stand; never their text."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask

from domain.scope import Permit
from storage import listing
from web.api import gate
from web.api.shapes import PagingOfOne, TakedownOut, page_of, paged

_SCOPE = [Permit.TAKEDOWNS.value]


def add(api: APIFlask) -> None:
    @api.get("/takedowns/<takedown_id>")
    @api.auth_required(gate.auth, roles=_SCOPE)
    @api.output(TakedownOut)
    @api.doc(summary="One request", tags=["takedowns"], responses=[401, 403, 404])
    def get_takedown(takedown_id: str) -> Any:
        with gate.house().vault.begin() as db:
            return listing.takedown(db, takedown_id)

    @api.get("/takedowns")
    @api.auth_required(gate.auth, roles=_SCOPE)
    @api.input(PagingOfOne, location="query")
    @api.output(page_of(TakedownOut))
    @api.doc(summary="Requests by number", tags=["takedowns"], responses=[401, 403])
    def list_takedowns(query_data: dict[str, Any]) -> Any:
        with gate.house().vault.begin() as db:
            rows = listing.of_takedowns(db, query_data["after"], query_data["limit"] + 1, query_data["profile"])
        return paged(rows, query_data["limit"])
