"""The first letter about a new exposure: to whoever decides on the place, by the first route that may be taken."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import BadInput
from domain.exposure import Exposure
from domain.profile import Purpose, permits
from domain.recipient import Recipient
from domain.takedown import Event, Step, Takedown
from storage import profiles, takedowns
from storage.vault import Db, new_id
from takedown.compose import compose
from takedown.plan import plan
from takedown.recipients import deciding
from takedown.routes import route_of
from web import facts
from web.access import Visit


def draft(db: Db, visit: Visit, exposure: Exposure) -> Takedown | None:
    """A draft that waits for its gates; None where nobody is known who decides on the place, or no route is open."""
    recipient = recipient_of(visit, exposure)
    if recipient is None:
        return None
    route = _route(db, visit, exposure, recipient)
    if route is None:
        return None
    begun = Takedown(
        id=new_id(),
        reference=takedowns.next_reference(db, visit.at.year),
        exposure_id=exposure.id,
        profile_id=exposure.profile_id,
        case_id=exposure.case_id,
        route=route,
        recipient=recipient.slug,
        author=visit.by,
        steps=(Step(Event.DRAFTED, visit.at, visit.by),),
    )
    written = composed(db, visit, begun, recipient)
    takedowns.keep(db, written)
    return written


def composed(db: Db, visit: Visit, begun: Takedown, recipient: Recipient) -> Takedown:
    """With its letter; without one where the route demands what is not known yet: then a person writes it."""
    try:
        subject, text = compose(facts.load(db, begun, recipient, visit))
    except BadInput:
        return begun
    return replace(begun, subject=subject, text=text)


def recipient_of(visit: Visit, exposure: Exposure) -> Recipient | None:
    """By the host of the place, nearest to the source first; else whom the source names."""
    found = deciding(visit.house.recipients, exposure.place.url)
    if found:
        return found[0]
    source = visit.house.source(exposure.source)
    return visit.house.recipient(source.recipient) if source and source.recipient else None


def _route(db: Db, visit: Visit, exposure: Exposure, recipient: Recipient) -> str | None:
    """The first on the ladder that needs no mandate, or has one."""
    source = visit.house.source(exposure.source)
    grants = profiles.grants_of(db, exposure.profile_id)
    for step in plan(exposure, recipient, source.routes if source else ()):
        if not route_of(step.route).needs_mandate or permits(grants, Purpose.ACT, visit.at, route=step.route):
            return step.route
    return None
