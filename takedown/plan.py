"""Which routes to a recipient, in which order and why: its class, and what is exposed, decide what can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.exposure import Exposure
from domain.recipient import Recipient, RecipientClass
from takedown.chain import farther
from takedown.recipients import reaches
from takedown.route import Route
from takedown.routes import all_routes

PREFERRED = "It is the route that was asked for, and this class of recipient is bound by it."
#: Whoever may be turned to whatever the first request was.
_ALWAYS = frozenset({RecipientClass.POLICE})


class After(StrEnum):
    """Why another step is needed."""

    REFUSAL = "refusal"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of the ladder: the route's slug, to whom, and, in a sentence, why it stands there. Equal `step`s go in
    parallel."""

    route: str
    why: str
    step: int
    to: RecipientClass


def plan(
    exposure: Exposure, recipient: Recipient, preferred: tuple[str, ...] = (), *, routes: Iterable[Route] | None = None
) -> tuple[Planned, ...]:
    """The ladder for one exposure and one recipient: what was asked for first, together with what goes in parallel to it, then
    by the rank that each route gives the recipient's class. A route without rights against that class is left out, preferred
    or not; so is one for other data than are exposed, one that only follows another, and a procedure that the recipient does
    not have. An empty ladder means that nothing can be asked of this recipient about this place."""
    if not reaches(recipient, exposure.place.url):
        return ()
    known = all_routes().values() if routes is None else routes
    open_now = [route for route in known if route.follow_up is None and _fits(route, exposure, recipient)]
    ladder = sorted((_planned(route, recipient.kind) for route in open_now), key=lambda step: step.step)
    return tuple(_preferred_first(ladder, [wish for wish in dict.fromkeys((*preferred, recipient.prefers)) if wish]))


def follow_ups(
    route: Route, exposure: Exposure, asked: Recipient, after: After, *, routes: Mapping[str, Route] | None = None
) -> tuple[Planned, ...]:
    """What can follow a request by this route that was refused, or met with silence: to the same recipient, to whoever stands
    farther from the source, or to who judges them. Small platforms are spared what DSA 19 spares them."""
    known = all_routes() if routes is None else routes
    slugs = route.after_refusal if after is After.REFUSAL else route.after_silence
    found = [step for slug in slugs for step in _following(known[slug], route, exposure, asked)]
    return tuple(sorted(dict.fromkeys(found), key=lambda step: step.step))


def _fits(route: Route, exposure: Exposure, recipient: Recipient) -> bool:
    if route.rung(recipient.kind) is None or (route.by_procedure and route.slug not in recipient.procedures):
        return False
    return not route.about or any(trace.category in route.about for trace in exposure.traces)


def _planned(route: Route, kind: RecipientClass) -> Planned:
    rung = route.rung(kind)
    assert rung is not None
    return Planned(route.slug, rung.why, rung.step, kind)


def _preferred_first(ladder: list[Planned], wishes: list[str]) -> Iterator[Planned]:
    """Each wish that is possible, with what stands on the same step; then the others in their order."""
    taken: set[str] = set()
    for wish in wishes:
        wished = next((step for step in ladder if step.route == wish and step.route not in taken), None)
        if wished is not None:
            beside = [step for step in ladder if step.step == wished.step and step.route not in {*wishes, *taken}]
            taken |= {wish, *(step.route for step in beside)}
            yield replace(wished, why=PREFERRED, step=0)
            yield from (replace(step, step=0) for step in beside)
    yield from (step for step in ladder if step.route not in taken)


def _following(route: Route, asked_by: Route, exposure: Exposure, asked: Recipient) -> Iterator[Planned]:
    if route.follow_up is not None:
        if asked.kind not in route.follow_up.against:
            return
        kinds = [asked.kind] if route.rung(asked.kind) else [rung.kind for rung in route.ladder]
    else:
        kinds = [rung.kind for rung in route.ladder if rung.kind in _ALWAYS or farther(rung.kind, asked.kind)]
        if route is not asked_by and _fits(route, exposure, asked):
            kinds.insert(0, asked.kind)
    yield from (_planned(route, kind) for kind in kinds)
