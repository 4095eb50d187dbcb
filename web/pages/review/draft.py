"""The first letter about a new exposure: to whoever decides on the place, by the first route that may be taken."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import BadInput
from domain.exposure import Exposure
from domain.profile import Purpose, permits
from domain.recipient import Recipient
from domain.takedown import Event, Step, Takedown
from storage import profiles, seals, takedowns
from storage.vault import Db, new_id
from takedown.compose import compose
from takedown.plan import plan
from takedown.recipients import deciding
from takedown.routes import route_of
from web import facts
from web.access import Visit


def draft(db: Db, visit: Visit, exposure: Exposure) -> tuple[Takedown, ...]:
    """Drafts that wait for their gates, one for each route that goes in parallel; none where nobody is known who decides on
    the place, no route is open, or no verified seal is there yet: without one the database takes no request at all."""
    if not seals.holds(db, exposure.id):
        return ()
    recipient = recipient_of(visit, exposure)
    if recipient is None:
        return ()
    return tuple(begin(db, visit, exposure, recipient, route) for route in _routes(db, visit, exposure, recipient))


def begin(
    db: Db, visit: Visit, exposure: Exposure, recipient: Recipient, route: str, parent: Takedown | None = None
) -> Takedown:
    """One draft with its letter, kept. Its first step says of what class the recipient is: others asked later count it as the
    link that was asked before them; and which request it takes further."""
    told = (("class", recipient.kind.value), *((("parent", parent.reference),) if parent else ()))
    begun = Takedown(
        id=new_id(),
        reference=takedowns.next_reference(db, visit.at.year),
        exposure_id=exposure.id,
        profile_id=exposure.profile_id,
        case_id=exposure.case_id,
        route=route,
        recipient=recipient.slug,
        author=visit.by,
        steps=(Step(Event.DRAFTED, visit.at, visit.by, told),),
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


def _routes(db: Db, visit: Visit, exposure: Exposure, recipient: Recipient) -> tuple[str, ...]:
    """The first on the ladder that needs no mandate, or has one, with what goes in parallel to it."""
    source = visit.house.source(exposure.source)
    ladder = plan(exposure, recipient, source.routes if source else ())
    open_now = [step for step in ladder if _allowed(db, visit, exposure, step.route)]
    return tuple(step.route for step in open_now if step.step == open_now[0].step)


def _allowed(db: Db, visit: Visit, exposure: Exposure, slug: str) -> bool:
    if route_of(slug).needs_mandate:
        return permits(profiles.grants_of(db, exposure.profile_id), Purpose.ACT, visit.at, route=slug)
    return True
