"""What can follow a request that was refused or met with silence: which routes, to whom and why; one click drafts it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import BadInput, Conflict
from domain.exposure import Exposure
from domain.recipient import JUDGES, Recipient
from domain.takedown import Event, State, Step, Takedown, allows
from storage import exposures, takedowns
from storage.vault import Db
from takedown.plan import After, Planned, follow_ups
from takedown.recipients import reaches
from takedown.routes import route_of
from web import interest
from web.access import Visit
from web.house import House
from web.pages.review.draft import begin

#: Whoever stays silent, or is not reached, has not decided.
_SILENT = frozenset({State.LAPSED, State.BOUNCED})


@dataclass(frozen=True, slots=True)
class Onward:
    """One possible next step, and who can be written to for it; nobody, where no such recipient is known yet."""

    planned: Planned
    title: str
    recipients: tuple[Recipient, ...]


def onward(house: House, takedown: Takedown, judged: Takedown, exposure: Exposure) -> tuple[Onward, ...]:
    """The next steps, earliest first; none while this request is not at its end. `judged`: the one that its recipient judges,
    else itself."""
    asked = house.recipient(judged.recipient)
    if asked is None or not (allows(takedown.steps, Event.ESCALATION) or takedown.state is State.ESCALATED):
        return ()
    after = After.SILENCE if takedown.state in _SILENT else After.REFUSAL
    steps = follow_ups(route_of(takedown.route), exposure, asked, after)
    return tuple(Onward(step, route_of(step.route).title, _possible(house, step, asked, exposure)) for step in steps)


def further(visit: Visit, takedown_id: str) -> ResponseReturnValue:
    """Draft the next request, and write down that it takes this one further."""
    with visit.house.vault.begin() as db:
        takedown = takedowns.get(db, takedown_id)
        interest.check(db, visit, takedown.profile_id)
        exposure = exposures.get(db, takedown.exposure_id)
        route, recipient = _chosen(visit, takedown, judged_by(db, visit.house, takedown), exposure)
        child = begin(db, visit, exposure, recipient, route, takedown)
        if allows(takedown.steps, Event.ESCALATION):
            takedowns.add(db, takedown, Step(Event.ESCALATION, visit.at, visit.by, (("child", child.reference),)))
    return redirect(url_for("takedown.show", takedown_id=child.id))


def judged_by(db: Db, house: House, takedown: Takedown) -> Takedown:
    """The request that this one is about: itself, or, where its recipient judges how another dealt with one, that one."""
    asked = house.recipient(takedown.recipient)
    if asked is None or asked.kind not in JUDGES or not takedown.parent:
        return takedown
    before = takedowns.by_reference(db, (takedown.parent,))
    return judged_by(db, house, takedowns.get(db, before)) if before else takedown


def _chosen(visit: Visit, takedown: Takedown, judged: Takedown, exposure: Exposure) -> tuple[str, Recipient]:
    route, _, slug = request.form.get("next", "").partition(" ")
    possible = onward(visit.house, takedown, judged, exposure)
    if not possible:
        raise Conflict("nothing can follow this request as it stands now")
    offered = [one for each in possible if each.planned.route == route for one in each.recipients]
    recipient = next((one for one in offered if one.slug == slug), None)
    if recipient is None:
        raise BadInput("next", "choose one of those offered")
    return route, recipient


def _possible(house: House, step: Planned, asked: Recipient, exposure: Exposure) -> tuple[Recipient, ...]:
    if step.to is asked.kind:
        return (asked,)
    found = [one for one in house.recipients if one.kind is step.to and reaches(one, exposure.place.url)]
    return tuple(one for one in found if not route_of(step.route).by_procedure or step.route in one.procedures)
