"""What was found and what became of it: where, how sure, what was judged; never what stands there."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask

from domain.scope import Permit
from storage import listing
from web.api import gate
from web.api.shapes import ExposureOut, FindingOut, PagingOfOne, page_of, paged

_SCOPE = [Permit.FINDINGS.value]


def add(api: APIFlask) -> None:
    @api.get("/findings/<finding_id>")
    @api.auth_required(gate.auth, roles=_SCOPE)
    @api.output(FindingOut)
    @api.doc(summary="One finding", tags=["findings"], responses=[401, 403, 404])
    def get_finding(finding_id: str) -> Any:
        with gate.house().vault.begin() as db:
            return listing.finding(db, finding_id)

    @api.get("/findings")
    @api.auth_required(gate.auth, roles=_SCOPE)
    @api.input(PagingOfOne, location="query")
    @api.output(page_of(FindingOut))
    @api.doc(summary="Findings by number", tags=["findings"], responses=[401, 403])
    def list_findings(query_data: dict[str, Any]) -> Any:
        with gate.house().vault.begin() as db:
            rows = listing.of_findings(db, query_data["after"], query_data["limit"] + 1, query_data["profile"])
        return paged(rows, query_data["limit"])

    @api.get("/exposures/<exposure_id>")
    @api.auth_required(gate.auth, roles=_SCOPE)
    @api.output(ExposureOut)
    @api.doc(summary="One confirmed place", tags=["findings"], responses=[401, 403, 404])
    def get_exposure(exposure_id: str) -> Any:
        with gate.house().vault.begin() as db:
            return listing.exposure(db, exposure_id)

    @api.get("/exposures")
    @api.auth_required(gate.auth, roles=_SCOPE)
    @api.input(PagingOfOne, location="query")
    @api.output(page_of(ExposureOut))
    @api.doc(summary="Confirmed places by number, and whether they are gone", tags=["findings"], responses=[401, 403])
    def list_exposures(query_data: dict[str, Any]) -> Any:
        with gate.house().vault.begin() as db:
            rows = listing.of_exposures(db, query_data["after"], query_data["limit"] + 1, query_data["profile"])
        return paged(rows, query_data["limit"])
