"""Only looks move an exposure: gone is a proof, and whatever cannot be told is unclear."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.errors import Unclear
from domain.exposure import DataCategory, Exposure, Outcome
from domain.profile import GrantKind
from domain.sighting import Presence, Verdict
from domain.takedown import Event, State
from storage import profiles
from tests.conftest import NOW
from tests.workers import pages
from tests.workers.cases import Asked, exposed
from tests.workers.house import House, Served
from tests.workers.looks import EMPTIED, PHONELESS, follow, look, verdicts


def test_a_place_that_is_still_there_is_seen_on_a_new_connection_with_its_control(house: House, exposure: Exposure) -> None:
    house.turn(hours=1)
    after = look(house, exposure)
    for trace in after.traces:
        newest = trace.sightings[-1]
        assert (newest.verdict, newest.cold, newest.control, newest.at) == (Verdict.PRESENT, True, True, house.now())
    assert house.web.cold[-2:] == [pages.THREAD, f"{pages.FORUM}/onderwerp/401"]
    assert after.outcome is Outcome.STILL_VISIBLE
    assert house.noted(Action.LOOK, exposure.id) == house.now() + timedelta(days=7)


def test_three_absences_over_a_week_by_more_than_one_name_are_the_proof(house: House, sent_letter: Asked) -> None:
    asked = sent_letter
    asked.add(Event.CLAIM, by="recipient")
    house.web.pages[pages.THREAD] = EMPTIED
    look(house, asked.exposure)
    after = follow(house, asked.exposure, days=8)
    assert after.outcome is Outcome.GONE
    looks = after.traces[0].sightings[1:]
    assert [one.at - NOW for one in looks] == [timedelta(hours=hours) for hours in (0, 1, 24, 168)]
    assert len({one.vantage for one in looks}) > 1
    assert all(one.control and one.cold for one in looks)
    assert asked.state is State.FULFILLED
    assert house.noted(Action.LOOK, after.id) == house.now() + timedelta(days=30)


@pytest.mark.parametrize(
    ("hours", "why"), [((0, 19, 38), "too close to each other"), ((0, 24, 48), "too short a time"), ((0, 168), "too few")]
)
def test_fewer_closer_or_sooner_is_no_proof(house: House, sent_letter: Asked, hours: tuple[int, ...], why: str) -> None:
    asked = sent_letter
    house.web.pages[pages.THREAD] = EMPTIED
    for at in hours:
        house.now.at = NOW + timedelta(hours=at)
        after = look(house, asked.exposure)
    assert after.outcome is not Outcome.GONE, why
    assert after.traces[0].standing.presence is Presence.FADING
    assert asked.state is State.SENT


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (pages.frozen("praatplein", "drifted"), Unclear.LAYOUT_CHANGED),
        (pages.frozen("praatplein", "captcha"), Unclear.BLOCKED),
        ((429, pages.frozen("praatplein", "rate-limited")), Unclear.BLOCKED),
        (403, Unclear.BLOCKED),
        (500, Unclear.SERVER_ERROR),
        (Unclear.NETWORK, Unclear.NETWORK),
        (b"\xff\xfe\x00" * 99, None),
        ("<div>" * 5000, None),
        ("", None),
    ],
    ids=["drifted", "captcha", "429", "403", "500", "no network", "junk", "nests", "empty"],
)
def test_what_cannot_be_told_is_unclear_and_never_gone(
    house: House, sent_letter: Asked, served: Served, reason: Unclear | None
) -> None:
    asked = sent_letter
    house.web.pages[pages.THREAD] = served
    for days in (0, 1, 7, 8):
        house.now.at = NOW + timedelta(days=days)
        after = look(house, asked.exposure)
    newest = after.traces[0].sightings[-1]
    assert set(verdicts(after)[1:]) == {Verdict.UNCLEAR}
    assert newest.reason is not None
    assert reason in {None, newest.reason}
    assert after.outcome is Outcome.UNCLEAR
    assert asked.state is State.LAPSED
    assert house.noted(Action.LOOK, after.id) == house.now() + timedelta(days=1)


@pytest.mark.parametrize(
    "served", [404, pages.thread(), 500, Unclear.NETWORK], ids=["gone too", "the same", "error", "network"]
)
def test_without_a_living_control_nothing_is_absent(house: House, exposure: Exposure, served: Served) -> None:
    house.web.pages[pages.THREAD] = 404 if served == pages.thread() else EMPTIED
    house.web.pages[f"{pages.FORUM}/onderwerp/401"] = 404 if served == pages.thread() else served
    assert verdicts(look(house, exposure))[-1] is Verdict.UNCLEAR


def test_seen_again_before_the_proof_begins_it_anew(house: House, exposure: Exposure) -> None:
    house.web.pages[pages.THREAD] = EMPTIED
    look(house, exposure)
    house.turn(days=1)
    look(house, exposure)
    house.web.pages[pages.THREAD] = pages.thread()
    house.turn(days=2)
    assert look(house, exposure).traces[0].standing.presence is Presence.VISIBLE
    house.web.pages[pages.THREAD] = EMPTIED
    house.turn(days=5)
    assert look(house, exposure).traces[0].standing.absences == 1


def test_only_the_phone_is_taken_away_so_only_its_trace_is_absent(house: House, sent_letter: Asked) -> None:
    asked = sent_letter
    house.web.pages[pages.THREAD] = PHONELESS
    for days in (0, 1, 7):
        house.now.at = NOW + timedelta(days=days)
        after = look(house, asked.exposure)
    standing = {trace.category: trace.standing.presence for trace in after.traces}
    assert standing.pop(DataCategory.PHONE) is Presence.GONE
    assert set(standing.values()) == {Presence.VISIBLE}
    assert after.outcome is Outcome.STILL_VISIBLE
    assert asked.state is State.SENT


def test_without_consent_nobody_looks(house: House, exposure: Exposure) -> None:
    house.web.asked.clear()
    with house.vault.begin() as db:
        profiles.take_back(db, exposure.profile_id, GrantKind.CONSENT, "employee-1", house.now())
    after = look(house, exposure)
    assert house.web.asked == []
    assert verdicts(after) == [Verdict.PRESENT]
    assert house.noted(Action.LOOK, exposure.id) is None


def test_a_listing_is_gone_when_its_own_page_says_so(house: House) -> None:
    exposure = exposed(house, "adressengids")
    del house.web.pages[pages.LISTED]
    for days in (0, 1, 7):
        house.now.at = NOW + timedelta(days=days)
        after = look(house, exposure)
    assert after.outcome is Outcome.GONE


def test_a_listing_that_now_belongs_to_somebody_else_is_absent(house: House) -> None:
    exposure = exposed(house, "adressengids")
    house.web.pages[pages.LISTED] = pages.record("Kees Andersen", "Dorpsstraat 1, 9911 AA Zandwerve", "06-99999999")
    assert verdicts(look(house, exposure))[-1] is Verdict.ABSENT


def test_a_place_of_a_source_that_was_retired_is_still_looked_at(house: House, exposure: Exposure) -> None:
    del house.services.sources["praatplein"]  # type: ignore[attr-defined]  # the test made it
    assert verdicts(look(house, exposure))[-1] is Verdict.PRESENT
