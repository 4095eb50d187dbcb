"""What a look means for the request: fulfilled, a draft again, moot, or a claim that was not true."""

from __future__ import annotations

from datetime import timedelta

from domain.exposure import Exposure, Outcome
from domain.takedown import Event, State
from tests.conftest import NOW
from tests.workers import pages
from tests.workers.cases import Asked, drafted
from tests.workers.house import House
from tests.workers.looks import EMPTIED, PHONELESS, gone, look


def test_a_claim_that_is_not_true_is_noted_once(house: House, sent_letter: Asked) -> None:
    asked = sent_letter
    asked.add(Event.CLAIM, by="recipient")
    for _ in range(3):
        house.turn(hours=1)
        look(house, asked.exposure)
    false = [step for step in asked.now.steps if step.fact("claim") == "false"]
    assert [step.at for step in false] == [NOW + timedelta(hours=1)]
    assert asked.state is State.CLAIMED_REMOVED


def test_a_second_claim_can_be_false_as_well(house: House, sent_letter: Asked) -> None:
    asked = sent_letter
    for event in (Event.CLAIM, Event.CLAIM_PARTIAL):
        asked.add(event, by="recipient")
        house.turn(hours=1)
        look(house, asked.exposure)
    assert [step.fact("claim") for step in asked.now.steps].count("false") == 2


def test_a_claim_of_which_a_part_is_true_is_not_called_false(house: House, sent_letter: Asked) -> None:
    asked = sent_letter
    asked.add(Event.CLAIM_PARTIAL, by="recipient")
    house.web.pages[pages.THREAD] = PHONELESS
    house.turn(hours=1)
    look(house, asked.exposure)
    assert asked.now.last_fact("claim") is None


def test_a_true_claim_is_no_false_one(house: House, sent_letter: Asked) -> None:
    asked = sent_letter
    asked.add(Event.CLAIM, by="recipient")
    house.turn(hours=1)
    gone(house, asked.exposure)
    assert asked.now.last_fact("claim") is None


def test_what_comes_back_makes_the_same_request_a_draft_again(house: House, sent_letter: Asked) -> None:
    asked = sent_letter
    assert gone(house, asked.exposure).outcome is Outcome.GONE
    assert asked.state is State.FULFILLED
    house.web.pages[pages.THREAD] = pages.thread()
    house.turn(days=30)
    after = look(house, asked.exposure)
    assert (after.outcome, after.reappearances) == (Outcome.STILL_VISIBLE, 1)
    assert asked.state is State.DRAFT


def test_whatever_part_of_it_comes_back_the_request_starts_again(house: House, sent_letter: Asked) -> None:
    asked = sent_letter
    gone(house, asked.exposure)
    house.web.pages[pages.THREAD] = PHONELESS  # at first all but the phone
    house.turn(days=30)
    look(house, asked.exposure)
    asked.release()
    asked.add(Event.ACCEPTED)
    gone(house, asked.exposure)
    assert asked.state is State.FULFILLED
    house.web.pages[pages.THREAD] = pages.thread()  # and then everything
    house.turn(days=30)
    look(house, asked.exposure)
    assert asked.state is State.DRAFT


def test_a_letter_that_is_ready_is_moot_once_the_place_is_seen_empty_and_a_draft_when_it_is_back(
    house: House, exposure: Exposure
) -> None:
    asked = drafted(house, exposure)
    asked.add(Event.SUBMITTED, Event.APPROVED)
    house.web.pages[pages.THREAD] = EMPTIED
    look(house, asked.exposure)
    assert asked.state is State.MOOT
    house.web.pages[pages.THREAD] = pages.thread()
    house.turn(days=1)
    look(house, asked.exposure)
    assert asked.state is State.DRAFT


def test_a_letter_that_is_ready_stays_so_while_nobody_can_tell(house: House, exposure: Exposure) -> None:
    asked = drafted(house, exposure)
    asked.add(Event.SUBMITTED, Event.APPROVED)
    house.web.pages[pages.THREAD] = pages.frozen("praatplein", "drifted")
    look(house, asked.exposure)
    assert asked.state is State.READY


def test_while_police_hold_is_on_what_is_seen_goes_on(house: House, sent_letter: Asked) -> None:
    asked = sent_letter
    asked.add(Event.HOLD, by="coordinator-1")
    gone(house, asked.exposure)
    assert asked.state is State.POLICE_HOLD
    asked.add(Event.HOLD_LIFTED, by="coordinator-1")
    assert asked.state is State.FULFILLED
