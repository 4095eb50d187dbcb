"""A letter leaves once, after the attempt was written down; what nobody knows the end of is left to a person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.errors import Conflict, OutcomeUnknown, Unsent
from domain.ports import Letter
from domain.takedown import Event, State
from storage import erasure
from tests.conftest import NOW
from tests.workers.cases import Asked
from tests.workers.house import House
from tests.workers.post import left, queued
from workers import send


def refused(code: int) -> Unsent:
    return Unsent("refused", code=code, permanent=code >= 500)


def test_a_released_letter_leaves_as_it_was_released(house: House, letter: Asked) -> None:
    house.run()
    (gone,) = left(house)
    assert (gone.subject, gone.body) == (letter.now.subject, letter.now.text)
    assert gone.to == "abuse@praatplein.example"
    assert gone.envelope_from == f"bounce+{letter.token}@politie.example"
    assert gone.reply_to == f"meldpunt+{letter.token}@politie.example"
    assert gone.message_id == f"<{letter.token}@politie.example>"
    assert letter.state is State.SENT
    assert house.noted(Action.SEND, letter.id) is None
    assert house.noted(Action.ASK, letter.id) is not None


def test_the_attempt_is_written_down_before_the_letter_leaves(house: House, letter: Asked) -> None:
    seen: list[tuple[State, str]] = []
    house.line.before = lambda _: seen.append((letter.state, letter.now.steps[-1].fact("attempt")))
    house.run()
    assert seen == [(State.SENDING, "begun")]


def test_a_crash_while_it_was_leaving_is_left_to_a_person(house: House, letter: Asked) -> None:
    line = queued(house)

    def crash(_: Letter) -> None:
        raise KeyboardInterrupt

    house.line.before = crash
    with pytest.raises(KeyboardInterrupt):
        send.act(house.services, line)
    house.line.before = lambda _: None
    house.turn(minutes=16)
    house.run()
    house.turn(days=1)
    house.run()
    assert left(house) == []
    assert letter.state is State.SEND_UNKNOWN
    lost = letter.last(Event.LOST_TRACK)
    assert lost is not None
    assert lost.fact("why") == "crash"


def test_a_crash_before_the_attempt_was_written_down_costs_nothing(house: House, letter: Asked) -> None:
    queued(house)  # by a worker that dies at once
    house.turn(minutes=16)
    house.run()
    assert len(left(house)) == 1
    assert letter.state is State.SENT


@pytest.mark.parametrize("code", [0, 421, 450])
def test_a_passing_refusal_is_tried_again_under_the_same_name(house: House, letter: Asked, code: int) -> None:
    house.line.trouble = [refused(code), refused(code)]
    house.run()
    assert letter.state is State.SENDING
    assert house.noted(Action.SEND, letter.id) == NOW + timedelta(minutes=5)
    for minutes in (5, 10):
        house.turn(minutes=minutes)
        house.run()
    (gone,) = left(house)
    assert gone.message_id == f"<{letter.token}@politie.example>"
    assert letter.state is State.SENT
    attempts = [step.fact("attempt") for step in letter.now.steps if step.fact("attempt")]
    assert attempts == ["begun", "deferred", "begun", "deferred", "begun"]


def test_a_letter_that_is_put_off_until_its_evidence_is_old_is_stopped(house: House, letter: Asked) -> None:
    house.line.trouble = [refused(450)] * 9999
    for _ in range(3):
        house.turn(hours=12)
        house.run()
    assert letter.state is State.GATED


def test_not_now_for_two_days_is_a_no(house: House, letter: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(send, "_shut", lambda *_: [])  # the evidence is kept fresh by looks
    house.line.trouble = [refused(450)] * 9999
    waits = []
    while letter.state is State.SENDING:
        at = house.noted(Action.SEND, letter.id)
        assert at is not None
        waits.append(at - house.now())
        house.now.at = max(at, house.now())
        house.run()
    hours = [wait.total_seconds() / 3600 for wait in waits[1:]]
    assert hours[:4] == [1 / 12, 1 / 6, 1 / 3, 2 / 3]
    assert max(hours) == 8
    assert 48 <= sum(hours) < 56 + 8
    assert (letter.state, letter.now.steps[-1].fact("why")) == (State.BOUNCED, "given up")


def test_a_final_refusal_bounces(house: House, letter: Asked) -> None:
    house.line.trouble = [refused(550)]
    house.run()
    house.turn(days=1)
    house.run()
    assert left(house) == []
    assert letter.state is State.BOUNCED
    assert letter.now.steps[-1].fact("code") == "550"


def test_when_nobody_knows_whether_it_left_no_machine_tries_again(house: House, letter: Asked) -> None:
    house.line.trouble = [OutcomeUnknown("the line dropped")]
    house.run()
    house.turn(days=1)
    house.run()
    assert left(house) == []
    assert letter.state is State.SEND_UNKNOWN


def test_a_request_that_was_withdrawn_between_queue_and_sending_does_not_leave(house: House, letter: Asked) -> None:
    line = queued(house)
    letter.add(Event.WITHDRAWAL)
    send.act(house.services, line)
    assert left(house) == []
    assert house.noted(Action.SEND, letter.id) is None


def test_an_employee_who_withdrew_between_queue_and_sending_stops_it(house: House, letter: Asked) -> None:
    line = queued(house)
    profile_id = letter.now.profile_id
    with house.vault.begin() as db:
        erasure.withdraw(db, profile_id, "employee-1", house.now())
    with pytest.raises(Conflict):
        send.act(house.services, line)
    assert left(house) == []
    assert letter.state is State.WITHDRAWN


def test_the_same_message_twice_sends_once(house: House, letter: Asked) -> None:
    line = queued(house)
    send.act(house.services, line)
    with pytest.raises(Conflict):
        send.act(house.services, line)
    assert len(left(house)) == 1


def test_a_second_worker_that_comes_while_it_leaves_sends_nothing_and_a_person_decides(house: House, letter: Asked) -> None:
    line = queued(house)

    def meanwhile(_: Letter) -> None:
        house.line.before = lambda _: None  # the second one is not interrupted
        send.act(house.services, line)

    house.line.before = meanwhile
    with pytest.raises(Conflict):
        send.act(house.services, line)
    assert len(left(house)) == 1
    assert letter.state is State.SEND_UNKNOWN


def test_a_line_for_a_letter_that_left_already_is_settled_for_good(house: House, sent_letter: Asked) -> None:
    house.line.letters.clear()
    house.turn(days=30)
    house.play(Action.SEND, sent_letter.id)
    assert left(house) == []
    assert house.noted(Action.SEND, sent_letter.id) is None
