"""Word that something waits: to our own desk, without contents, and once."""

from __future__ import annotations

import pytest

from domain.due import Action
from domain.errors import OutcomeUnknown, Unsent
from storage import audit
from tests.conftest import joke
from tests.workers.house import House


@pytest.mark.parametrize(("role", "called"), [("specialist", "een specialist"), ("coordinator", "het aanspreekpunt")])
def test_the_desk_hears_for_whom_something_waits_and_nothing_else(house: House, role: str, called: str) -> None:
    house.enrol()
    house.play(Action.TELL, role)
    (word,) = house.line.letters
    assert word.to == word.envelope_from == "meldpunt@politie.example"
    assert word.body == f"Er wacht iets op {called}. Meld u aan om het te zien: https://luwte.example\n"
    for identifier in joke().identifiers():
        assert identifier.value not in word.subject + word.body
    assert house.noted(Action.TELL, role) is None


def test_it_is_told_once_however_much_waits(house: House) -> None:
    for _ in range(3):
        house.note(Action.TELL, "specialist")
    house.run()
    assert len(house.line.letters) == 1


@pytest.mark.parametrize(
    "trouble", [Unsent("full", code=452, permanent=False), OutcomeUnknown("dropped")], ids=["unsent", "lost"]
)
def test_word_that_does_not_arrive_is_not_sent_again(house: House, trouble: Exception) -> None:
    house.line.trouble = [trouble]
    house.play(Action.TELL, "specialist")
    house.turn(days=1)
    house.run()
    assert house.line.letters == []
    assert house.noted(Action.TELL, "specialist") is None


def test_a_failure_after_it_was_settled_does_not_bring_it_back(house: House) -> None:
    house.line.trouble = [RuntimeError("a bug")]
    house.note(Action.TELL, "specialist")
    house.run()
    house.turn(days=1)
    house.run()
    assert house.line.letters == []


def test_what_happens_afterwards_is_told_anew(house: House) -> None:
    house.play(Action.TELL, "specialist")
    house.turn(hours=1)
    house.play(Action.TELL, "specialist")
    assert len({letter.message_id for letter in house.line.letters}) == 2


@pytest.mark.parametrize(
    ("trouble", "outcome"), [(None, "test message sent"), (Unsent("full", permanent=True), "test message refused")]
)
def test_a_test_message_says_that_it_is_one_and_what_came_of_it_is_written_down(
    house: House, trouble: Exception | None, outcome: str
) -> None:
    house.line.trouble = [trouble] if trouble else []
    house.play(Action.TELL, "test")
    with house.vault.begin() as db:
        assert outcome in {line.action for line in audit.lines(db)}
    assert [letter.subject for letter in house.line.letters] == ([] if trouble else ["Proefbericht"])
