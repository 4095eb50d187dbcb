"""Who is enrolled: by number, with whether a grant holds today, and nothing else. Nobody can be looked up."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask

from domain.profile import Purpose, permits
from domain.scope import Permit
from storage import listing, profiles
from storage.vault import Db
from web.api import gate
from web.api.shapes import Paging, ProfileOut, page_of, paged


def add(api: APIFlask) -> None:
    @api.get("/profiles")
    @api.auth_required(gate.auth, roles=[Permit.PROFILES.value])
    @api.input(Paging, location="query")
    @api.output(page_of(ProfileOut))
    @api.doc(summary="Employees by number", tags=["profiles"], responses=[401, 403])
    def list_profiles(query_data: dict[str, Any]) -> Any:
        with gate.house().vault.begin() as db:
            rows = listing.of_profiles(db, query_data["after"], query_data["limit"] + 1)
            return paged([_with_grants(db, row) for row in rows], query_data["limit"])


def _with_grants(db: Db, row: dict[str, Any]) -> dict[str, Any]:
    held = profiles.grants_of(db, row["id"])
    return row | {
        "consent": permits(held, Purpose.SCAN, gate.at()),
        "mandate": any(one.kind.value == "mandate" and one.holds(gate.at()) for one in held),
    }
