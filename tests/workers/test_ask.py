"""When the other side is late: the term's own last day decides, a human is told, and nothing is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.due import Action
from domain.takedown import Event, State
from storage import due
from tests.conftest import NOW
from tests.workers.cases import Asked
from tests.workers.house import House
from workers.terms import lapsed_from

#: Seven days of our own, to the end of the last one in the recipient's time zone.
LAPSES = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)


def late_notes(asked: Asked) -> list[datetime]:
    return [step.at for step in asked.now.steps if step.fact("late")]


def words(house: House) -> int:
    """How often our own desk was told that something waits."""
    return sum(letter.to == house.services.desk.address for letter in house.line.letters)


def test_a_letter_that_left_is_asked_after_first_when_no_receipt_came(house: House, sent_letter: Asked) -> None:
    assert house.noted(Action.ASK, sent_letter.id) == NOW + timedelta(days=7)
    assert lapsed_from(house.services, sent_letter.now) == LAPSES


def test_a_receipt_that_stays_out_is_noted_once_and_somebody_is_told(house: House, sent_letter: Asked) -> None:
    house.turn(days=7)
    house.run()
    house.turn(hours=1)
    house.play(Action.ASK, sent_letter.id)
    assert late_notes(sent_letter) == [NOW + timedelta(days=7)]
    assert sent_letter.state is State.SENT
    assert words(house) == 1
    assert house.noted(Action.ASK, sent_letter.id) == LAPSES


def test_before_its_time_nothing_is_late(house: House, sent_letter: Asked) -> None:
    house.turn(days=6, hours=23)
    house.play(Action.ASK, sent_letter.id)
    assert late_notes(sent_letter) == []
    assert words(house) == 0
    assert house.noted(Action.ASK, sent_letter.id) == NOW + timedelta(days=7)


def test_the_term_lapses_at_the_first_moment_on_which_it_is_over_and_not_before(house: House, sent_letter: Asked) -> None:
    house.now.at = LAPSES - timedelta(seconds=1)
    house.play(Action.ASK, sent_letter.id)
    assert sent_letter.state is State.SENT
    house.now.at = LAPSES
    house.run()
    assert sent_letter.state is State.LAPSED
    assert house.noted(Action.ASK, sent_letter.id) is None


def test_a_receipt_keeps_the_note_away_but_not_the_lapse(house: House, sent_letter: Asked) -> None:
    sent_letter.add(Event.RECEIPT, by="recipient")
    house.now.at = LAPSES
    house.run()
    assert late_notes(sent_letter) == []
    assert sent_letter.state is State.LAPSED


def test_an_answer_in_time_is_never_late(house: House, sent_letter: Asked) -> None:
    sent_letter.add(Event.REFUSAL, by="recipient")
    house.now.at = LAPSES
    house.run()
    assert sent_letter.state is State.REFUSED
    assert words(house) == 0
    assert house.noted(Action.ASK, sent_letter.id) is None


def test_under_a_police_hold_our_own_reckoning_goes_on(house: House, sent_letter: Asked) -> None:
    sent_letter.add(Event.HOLD, by="coordinator-1")
    house.now.at = LAPSES
    house.run()
    assert sent_letter.state is State.POLICE_HOLD


def test_a_letter_that_is_still_leaving_is_not_called_late(house: House, letter: Asked) -> None:
    house.turn(days=8)
    with house.vault.begin() as db:
        due.strike(db, letter.id)
    house.play(Action.ASK, letter.id)
    assert late_notes(letter) == []
    assert letter.state is State.SENDING


def test_once_for_each_round(house: House, sent_letter: Asked) -> None:
    house.turn(days=7)
    house.run()
    sent_letter.add(Event.CLAIM, by="recipient")
    sent_letter.add(Event.PROVEN_GONE, Event.REPEATED, by="luwte")
    house.turn(days=30)
    sent_letter.release()
    sent_letter.add(Event.ACCEPTED, by="luwte")
    house.play(Action.ASK, sent_letter.id)
    house.turn(days=7)
    house.run()
    assert late_notes(sent_letter) == [NOW + timedelta(days=7), NOW + timedelta(days=44)]
