"""When the other side is late: the term's own last day decides, a human is told, and nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.due import Action
from domain.profile import GrantKind
from domain.recipient import RecipientClass
from domain.takedown import Event, State
from domain.task import Task, TaskKind
from storage import cases, due, profiles, tasks
from tests.conftest import NOW, consent, joke, mandate
from tests.workers.cases import Asked
from tests.workers.house import House
from workers.terms import lapsed_from

#: Seven days of our own, to the end of the last one in the recipient's time zone.
TWO_DAYS = timedelta(days=2)
LAPSES = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)


def late_notes(asked: Asked) -> list[datetime]:
    return [step.at for step in asked.now.steps if step.fact("late")]


def owed(house: House, kind: TaskKind) -> list[Task]:
    with house.vault.begin() as db:
        return [task for task in tasks.waiting(db) if task.kind is kind]


def of_class(house: House, kind: RecipientClass) -> House:
    recipients = tuple(replace(one, kind=kind) if one.slug == "praatplein" else one for one in house.services.recipients)
    return replace(house, services=replace(house.services, recipients=recipients))


def words(house: House) -> int:
    """How often our own desk was told that something waits."""
    return sum(letter.to == house.services.desk.address for letter in house.line.letters)


def test_a_letter_that_left_is_asked_after_first_when_no_receipt_came(house: House, sent_letter: Asked) -> None:
    assert house.noted(Action.ASK, sent_letter.id) == NOW + TWO_DAYS
    asked = sent_letter.now
    with house.vault.begin() as db:
        assert lapsed_from(house.services, db, asked) == LAPSES


def test_a_receipt_that_stays_out_is_noted_once_and_somebody_is_told(house: House, sent_letter: Asked) -> None:
    house.turn(days=2)
    house.run()
    house.turn(hours=1)
    told = words(house)
    house.play(Action.ASK, sent_letter.id)
    assert late_notes(sent_letter) == [NOW + TWO_DAYS]
    assert sent_letter.state is State.SENT
    assert words(house) == told > 0
    assert [task.due_at for task in owed(house, TaskKind.REMIND)] == [NOW + 2 * TWO_DAYS]
    assert house.noted(Action.ASK, sent_letter.id) == LAPSES


def test_before_its_time_nothing_is_late(house: House, sent_letter: Asked) -> None:
    house.turn(hours=23)
    house.play(Action.ASK, sent_letter.id)
    assert late_notes(sent_letter) == []
    assert words(house) == 0
    assert house.noted(Action.ASK, sent_letter.id) == NOW + TWO_DAYS


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
    assert owed(house, TaskKind.DECIDE_SILENCE) == []


def test_under_a_police_hold_clocks_go_on(house: House, sent_letter: Asked) -> None:
    sent_letter.add(Event.HOLD, by="coordinator-1")
    house.now.at = LAPSES
    house.run()
    assert (sent_letter.state, sent_letter.now.beneath) == (State.POLICE_HOLD, State.LAPSED)


def test_a_letter_that_is_still_leaving_is_not_called_late(house: House, letter: Asked) -> None:
    house.turn(days=8)
    with house.vault.begin() as db:
        due.strike(db, letter.id)
    house.play(Action.ASK, letter.id)
    assert late_notes(letter) == []
    assert letter.state is State.SENDING


def test_once_for_each_round(house: House, sent_letter: Asked) -> None:
    house.turn(days=2)
    house.run()
    sent_letter.add(Event.CLAIM, by="recipient")
    sent_letter.add(Event.PROVEN_GONE, Event.REPEATED, by="luwte")
    house.turn(days=30)
    sent_letter.release()
    sent_letter.add(Event.ACCEPTED, by="luwte")
    house.play(Action.ASK, sent_letter.id)
    house.turn(days=2)
    house.run()
    assert late_notes(sent_letter) == [NOW + TWO_DAYS, NOW + timedelta(days=34)]


def test_a_refusal_starts_our_own_clock_and_a_hold_does_not_delay_it(house: House, sent_letter: Asked) -> None:
    """DSA 20, six months from Mon 23 Nov 2026: our last safe day is Fri 21 May 2027 (§5.3)."""
    house = of_class(house, RecipientClass.PLATFORM)
    sent_letter.add(Event.REFUSAL, by="specialist-1", facts=(("reason", "not_illegal"),))
    sent_letter.add(Event.HOLD, by="coordinator-1")
    house.now.at = datetime(2027, 4, 22, 21, 59, tzinfo=UTC)
    house.run()
    assert owed(house, TaskKind.COMPLAIN) == []
    house.now.at = datetime(2027, 4, 22, 22, 0, tzinfo=UTC)  # five months, on Dutch time
    house.run()
    (task,) = owed(house, TaskKind.COMPLAIN)
    assert task.due_at == datetime(2027, 5, 20, 22, 0, tzinfo=UTC)
    house.now.at = datetime(2027, 5, 14, 9, 0, tzinfo=UTC)
    house.run()
    assert len(owed(house, TaskKind.COMPLAIN)) == 2
    assert sent_letter.state is State.POLICE_HOLD


@pytest.mark.parametrize("kind", [RecipientClass.HOST, RecipientClass.SMALL_PLATFORM])
def test_where_no_complaint_procedure_exists_no_clock_runs_for_it(
    house: House, sent_letter: Asked, kind: RecipientClass
) -> None:
    house = of_class(house, kind)
    sent_letter.add(Event.REFUSAL, by="specialist-1")
    house.run()
    assert house.noted(Action.ASK, sent_letter.id) is None


def test_a_question_of_theirs_is_to_be_answered_in_three_working_days(house: House, sent_letter: Asked) -> None:
    sent_letter.add(Event.QUESTION, by="specialist-1")
    house.turn(days=2)
    house.run()
    assert owed(house, TaskKind.ANSWER) == []
    house.turn(days=1)
    house.run()
    assert [task.thing for task in owed(house, TaskKind.ANSWER)] == [sent_letter.id]


def test_the_police_are_asked_after_three_days_and_then_every_week(house: House, sent_letter: Asked) -> None:
    case_id = sent_letter.now.case_id
    with house.vault.begin() as db:
        cases.hold(db, case_id, "coordinator-1", house.now())
    sent_letter.add(Event.HOLD, by="coordinator-1")
    for days, asked in ((2, 0), (1, 1), (6, 1), (1, 2), (7, 3)):
        house.turn(days=days)
        house.run()
        assert len(owed(house, TaskKind.ASK_POLICE)) == asked


def test_a_bounce_and_a_lost_letter_each_ask_for_a_person_once(house: House, sent_letter: Asked) -> None:
    sent_letter.add(Event.BOUNCE, by="recipient")
    house.run()
    house.play(Action.ASK, sent_letter.id)
    assert len(owed(house, TaskKind.FIND_ADDRESS)) == 1
    assert house.noted(Action.ASK, sent_letter.id) is None


def test_what_waits_to_be_released_is_looked_after_and_not_ready_once_its_evidence_is_old(house: House, letter: Asked) -> None:
    letter.add(Event.STOPPED, by="luwte")
    letter.add(Event.APPROVED, by="luwte")
    house.run()
    exposure_id = letter.exposure.id
    look = house.noted(Action.LOOK, exposure_id)
    assert look is not None
    assert look <= NOW + timedelta(hours=20)
    with house.vault.begin() as db:
        due.strike(db, exposure_id)  # nobody looked: a source that was switched off
    house.turn(hours=25)
    house.run()
    assert letter.state is State.GATED
    stopped = letter.last(Event.STOPPED)
    assert stopped is not None
    assert stopped.fact("timer").startswith("T9")


def test_a_mandate_that_ends_soon_is_asked_for_anew(house: House) -> None:
    ends = NOW + timedelta(days=100)
    profile_id = house.enrol(joke, consent(), replace(mandate("gdpr17"), until=ends))
    house.run()
    assert house.noted(Action.REMIND, profile_id) == ends - timedelta(days=30)
    house.turn(days=70)
    house.run()
    (task,) = owed(house, TaskKind.RENEW_MANDATE)
    assert task.due_at == ends
    with house.vault.begin() as db:
        profiles.take_back(db, profile_id, GrantKind.MANDATE, "employee-1", house.now())
    house.turn(days=1)
    house.play(Action.REMIND, profile_id)
    assert house.noted(Action.REMIND, profile_id) is None


def test_support_is_asked_after_a_day_and_after_two(house: House, letter: Asked) -> None:
    for hours, asked in ((23, 0), (1, 1), (24, 2), (240, 2)):
        house.turn(hours=hours)
        house.run()
        assert len(owed(house, TaskKind.OFFER_SUPPORT)) == asked
