"""Which routes to a recipient, in which order and why: the class of the recipient decides what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.exposure import Exposure
from domain.recipient import Recipient
from takedown.recipients import decides_on
from takedown.route import Route
from takedown.routes import all_routes

PREFERRED = "It is the route that was asked for, and this class of recipient is bound by it."


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of the ladder: the route's slug and, in a sentence, why it stands there. Equal `step`s go in parallel."""

    route: str
    why: str
    step: int


def plan(
    exposure: Exposure, recipient: Recipient, preferred: tuple[str, ...] = (), *, routes: Iterable[Route] | None = None
) -> tuple[Planned, ...]:
    """The ladder for one exposure and one recipient: what was asked for first, then by the rank that each route gives the
    recipient's class. A route without rights against that class is left out, preferred or not; an empty ladder means that
    nothing can be asked of this recipient about this place."""
    if not decides_on(recipient, exposure.place.url):
        return ()
    ladder = [_planned(route, recipient) for route in (all_routes().values() if routes is None else routes)]
    possible = sorted((step for step in ladder if step is not None), key=lambda step: step.step)
    wishes = [wish for wish in dict.fromkeys((*preferred, recipient.prefers)) if wish]
    first = [Planned(step.route, PREFERRED, 0) for wish in wishes for step in possible if step.route == wish]
    return (*first, *(step for step in possible if step.route not in wishes))


def _planned(route: Route, recipient: Recipient) -> Planned | None:
    rung = route.rung(recipient.kind)
    return Planned(route.slug, rung.why, rung.step) if rung else None
