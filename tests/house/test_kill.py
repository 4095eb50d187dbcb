"""Killed with -9 between any two steps: nothing is lost, and nothing leaves twice."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from datetime import timedelta
from email import message_from_bytes

import pytest

from cli.story import people
from cli.story.stage import Stage
from demo.people import EMPLOYEES, JOKE, MEHMET, STAFF
from domain.states import BEFORE_SENDING, State
from storage import queue, takedowns

pytestmark = pytest.mark.house
#: Longer than a lease: what a dead worker held comes due again.
LATER = timedelta(minutes=16)
#: Where Joke and Mehmet stand, and one namesake who is found as well.
PLACES = {
    "adressengids": 2,
    "praatplein": 1,
    "gemeente-lindestad": 1,
    "nummerzoeker": 2,
    "bedrijvenindex": 1,
    "kiekjes": 1,
    "buurtbode": 1,
}


def enrol(stage: Stage) -> None:
    coordinator = people.signed_in(stage.address, mailbox("coordinator"))
    for employee in (JOKE, MEHMET):
        people.enrol(stage.address, employee, people.invite(coordinator, employee))


def mailbox(role: str, nth: int = 0) -> str:
    return [one.mailbox for one in STAFF if one.role == role][nth]


def asked(stage: Stage) -> int:
    """How many pages the outside world has served."""
    file = stage.home / "requests.jsonl"
    return len(file.read_text().splitlines()) if file.exists() else 0


def wait_until(said: str, condition: object) -> None:
    deadline = time.monotonic() + 30
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, said
        time.sleep(0.01)


@pytest.mark.parametrize("pages", [15, 60, 120])
def test_a_scan_that_was_cut_short_finds_every_place_once(stage: Stage, pages: int) -> None:
    before = asked(stage)
    enrol(stage)
    wait_until("the scans do not begin", lambda: asked(stage) >= before + pages)
    stage.kill_service()
    stage.start_service()
    stage.turn(LATER)
    stage.turn(timedelta(hours=7))  # a source that said "not now" is asked again
    with stage.vault.begin() as db:
        found = Counter(filed.source for filed in queue.waiting(db, queue.Judge("", None, ""), limit=10_000))
    assert dict(found) == PLACES


def test_a_letter_is_never_sent_twice_and_none_is_lost(stage: Stage) -> None:
    addresses = {recipient.slug: recipient.email for recipient in stage.services.recipients}
    enrol(stage)
    stage.quiet()
    stage.turn(timedelta(hours=7))
    author = people.Specialist(people.signed_in(stage.address, mailbox("specialist")))
    author.judge_queue(EMPLOYEES)
    stage.quiet()
    author.hand_in()
    # The server of the number directory, which sends no receipts, keeps the letter, and then takes its time to say so.
    (stage.home / "smtp-manners.json").write_text(json.dumps({"avg@nummerzoeker.example": {"hang": 60}}))
    people.Specialist(people.signed_in(stage.address, mailbox("specialist", 1))).release()
    wait_until("the letter does not leave", lambda: "avg@nummerzoeker.example" in received(stage))
    stage.kill_service()
    stage.start_service()
    stage.turn(LATER)
    arrived = Counter(received(stage))
    left: dict[str, list[State]] = defaultdict(list)
    with stage.vault.begin() as db:
        for takedown in takedowns.all_of(db):
            if takedown.state not in BEFORE_SENDING:
                left[addresses[takedown.recipient]].append(takedown.state)
    assert State.SEND_UNKNOWN in left["avg@nummerzoeker.example"]
    for address, states in left.items():
        assert State.SENDING not in states, address
        certain = len(states) - states.count(State.SEND_UNKNOWN)
        assert certain <= arrived[address] <= len(states), (address, states)


def test_a_specialist_decides_about_a_letter_of_which_nobody_knows(stage: Stage) -> None:
    test_a_letter_is_never_sent_twice_and_none_is_lost(stage)
    specialist = people.signed_in(stage.address, mailbox("specialist"))
    with stage.vault.begin() as db:
        unknown = next(one for one in takedowns.all_of(db) if one.state is State.SEND_UNKNOWN)
    specialist.submit(f"/verzoeken/{unknown.id}", {}, form="form#sent")
    with stage.vault.begin() as db:
        assert takedowns.get(db, unknown.id).state is State.SENT


def received(stage: Stage) -> list[str]:
    """To whom letters were taken in by the outside world's mail server; notices to our own desk apart."""
    letters = [message_from_bytes(file.read_bytes()) for file in (stage.home / "received").glob("*.eml")]
    return [str(letter["To"]) for letter in letters if "meldpunt@lindestad.example" not in str(letter["To"])]
