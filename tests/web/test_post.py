"""Mail that no machine may decide about: a specialist says what it says; a claim makes us look, and closes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.roles import Role
from domain.takedown import Event, State, Step, Takedown
from storage import due, exposures, replies, tables, takedowns
from tests.web.conftest import Browser, World, text_of
from web.catalogue import texts
from web.pages.post.said import EVENTS, REFUSALS, SAID

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
        ("extension", State.SENT),  # this route has no legal term
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
    assert all(str(word) in texts() for word in REFUSALS.values())


REFUSED = b"From: Beheer <beheer@praatplein.example>\nSubject: Re\n\nWij zijn een redactie. Wij verwijderen het artikel niet.\n"


def test_where_the_machine_is_right_one_click_is_enough(world: World, sent: Takedown, specialist: Browser) -> None:
    reply_id = receive(world, sent, REFUSED, "refusal")
    page = text_of(specialist.get(f"/post/{reply_id}"))
    assert f"ze wijzen het af (journalistiek), {sent.reference}" in page
    assert specialist.submit(f"/post/{reply_id}", {}, "#agree").status_code == 302
    with world.vault.begin() as db:
        step = takedowns.get(db, sent.id).last(Event.REFUSAL)
    assert step is not None
    assert step.fact("reason") == "journalism"
    assert step.fact("received") == world.at.isoformat()


def test_where_it_is_wrong_one_click_says_what_it_is(world: World, sent: Takedown, specialist: Browser) -> None:
    reply_id = receive(world, sent, event="receipt")
    assert specialist.submit(f"/post/{reply_id}", {"event": "claim-removed"}, "#say").status_code == 302
    assert state_of(world) is State.CLAIMED_REMOVED


def test_a_stray_reply_suggests_the_requests_that_went_to_its_sender(world: World, sent: Takedown, specialist: Browser) -> None:
    own, other = receive(world, None), receive(world, None, RAW.replace(b"beheer@praatplein", b"beheer@elders"))
    page = specialist.get(f"/post/{own}")
    assert 'id="perhaps"' in page.text
    assert sent.reference in text_of(page)
    assert state_of(world) is State.SENT
    assert 'id="perhaps"' not in specialist.get(f"/post/{other}").text
    assert f'value="{sent.reference}"' in page.text
    assert specialist.submit(f"/post/{own}", {"event": "claim-removed"}, "#say").status_code == 302
    assert state_of(world) is State.CLAIMED_REMOVED


def test_the_coordinator_is_told_that_the_notice_was_passed_on(world: World, sent: Takedown, specialist: Browser) -> None:
    passed = RAW.replace(b"Wij hebben het <b>weggehaald</b>.", b"Wij hebben uw melding doorgestuurd naar onze klant.")
    reply_id = receive(world, sent, passed, "redirected")
    assert "misschien aan wie het plaatste" in text_of(specialist.get(f"/post/{reply_id}"))
    specialist.submit(f"/post/{reply_id}", {}, "#agree")
    with world.vault.begin() as db:
        assert takedowns.get(db, sent.id).steps[-1].fact("passed-on") == "yes"
        assert due.noted(db, Action.TELL, "coordinator") == world.at


def test_links_markup_attachments_and_turned_writing_stay_text(world: World, sent: Takedown, specialist: Browser) -> None:
    raw = (
        "From: a@praatplein.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: text/html; charset=utf-8\n\n<p>Klik <a href='https://evil.example/x'>hier</a> \u202egpj.exe"
        "<img src='https://evil.example/p.png'><script>alert(1)</script></p>\n--b\n"
        'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="x.exe"\n\nMZ\n--b--\n'
    )
    page = specialist.get(f"/post/{receive(world, sent, raw.encode())}").text
    assert "evil.example" not in page
    assert "alert(1)" not in page
    assert "\u202e" not in page
    assert "1, niet geopend" in " ".join(page.split())


def test_neither_the_employee_s_colleague_nor_a_stranger_reads_it(world: World, sent: Takedown, specialist: Browser) -> None:
    about, stray = receive(world, sent), receive(world, None, RAW + b"x")
    colleague = world.staff(Role.SPECIALIST, unit="wijk")
    owner = world.staff(Role.EMPLOYEE, profile_id=sent.profile_id)
    for reply_id in (about, stray):
        assert specialist.get(f"/post/{reply_id}").status_code == 200
        for other in (colleague, owner):
            assert other.get(f"/post/{reply_id}").status_code == 403
        assert world.browser().get(f"/post/{reply_id}").status_code == 302
    assert about not in colleague.get("/post").text


@pytest.mark.parametrize(
    ("days", "reasons", "state", "worth"),
    [
        (3, "y", State.EXTENDED, "valid"),
        (3, "", State.SENT, "unreasoned"),
        (60, "y", State.SENT, "late"),
    ],
)
def test_an_extension_counts_only_in_time_and_with_reasons(
    world: World, sent: Takedown, specialist: Browser, days: int, reasons: str, state: State, worth: str
) -> None:
    with world.vault.begin() as db:
        where = tables.takedowns.c.id == sent.id
        db.connection.execute(tables.takedowns.update().where(where).values(route="gdpr17"))
    world.pass_time(days=days)
    again = world.staff(Role.SPECIALIST)
    typed = {"event": "extension", **({"reasons": reasons} if reasons else {})}
    assert again.submit(f"/post/{receive(world, sent)}", typed, "#decide").status_code == 302
    assert state_of(world) is state
    with world.vault.begin() as db:
        assert takedowns.get(db, sent.id).steps[-1].fact("extension") == worth
