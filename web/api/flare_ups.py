"""The calendar of flare-ups, for whoever knows of hearings and broadcasts: set, moved, called off; with consent alone."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask

from domain.flare_up import USUAL, FlareUp, FlareUpKind
from domain.scope import Permit
from storage import audit, calendar, flare_ups, listing, profiles
from storage.vault import new_id
from web.api import gate
from web.api.shapes import FlareUpIn, FlareUpOut, NewFlareUp, PagingOfOne, page_of, paged

_READ, _WRITE = [Permit.FLARE_UPS.value], [Permit.FLARE_UPS_WRITE.value]


def add(api: APIFlask) -> None:
    @api.post("/flare-ups")
    @api.auth_required(gate.auth, roles=_WRITE)
    @api.input(NewFlareUp)
    @api.output(FlareUpOut, status_code=201)
    @api.doc(summary="Put a flare-up in the calendar", tags=["flare-ups"], responses=[400, 401, 403, 404, 413, 415])
    def create_flare_up(json_data: dict[str, Any]) -> Any:
        return _saved(new_id(), json_data["profile_id"], json_data)

    @api.put("/flare-ups/<flare_up_id>")
    @api.auth_required(gate.auth, roles=_WRITE)
    @api.input(FlareUpIn)
    @api.output(FlareUpOut)
    @api.doc(summary="Move a flare-up", tags=["flare-ups"], responses=[400, 401, 403, 404, 413, 415])
    def move_flare_up(flare_up_id: str, json_data: dict[str, Any]) -> Any:
        with gate.house().vault.begin() as db:
            profile_id = listing.flare_up(db, flare_up_id)["profile_id"]
        return _saved(flare_up_id, profile_id, json_data)

    @api.delete("/flare-ups/<flare_up_id>")
    @api.auth_required(gate.auth, roles=_WRITE)
    @api.output(FlareUpOut)
    @api.doc(summary="Call a flare-up off; it is kept, and asks for nothing", tags=["flare-ups"], responses=[401, 403, 404])
    def call_off_flare_up(flare_up_id: str) -> Any:
        with gate.house().vault.begin() as db:
            profile_id = listing.flare_up(db, flare_up_id)["profile_id"]
            calendar.call_off(db, profile_id, flare_up_id, gate.at())
            audit.write(db, gate.at(), gate.asker().by, "flare-up called off", about=profile_id)
            return listing.flare_up(db, flare_up_id)

    @api.get("/flare-ups")
    @api.auth_required(gate.auth, roles=_READ)
    @api.input(PagingOfOne, location="query")
    @api.output(page_of(FlareUpOut))
    @api.doc(summary="Flare-ups by number", tags=["flare-ups"], responses=[401, 403])
    def list_flare_ups(query_data: dict[str, Any]) -> Any:
        with gate.house().vault.begin() as db:
            rows = listing.of_flare_ups(db, query_data["after"], query_data["limit"] + 1, query_data["profile"])
        return paged(rows, query_data["limit"])


def _saved(flare_up_id: str, profile_id: str, given: dict[str, Any]) -> dict[str, Any]:
    """In the rhythm that is usual for its kind; a coordinator changes that on the page. One that was called off stays so."""
    kind, by = FlareUpKind(given["kind"]), gate.asker().by
    with gate.house().vault.begin() as db:
        profiles.enrolled(db, profile_id)
        known = next((one for one in flare_ups.of_profile(db, profile_id) if one.id == flare_up_id), None)
        rhythm = known.rhythm if known is not None and known.kind is kind else USUAL[kind]
        cancelled = known.cancelled_at if known is not None else None
        dates = (given["starts"], given["ends"])
        calendar.save(db, FlareUp(flare_up_id, profile_id, kind, *dates, rhythm, given["yearly"], cancelled), by, gate.at())
        audit.write(db, gate.at(), by, "flare-up saved", about=profile_id)
        return listing.flare_up(db, flare_up_id)
