"""Mail that no machine may decide about: a specialist says what it says; a claim makes us look, and closes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.roles import Role
from domain.takedown import Event, State, Step, Takedown
from storage import due, exposures, replies, takedowns
from tests.web.conftest import Browser, World, text_of
from web.catalogue import texts
from web.pages.post.view import EVENTS, SAID

RAW = b"From: Beheer <beheer@praatplein.example>\nSubject: Re: uw bericht\n\nWij hebben het <b>weggehaald</b>.\n"


@pytest.fixture
def specialist(world: World) -> Browser:
    return world.staff(Role.SPECIALIST)


@pytest.fixture
def sent(world: World, consented: str, specialist: Browser) -> Takedown:
    """A request that left a while ago."""
    specialist.submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    events = (Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED)
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        return takedowns.add(db, takedown, *(Step(event, world.at, "luwte") for event in events))


def receive(world: World, takedown: Takedown | None, raw: bytes = RAW, event: str = "unknown") -> str:
    with world.vault.begin() as db:
        return replies.keep(db, str(raw), raw, takedown.id if takedown else None, world.at, event, 0.4, human=True)


def state_of(world: World) -> State:
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        return takedown.state


def test_the_reply_is_read_as_text_and_its_markup_does_nothing(world: World, sent: Takedown, specialist: Browser) -> None:
    reply_id = receive(world, sent, event="claim-partial")
    assert f"/post/{reply_id}" in specialist.get("/post").text
    page = specialist.get(f"/post/{reply_id}")
    assert "&lt;b&gt;weggehaald" in page.text
    assert "beheer@praatplein.example" in text_of(page)
    assert '<option selected value="claim-partial">' in page.text


@pytest.mark.parametrize(
    ("event", "state"),
    [
        ("claim-removed", State.CLAIMED_REMOVED),
        ("claim-partial", State.CLAIMED_PARTIAL),
        ("refusal", State.REFUSED),
        ("question", State.INFO_REQUESTED),
        ("extension", State.EXTENDED),
        ("redirected", State.REDIRECTED),
        ("receipt", State.RECEIPTED),
        ("bounce", State.BOUNCED),
        ("out-of-office", State.SENT),
        ("unknown", State.SENT),
    ],
)
def test_what_the_specialist_reads_in_it_moves_the_request(
    world: World, sent: Takedown, specialist: Browser, event: str, state: State
) -> None:
    reply_id = receive(world, sent)
    typed = {"event": event, "reason": "no_reason"}
    assert specialist.submit(f"/post/{reply_id}", typed, "#decide").status_code == 302
    assert state_of(world) is state
    assert reply_id not in specialist.get("/post").text


def test_a_claim_closes_nothing_and_makes_us_look_within_the_hour(world: World, sent: Takedown, specialist: Browser) -> None:
    with world.vault.begin() as db:
        due.strike(db, sent.exposure_id)
    world.pass_time(minutes=20)
    specialist.submit(f"/post/{receive(world, sent)}", {"event": "claim-removed"}, "#decide")
    with world.vault.begin() as db:
        look = due.noted(db, Action.LOOK, sent.exposure_id)
        assert look is not None
        assert look <= world.at + timedelta(hours=1)
        before = exposures.get(db, sent.exposure_id)
    assert [len(trace.sightings) for trace in before.traces] == [1, 1, 1]


def test_a_refusal_needs_its_reason(world: World, sent: Takedown, specialist: Browser) -> None:
    reply_id = receive(world, sent)
    refused = specialist.submit(f"/post/{reply_id}", {"event": "refusal"}, "#decide")
    assert refused.status_code == 400
    assert "Kies waarom" in text_of(refused)
    assert state_of(world) is State.SENT
    specialist.submit(f"/post/{reply_id}", {"event": "refusal", "reason": "expression"}, "#decide")
    with world.vault.begin() as db:
        step = takedowns.get(db, sent.id).last(Event.REFUSAL)
    assert step is not None
    assert step.fact("reason") == "expression"


def test_what_the_table_does_not_have_is_noted_and_moves_nothing(world: World, sent: Takedown, specialist: Browser) -> None:
    with world.vault.begin() as db:
        takedowns.add(db, sent, Step(Event.REFUSAL, world.at, "recipient"))
    specialist.submit(f"/post/{receive(world, sent)}", {"event": "receipt"}, "#decide")
    assert state_of(world) is State.REFUSED


def test_a_stray_reply_is_put_with_the_request_that_the_specialist_names(
    world: World, sent: Takedown, specialist: Browser
) -> None:
    reply_id = receive(world, None)
    wrong = specialist.submit(f"/post/{reply_id}", {"event": "claim-removed", "reference": "LW-1999-0001"}, "#decide")
    assert wrong.status_code == 400
    assert "geen verzoek met dit kenmerk" in text_of(wrong)
    right = {"event": "claim-removed", "reference": sent.reference}
    assert specialist.submit(f"/post/{reply_id}", right, "#decide").status_code == 302
    assert state_of(world) is State.CLAIMED_REMOVED
    with world.vault.begin() as db:
        kept, raw = replies.get(db, reply_id)
    assert kept.takedown_id == sent.id
    assert raw == RAW


def test_a_stray_reply_that_says_nothing_needs_no_request(world: World, specialist: Browser) -> None:
    reply_id = receive(world, None)
    assert specialist.submit(f"/post/{reply_id}", {"event": "unknown"}, "#decide").status_code == 302
    with world.vault.begin() as db:
        assert replies.for_humans(db) == []


def test_of_two_who_decide_the_second_is_told(world: World, sent: Takedown, specialist: Browser) -> None:
    reply_id = receive(world, sent)
    page = specialist.get(f"/post/{reply_id}")
    proof = page.text.partition('id="decide"')[2].partition('value="')[2].partition('"')[0]
    typed = {"csrf_token": proof, "event": "question", "reason": "", "reference": ""}
    assert specialist.client.post(f"/post/{reply_id}", data=typed).status_code == 302
    assert specialist.client.post(f"/post/{reply_id}", data=typed).status_code == 409


def test_every_event_that_moves_something_can_be_chosen() -> None:
    assert set(EVENTS) <= set(SAID)
    assert "they refuse" in texts()
