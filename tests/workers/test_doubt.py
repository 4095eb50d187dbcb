"""A source turns out to be ill: what was not seen there since its canaries were last well is open again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.errors import Unclear
from domain.exposure import Exposure, Outcome
from domain.name import FamilyName, Name
from domain.profile import Address, Profile
from domain.sighting import Presence, Verdict
from domain.takedown import State
from storage import doubts, exposures, health, watches
from tests.workers import pages
from tests.workers.cases import Asked
from tests.workers.house import House, rows
from tests.workers.looks import gone, look

CANARY = f"{pages.DIRECTORY}/zoek?naam=Testvermelding&plaats=Lindestad"
CONTROL = f"{pages.FORUM}/onderwerp/401"
DRIFTED = pages.frozen("praatplein", "drifted")


def of(house: House, exposure: Exposure) -> Exposure:
    with house.vault.begin() as db:
        return exposures.get(db, exposure.id)


def last(house: House, watch: str) -> tuple[Verdict, str]:
    with house.vault.begin() as db:
        found = watches.last_scan(db, watch)
    assert found is not None
    return found[1:]


def test_a_proof_given_since_the_last_good_canary_is_open_again(house: House, sent_letter: Asked) -> None:
    house.play(Action.CHECK, "praatplein")
    well_at = house.now()
    house.turn(hours=1)
    assert gone(house, sent_letter.exposure).outcome is Outcome.GONE
    with house.vault.begin() as db:  # as if nobody had checked since: the last good canary is a week old
        health.note(db, "praatplein", 1, None, well_at)
    house.web.pages[CONTROL] = DRIFTED
    house.play(Action.CHECK, "praatplein")
    after = of(house, sent_letter.exposure)
    assert after.outcome is Outcome.UNCLEAR
    assert {trace.standing.presence for trace in after.traces} == {Presence.VISIBLE}
    assert Unclear.DOUBTED in {seen.reason for trace in after.traces for seen in trace.sightings}


def test_what_then_turns_out_to_stand_there_starts_its_request_again(house: House, sent_letter: Asked) -> None:
    gone(house, sent_letter.exposure)
    assert sent_letter.state is State.FULFILLED
    with house.vault.begin() as db:
        assert doubts.cast(db, "praatplein", 1, house.now() - timedelta(days=30), house.now())[0] == 1
        assert doubts.cast(db, "praatplein", 1, house.now() - timedelta(days=30), house.now())[0] == 0
    house.web.pages[pages.THREAD] = pages.thread()
    house.turn(days=1)
    assert look(house, sent_letter.exposure).outcome is Outcome.STILL_VISIBLE
    assert sent_letter.state is State.DRAFT


def test_an_absence_from_before_the_last_good_canary_stays(house: House, sent_letter: Asked) -> None:
    assert gone(house, sent_letter.exposure).outcome is Outcome.GONE
    house.turn(hours=1)
    house.play(Action.CHECK, "praatplein")
    house.turn(hours=1)
    house.web.pages[CONTROL] = DRIFTED
    house.play(Action.CHECK, "praatplein")
    assert of(house, sent_letter.exposure).outcome is Outcome.GONE


@pytest.mark.parametrize("reason", [Unclear.NETWORK, Unclear.TOO_SLOW, Unclear.ROBOTS])
def test_a_source_out_of_reach_says_nothing_of_how_it_was_read(house: House, sent_letter: Asked, reason: Unclear) -> None:
    assert gone(house, sent_letter.exposure).outcome is Outcome.GONE
    house.web.pages[CONTROL] = reason
    house.play(Action.CHECK, "praatplein")
    assert of(house, sent_letter.exposure).outcome is Outcome.GONE


def nobody(profile_id: str) -> Profile:
    return Profile(
        profile_id, Name(FamilyName("Nergens"), ("Nel",), "Nel"), addresses=(Address("Kade", "1", city="Lindestad"),)
    )


def test_a_scan_that_found_nobody_is_unclear_again_and_asked_anew_once_the_source_is_well(house: House) -> None:
    profile_id = house.enrol(nobody)
    watch = house.watch("adressengids", profile_id)
    house.play(Action.SCAN, watch)
    assert last(house, watch) == (Verdict.ABSENT, "")
    scans = rows(house, "scans")
    house.web.pages[CANARY] = pages.frozen("adressengids", "drifted")
    house.turn(hours=1)
    with house.vault.begin() as db:
        health.note(db, "adressengids", 1, None, house.now().replace(year=2025))
    house.play(Action.CHECK, "adressengids")
    assert last(house, watch) == (Verdict.UNCLEAR, "doubted")
    assert rows(house, "scans") == scans + 1  # history stays
    house.web.pages[CANARY] = pages.frozen("adressengids", "hit")
    house.turn(hours=2)
    house.play(Action.CHECK, "adressengids")
    assert last(house, watch) == (Verdict.ABSENT, "")


def test_a_scan_from_before_the_last_good_canary_is_not_asked_anew(house: House) -> None:
    watch = house.watch("adressengids", house.enrol(nobody))
    house.play(Action.SCAN, watch)
    house.turn(hours=1)
    house.play(Action.CHECK, "adressengids")
    house.turn(hours=1)
    house.web.pages[CANARY] = pages.frozen("adressengids", "drifted")
    house.play(Action.CHECK, "adressengids")
    assert last(house, watch) == (Verdict.ABSENT, "")
