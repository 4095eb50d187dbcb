"""What a notice must hold, field by field (takedown.md §1.2): typed, gathered from the facts, and checked before any letter
is written. The exposed value is no field; only a delisting carries the name that is searched for."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum

from domain.background import Approach, IntentSign
from domain.errors import BadInput
from domain.profile import GrantKind, IdentifierKind
from domain.takedown import Event, Step, Takedown
from takedown.facts import Facts
from takedown.language import CATEGORY_WORDS, day
from takedown.leaks import leaks
from takedown.route import Principal, Route

#: Gate G8 asks for these; a draft may still be without.
LATER = frozenset({"prior_contact"})
#: What ends another request, so that this one may follow it.
ANSWERS = frozenset({Event.REFUSAL, Event.LAPSE, Event.CLAIM_PARTIAL, Event.CLAIM, Event.REDIRECTION, Event.BOUNCE})


class Capacity(StrEnum):
    """In what capacity the notifier writes."""

    OWN_NAME = "own name"
    ON_BEHALF = "on behalf"
    IN_PERSON = "in person"


_CAPACITY = {
    Principal.EMPLOYER: Capacity.OWN_NAME,
    Principal.EMPLOYEE: Capacity.ON_BEHALF,
    Principal.SELF: Capacity.IN_PERSON,
}


@dataclass(frozen=True, slots=True)
class Elements:
    """Empty means not known. `earlier_request`: the reference of the request that this one follows; `earlier_answer`: when
    that was answered, or lapsed; `earlier_sent`: when it left."""

    notifier_name: str
    notifier_email: str
    capacity: Capacity
    mandate_ref: str
    mandate_on: str
    urls: tuple[str, ...]
    locator: str
    reasons: tuple[str, ...]
    good_faith: bool
    data_categories: tuple[str, ...]
    requested_action: tuple[str, ...]
    prior_contact: tuple[Approach, ...]
    search_names: tuple[str, ...] = field(repr=False)
    evidence_refs: tuple[str, ...]
    threat_flag: bool
    intent_evidence: tuple[IntentSign, ...]
    earlier_request: str
    earlier_sent: str
    earlier_answer: str


NAMES = frozenset(each.name for each in fields(Elements))


def elements_of(facts: Facts, language: str) -> Elements:
    """Every element as far as the facts know it, with words in this language."""
    previous = facts.previous
    answered = _answered(previous)
    return Elements(
        notifier_name=facts.desk.organisation,
        notifier_email=facts.desk.address,
        capacity=_CAPACITY[facts.route.principal],
        mandate_ref=facts.takedown.reference,
        mandate_on=_mandate_day(facts, language),
        urls=(facts.exposure.place.url,),
        locator=position(facts) or facts.proof.capture_id,
        reasons=facts.route.ground,
        good_faith=True,
        data_categories=tuple(dict.fromkeys(CATEGORY_WORDS[trace.category][language] for trace in facts.exposure.traces)),
        requested_action=facts.route.actions,
        prior_contact=facts.approaches,
        search_names=search_names(facts),
        evidence_refs=(facts.proof.capture_id,),
        threat_flag=facts.case.threat,
        intent_evidence=intent_of(facts.takedown),
        earlier_request=previous.reference if previous else "",
        earlier_sent=day(previous.arrived.at, language) if previous and previous.arrived else "",
        earlier_answer=day(answered.at, language) if answered else "",
    )


def demand(route: Route, elements: Elements) -> None:
    """Raises `BadInput` naming every element that the route demands and that is not known."""
    missing = [name for name in route.fields if name not in LATER and not getattr(elements, name)]
    if missing:
        what = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} empty, and this route demands it; fill it in"
        raise BadInput("letter", what)


def position(facts: Facts) -> str:
    """The entry's own name at the place, unless that gives something away; then address and capture must do."""
    record = facts.exposure.place.record_id
    return "" if leaks(record, facts.identifiers) else record


def search_names(facts: Facts) -> tuple[str, ...]:
    """The name for which results are to be taken away, only where the route carries it: the most usual one."""
    if IdentifierKind.NAME not in facts.route.carries:
        return ()
    return tuple(one.value for one in facts.identifiers if one.kind is IdentifierKind.NAME)[:1]


def intent_of(takedown: Takedown) -> tuple[IntentSign, ...]:
    """The signs of an intent that a specialist noted, each once."""
    noted = (step.fact("intent") for step in takedown.steps)
    return tuple(dict.fromkeys(IntentSign(sign) for sign in noted if sign))


def _mandate_day(facts: Facts, language: str) -> str:
    """When the mandate for this route was given; empty while there is none (G2 then stays open)."""
    mandates = (grant for grant in facts.grants if grant.kind is GrantKind.MANDATE and facts.route.slug in grant.routes)
    held = [grant.given_at for grant in mandates if grant.holds(facts.now)]
    return day(max(held), language) if held else ""


def _answered(previous: Takedown | None) -> Step | None:
    """The newest step that ended the other request's hope, or None."""
    steps = reversed(previous.steps) if previous else ()
    return next((step for step in steps if step.event in ANSWERS), None)
