"""What the demo's end says: every place must end as it should, every route must be walked, and a lack is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from cli.story.outcome import EXPECTED, REFUSING, ROUTES, StoryOutcome, wrong
from cli.story.tables import report
from domain.exposure import Outcome
from takedown.routes import all_routes

FOLLOWING = {
    "dsa20",
    "dsa21",
    "dsa53",
    "delist",
    "ap77",
    "police",
    "registrar",
    "sidn",
    "repeat",
    "uavg35",
    "bezwaar",
    "awb417",
}


def request(route: str, place: str = "adressengids.example", **told: object) -> dict[str, object]:
    return {
        "reference": "LW-2026-0001",
        "route": route,
        "recipient": place.partition(".")[0],
        "place": place,
        "state": "sent",
        "left": True,
        "refused": False,
        "false claim": False,
        "follows": "LW-2026-0000" if route in FOLLOWING else "",
    } | told


def well() -> StoryOutcome:
    """A story that ended as it should."""
    ended = list(EXPECTED.values())
    return StoryOutcome(
        employees=3,
        sources=12,
        pages_fetched=900,
        findings=9,
        dismissed=2,
        exposures=len(EXPECTED),
        gone=ended.count(Outcome.GONE),
        still_visible=ended.count(Outcome.STILL_VISIBLE),
        unclear=ended.count(Outcome.UNCLEAR),
        notices_sent=20,
        receipts=10,
        claims=10,
        refusals=4,
        false_claims_caught=2,
        reappeared=1,
        refused_without_consent=1,
        withdrawn_and_erased=1,
        evidence_bundles_verified=len(EXPECTED),
        seconds=60.0,
        walk=tuple(
            {"exposure": place, "source": place, "place": place, "ended": outcome.value, "steps": ["sent"]}
            for place, outcome in EXPECTED.items()
        ),
        police_bundles_verified=1,
        requests=(
            *(request(route) for route in ROUTES),
            *(request("dsa16", place, refused=True) for place in sorted(REFUSING)),
            request("dsa16", "praatplein.example", **{"false claim": True}),
        ),
    )


def test_a_story_that_ended_as_it_should_has_nothing_wrong():
    assert wrong(well()) == []


@pytest.mark.parametrize("place", EXPECTED)
def test_a_place_that_ended_otherwise_is_named(place):
    story = well()
    walk = tuple(one | {"ended": "elsewhere"} if one["place"] == place else one for one in story.walk)
    assert wrong(replace(story, walk=walk)) == [f"{place} should end as {EXPECTED[place].value}, but is elsewhere"]


def test_a_place_that_is_missing_is_named():
    story = well()
    assert any("is not there" in complaint for complaint in wrong(replace(story, walk=story.walk[1:])))


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_by_which_nothing_left_is_named(route):
    story = well()
    requests = tuple(one | {"left": False} if one["route"] == route else one for one in story.requests)
    assert wrong(replace(story, requests=requests)) == [f"no request left by the route {route}"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reappeared": 0}, "what came back was noticed"),
        ({"police_bundles_verified": 0}, "the bundle for the police holds"),
        ({"evidence_bundles_verified": len(EXPECTED) - 1}, "every bundle holds"),
        ({"refused_without_consent": 0}, "who did not consent was not looked up"),
        ({"withdrawn_and_erased": 0}, "who withdrew is erased"),
        ({"unclear": 2}, "the final states add up"),
        ({"dismissed": 1}, "the namesakes were dismissed"),
    ],
)
def test_what_is_not_so_is_said(change, said):
    assert wrong(replace(well(), **change)) == [f"not so: {said}"]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"refused": False}, "the refusals were kept"),
        ({"false claim": False}, "the false claim was caught"),
        ({"follows": ""}, "what was taken further names what it follows"),
    ],
)
def test_what_the_requests_lack_is_said(fact, said):
    story = well()
    assert wrong(replace(story, requests=tuple(one | fact for one in story.requests))) == [f"not so: {said}"]


def test_every_route_there_is_is_walked():
    assert sorted(ROUTES) == sorted(all_routes())


def test_the_tables_name_every_place_and_a_request_that_was_only_composed():
    said = StringIO()
    story = well()
    composed = replace(story, requests=(*story.requests, request("dsa16", left=False)))
    report(composed, [], datetime(2027, 1, 23, tzinfo=UTC), Console(file=said, width=200))
    assert [place for place in EXPECTED if place not in said.getvalue()] == []
    assert said.getvalue().count("no: composed only") == 1
    assert "Status report" in said.getvalue()
