"""One complete case in which every gate holds; a test changes the one thing that it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.exposure import DataCategory, Exposure, Trace
from domain.finding import Judgement, Opinion
from domain.mention import Place
from domain.name import FamilyName, Name
from domain.profile import Address, Grant, GrantKind, Profile
from domain.recipient import Recipient, RecipientClass, WebForm
from domain.sighting import Verdict
from domain.takedown import Event, Step, Takedown
from takedown.approval import approval
from takedown.chain import nearer
from takedown.compose import compose
from takedown.desk import Desk
from takedown.facts import Approach, Assent, EmployeeWord, Facts, NotApproached, Proof, Review
from takedown.routes import all_routes, route_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
KIND = {
    "abuse": RecipientClass.HOST,
    "ap77": RecipientClass.DATA_AUTHORITY,
    "awb417": RecipientClass.PUBLIC_BODY,
    "bezwaar": RecipientClass.PUBLIC_BODY,
    "broker": RecipientClass.CONTROLLER,
    "brp": RecipientClass.REGISTER,
    "delist": RecipientClass.SEARCH_ENGINE,
    "dsa16": RecipientClass.PLATFORM,
    "dsa20": RecipientClass.PLATFORM,
    "dsa21": RecipientClass.DISPUTE_BODY,
    "dsa53": RecipientClass.PLATFORM_AUTHORITY,
    "gdpr17": RecipientClass.CONTROLLER,
    "gdpr21": RecipientClass.CONTROLLER,
    "kadaster": RecipientClass.REGISTER,
    "kvk": RecipientClass.REGISTER,
    "marketing": RecipientClass.CONTROLLER,
    "ntd": RecipientClass.HOST,
    "outdated": RecipientClass.SEARCH_ENGINE,
    "own": RecipientClass.OWN,
    "platform": RecipientClass.PLATFORM,
    "police": RecipientClass.POLICE,
    "registrar": RecipientClass.REGISTRAR,
    "repeat": RecipientClass.CONTROLLER,
    "sidn": RecipientClass.REGISTRY,
    "uavg35": RecipientClass.COURT,
}
JOKE = Profile(
    id="p1",
    name=Name(FamilyName("Berg", "van der"), ("Johanna", "Maria"), "Joke", FamilyName("Wit", "de")),
    former_names=("Joke Smit",),
    birth_date=date(1971, 3, 14),
    phones=("+31612345671", "0251123456"),
    emails=("joke@mail.example",),
    handles=("jokeb71",),
    addresses=(Address("Lange Voorhout", "8", "bis", "2514ED", "Den Haag"),),
    employer="Politie Eenheid Den Haag",
    relatives=("Piet van der Berg",),
)
RECIPIENT = Recipient(
    slug="praatplein",
    name="Praatplein B.V.",
    kind=RecipientClass.PLATFORM,
    email="abuse@praatplein.example",
    country="NL",
    language="nl",
    hosts=("praatplein.example",),
    verified_on=date(2026, 10, 1),
    verified_by=("site", "rdap"),
    procedures=tuple(slug for slug, route in all_routes().items() if route.by_procedure),
    form=WebForm("https://praatplein.example/melden"),
)
DESK = Desk("Politie Eenheid Den Haag", "meldpunt@politie.example", "politie.example")


def _draft(route: str) -> Takedown:
    intent = Step(Event.NOTED, NOW - timedelta(hours=2), "specialist-1", (("intent", "call"),))
    steps = (Step(Event.DRAFTED, NOW - timedelta(hours=3), "specialist-1"), *((intent,) if route == "police" else ()))
    return Takedown("t1", "LW-2026-0001", "e1", "p1", "c1", route, "praatplein", "specialist-1", steps)


def _refused() -> Takedown:
    """The request that a follow-up follows: sent, and refused three weeks later."""
    events = [Event.DRAFTED, Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED, Event.REFUSAL]
    days = [45, 45, 44, 44, 44, 23]
    steps = tuple(Step(event, NOW - timedelta(days=day), "x") for event, day in zip(events, days, strict=True))
    return Takedown("t0", "LW-2026-0000", "e1", "p1", "c1", "dsa16", "praatplein", "specialist-1", steps)


def _facts(route: str = "dsa16", language: str = "nl") -> Facts:
    place = Place("https://praatplein.example/draad/4711?bericht=2", "bericht-2")
    traces = tuple(Trace(category) for category in (DataCategory.HOME_ADDRESS, DataCategory.PHONE))
    follows = route_of(route).follow_up is not None
    exposure = Exposure("e1", "p1", "c1", "praatplein", place, NOW - timedelta(days=1), NOW - timedelta(hours=4), traces)
    week = timedelta(days=7)
    return Facts(
        takedown=_draft(route),
        exposure=exposure,
        recipient=replace(RECIPIENT, kind=KIND[route], language=language),
        route=route_of(route),
        desk=DESK,
        proof=Proof("3f2a9c", NOW - timedelta(hours=1), sealed=True, stamped=True, last_verdict=Verdict.PRESENT),
        grants=(
            Grant(GrantKind.CONSENT, NOW - week),
            Grant(GrantKind.MANDATE, NOW - week, NOW + 4 * week, routes=tuple(all_routes())),
        ),
        identifiers=tuple(JOKE.identifiers()),
        now=NOW,
        employee=EmployeeWord(informed_at=NOW - timedelta(hours=2)),
        review=Review(Judgement(Opinion.CONFIRMED, "specialist-1", NOW - timedelta(hours=4)), judge_unit="zorg", unit="wijk"),
        approaches=tuple(Approach(link, reason=NotApproached.NOT_SAFE) for link in nearer(KIND[route])),
        previous=_refused() if follows else None,
    )


def _composed(route: str = "dsa16", language: str = "nl") -> Facts:
    facts = _facts(route, language)
    subject, text = compose(facts)
    takedown = replace(facts.takedown, subject=subject, text=text)
    return replace(facts, takedown=takedown, assent=Assent("coordinator-1", approval(subject, text)))


@pytest.fixture
def draft() -> Callable[..., Facts]:
    """Facts before there is a letter: route, language."""
    return _facts


@pytest.fixture
def released() -> Callable[..., Facts]:
    """Facts of a letter that was composed and released by a second person: route, language."""
    return _composed


@pytest.fixture
def joke() -> Profile:
    return JOKE
