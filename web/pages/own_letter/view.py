"""Letters that the employee sends themselves: nobody else's mandate or signature is in them, and luwte sends nothing."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from domain.errors import NotFound
from domain.exposure import Exposure
from domain.recipient import Recipient
from domain.roles import Role
from storage import exposures, profiles
from takedown.own_letter import ERASURE, Standing, own_letter, registers
from takedown.recipients import deciding
from web.access import Route, Visit
from web.house import House
from web.pages.mine.view import own_profile

_OWN = frozenset({Role.EMPLOYEE})


def own(visit: Visit, route: str) -> ResponseReturnValue:
    """To a register: it needs no place."""
    if route not in registers():
        raise NotFound("there is no letter of that kind")
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        profiles.enrolled(db, profile_id)
    return _file(f"brief-{route}", own_letter(route, None, None))


def about(visit: Visit, exposure_id: str) -> ResponseReturnValue:
    """Erasure and objection, about one place of one's own."""
    profile_id = own_profile(visit)
    with visit.house.vault.begin() as db:
        exposure = exposures.get(db, exposure_id)
    if exposure.profile_id != profile_id:
        raise NotFound("there is no such place of yours")
    return _file("brief", own_letter(ERASURE, recipient_of(visit.house, exposure), _standing(exposure)))


def recipient_of(house: House, exposure: Exposure) -> Recipient | None:
    """Who decides on the place: whom the source names, else whoever is known for that host."""
    source = house.source(exposure.source)
    named = house.recipient(source.recipient) if source else None
    return named or next(iter(deciding(house.recipients, exposure.place.url)), None)


def _standing(exposure: Exposure) -> Standing:
    return Standing(exposure.place.url, "", frozenset(trace.category for trace in exposure.traces))


def _file(name: str, letter: tuple[str, str]) -> Response:
    subject, text = letter
    attached = {"Content-Disposition": f'attachment; filename="{name}.txt"'}
    return Response(f"{subject}\n\n{text}", mimetype="text/plain; charset=utf-8", headers=attached)


ROUTES = (
    Route("/mijn/brieven/<route>", own, _OWN),
    Route("/mijn/vindplaatsen/<exposure_id>/brief", about, _OWN),
)
