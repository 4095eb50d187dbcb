"""Hop 7b: a letter leaves only through every gate and a second pair of eyes; what they say closes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.due import Action, Due
from domain.profile import GrantKind
from domain.roles import Role
from domain.takedown import Event, State, Step, Takedown
from domain.task import TaskKind
from storage import cases, due, exposures, profiles, takedowns, tasks
from storage.vault import TOKEN_KEY
from takedown.approval import approval
from takedown.channels import email
from takedown.gates import RULES
from tests.web.conftest import Browser, World, text_of
from web.pages.takedown import closing
from web.pages.takedown.closing import TO_DO
from web.pages.takedown.notes import NOTES


@pytest.fixture
def author(world: World) -> Browser:
    return world.staff(Role.SPECIALIST)


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR)


@pytest.fixture
def path(world: World, consented: str, author: Browser) -> str:
    """A draft of this author, just confirmed."""
    author.submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    return f"/verzoeken/{the_one(world).id}"


def the_one(world: World) -> Takedown:
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        return takedown


def add(world: World, *events: Event) -> None:
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        takedowns.add(db, takedown, *(Step(event, world.at, "luwte") for event in events))


def hand_in(author: Browser, path: str) -> None:
    author.submit(path, {"note": "informed"}, "#note")
    assert author.submit(path, {}, "#approve").status_code == 302


def test_handing_in_waits_for_the_gates_and_says_which_are_open(world: World, path: str, author: Browser) -> None:
    author.submit(path, {}, "#approve")
    assert the_one(world).state is State.GATED
    shown = text_of(author.get(path))
    assert "G3 nee De medewerker is nog niet ingelicht. aanspreekpunt" in shown
    assert "G6 ja De brief geeft niets prijs." in shown


def test_when_every_gate_but_the_four_eyes_holds_it_is_ready(world: World, path: str, author: Browser) -> None:
    hand_in(author, path)
    assert the_one(world).state is State.READY


def test_gates_that_closed_later_are_asked_again(world: World, path: str, author: Browser) -> None:
    author.submit(path, {}, "#approve")
    hand_in(author, path)
    assert the_one(world).state is State.READY


def test_the_author_cannot_release(world: World, path: str, author: Browser) -> None:
    hand_in(author, path)
    page = author.get(path)
    assert "iemand anders moet hem vrijgeven" in text_of(page)
    assert 'id="release"' not in page.text
    proof = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    refused = author.client.post(f"{path}/vrijgeven", data={"csrf_token": proof})
    assert refused.status_code == 409
    assert "De schrijver kan de brief niet zelf vrijgeven" in text_of(refused)
    assert the_one(world).state is State.READY


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SPECIALIST])
def test_a_second_person_releases_and_the_attempt_is_fixed_before_anything_is_sent(
    world: World, path: str, author: Browser, role: Role
) -> None:
    hand_in(author, path)
    world.pass_time(minutes=1)
    assert world.staff(role).submit(path, {}, "#release").status_code == 302
    takedown = the_one(world)
    assert takedown.state is State.SENDING
    released = takedown.last(Event.RELEASED)
    assert released is not None
    token = email.new_token(world.vault.keys.get(TOKEN_KEY), takedown.id, 1)
    assert released.fact("token") == token
    assert released.fact("message_id") == f"<{token}@politie.example>"
    assert released.fact("approval") == approval(takedown.subject, takedown.text)
    with world.vault.begin() as db:
        assert due.noted(db, Action.SEND, takedown.id) == world.at


def test_what_was_true_yesterday_does_not_release_today(world: World, path: str, author: Browser) -> None:
    hand_in(author, path)
    world.pass_time(hours=25)
    refused = world.staff(Role.COORDINATOR).submit(path, {}, "#release")
    assert refused.status_code == 409
    assert "ouder dan 24 uur" in text_of(refused)
    assert the_one(world).state is State.READY


def test_a_consent_taken_back_shuts_every_door(world: World, consented: str, path: str, author: Browser) -> None:
    hand_in(author, path)
    with world.vault.begin() as db:
        profiles.take_back(db, consented, GrantKind.CONSENT, "employee-0", world.at)
    coordinator = world.staff(Role.COORDINATOR)
    assert coordinator.submit(path, {}, "#release").status_code == 403
    assert "geldt vandaag niet" in text_of(coordinator.get(path))
    assert the_one(world).state is State.READY


def test_a_police_hold_stops_it(world: World, path: str, author: Browser, coordinator: Browser) -> None:
    hand_in(author, path)
    with world.vault.begin() as db:
        (case_id,) = {one.case_id for one in takedowns.all_of(db)}
        cases.hold(db, case_id, "coordinator-0", world.at)
    refused = coordinator.submit(path, {}, "#release")
    assert refused.status_code == 409
    assert "De politie heeft gevraagd te wachten." in text_of(refused)


def test_a_change_by_the_author_takes_back_the_approval(world: World, path: str, author: Browser) -> None:
    hand_in(author, path)
    typed = {"subject": "Verzoek om verwijdering", "text": "Graag weghalen:\r\nhttps://praatplein.example/draad/4711"}
    assert author.submit(path, typed, "#edit").status_code == 302
    takedown = the_one(world)
    assert takedown.state is State.DRAFT
    assert takedown.text == "Graag weghalen:\nhttps://praatplein.example/draad/4711\n"


def test_an_exposed_value_in_the_letter_keeps_it_here(world: World, path: str, author: Browser) -> None:
    author.submit(path, {"subject": "Verzoek", "text": "Haal Lange Voorhout 8-bis weg."}, "#edit")
    hand_in(author, path)
    assert the_one(world).state is State.GATED
    assert "haal het eruit" in text_of(author.get(path))


def test_an_empty_letter_is_not_kept_and_what_was_typed_stays(world: World, path: str, author: Browser) -> None:
    before = the_one(world).text
    refused = author.submit(path, {"subject": "", "text": "Alleen dit"}, "#edit")
    assert refused.status_code == 409
    assert "Alleen dit" in refused.text
    assert the_one(world).text == before


def test_nobody_but_the_author_changes_the_letter(world: World, path: str, author: Browser) -> None:
    other = world.staff(Role.SPECIALIST)
    page = other.get(path)
    assert 'id="edit"' not in page.text
    proof = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    typed = {"csrf_token": proof, "subject": "x", "text": "y"}
    assert other.client.post(f"{path}/brief", data=typed).status_code == 403


def test_the_letter_can_be_written_anew_from_the_facts(world: World, path: str, author: Browser) -> None:
    before = the_one(world).text
    author.submit(path, {"subject": "x", "text": "y"}, "#edit")
    author.submit(path, {}, "#recompose")
    assert the_one(world).text == before


def test_after_it_came_back_the_same_page_shows_a_new_draft(world: World, path: str, author: Browser) -> None:
    hand_in(author, path)
    world.staff(Role.COORDINATOR).submit(path, {}, "#release")
    add(world, Event.ACCEPTED, Event.CLAIM, Event.PROVEN_GONE, Event.REPEATED)
    author.submit(path, {}, "#recompose")
    hand_in(author, path)
    world.staff(Role.COORDINATOR).submit(path, {}, "#release")
    takedown = the_one(world)
    first, second = [step.fact("token") for step in takedown.steps if step.event is Event.RELEASED]
    assert first != second


def test_nobody_but_a_person_says_that_a_lost_letter_arrived(
    world: World, path: str, author: Browser, coordinator: Browser
) -> None:
    hand_in(author, path)
    coordinator.submit(path, {}, "#release")
    assert 'id="sent"' not in coordinator.get(path).text
    add(world, Event.LOST_TRACK)
    assert "iemand moet beslissen" in text_of(coordinator.get(path))
    assert coordinator.submit(path, {}, "#sent").status_code == 302
    takedown = the_one(world)
    assert takedown.state is State.SENT
    with world.vault.begin() as db:
        assert due.noted(db, Action.SEND, takedown.id) is None
        assert due.noted(db, Action.ASK, takedown.id) == world.at


def test_a_refusal_may_be_accepted_as_lawful_by_a_coordinator_alone(
    world: World, path: str, author: Browser, coordinator: Browser
) -> None:
    hand_in(author, path)
    coordinator.submit(path, {}, "#release")
    add(world, Event.ACCEPTED, Event.REFUSAL)
    assert 'id="accepted-as-lawful"' not in coordinator.get(path).text, "legal has not agreed, the employee was not heard"
    author.submit(path, {"note": "heard"}, "#note")
    assert 'id="accepted-as-lawful"' not in coordinator.get(path).text
    world.staff(Role.LEGAL).submit(path, {"note": "lawful"}, "#note")
    assert 'id="accepted-as-lawful"' not in author.get(path).text
    assert coordinator.submit(path, {}, "#accepted-as-lawful").status_code == 302
    assert the_one(world).state is State.CLOSED_LAWFUL
    with world.vault.begin() as db:
        assert [one.accepted_at for one in exposures.all_of(db)] == [world.at]


def test_a_request_can_be_withdrawn_until_it_is_over(world: World, path: str, author: Browser) -> None:
    assert author.submit(path, {}, "#withdrawal").status_code == 302
    assert the_one(world).state is State.WITHDRAWN
    assert 'id="withdrawal"' not in author.get(path).text


def test_a_decision_that_is_not_possible_changes_nothing(world: World, path: str, author: Browser) -> None:
    proof = author.get(path).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    for asked in ("gone", "sent", "", "released"):
        answer = author.client.post(f"{path}/besluit", data={"csrf_token": proof, "decision": asked})
        assert answer.status_code == 409
    assert the_one(world).state is State.DRAFT


def test_what_was_said_and_what_was_seen_stand_side_by_side(world: World, path: str, author: Browser) -> None:
    shown = text_of(author.get(path))
    assert "Wat er is gezegd 23 nov 2026, 10:00: opgesteld" in shown
    assert "Wat er is gezien 23 nov 2026, 10:00:" in shown


def test_the_overview_says_what_comes_next(world: World, path: str, author: Browser, coordinator: Browser) -> None:
    assert "de schrijver dient het in" in text_of(author.get("/verzoeken"))
    hand_in(author, path)
    assert "een tweede persoon geeft het vrij" in text_of(coordinator.get("/verzoeken"))
    assert "1 verzoeken om vrij te geven" in text_of(coordinator.get("/"))


def test_an_unknown_note_or_request_is_refused(world: World, path: str, author: Browser) -> None:
    assert author.submit(path, {"note": "police-agreed"}, "#note").status_code == 400
    assert author.get("/verzoeken/onbekend").status_code == 404


def test_what_cannot_wait_for_the_employee_takes_two_people_and_word_at_once(
    world: World, path: str, author: Browser, coordinator: Browser
) -> None:
    legal = world.staff(Role.LEGAL)
    assert coordinator.submit(path, {"note": "urgent-legal"}, "#note").status_code == 400
    coordinator.submit(path, {"note": "urgent"}, "#note")
    author.submit(path, {}, "#approve")
    assert the_one(world).state is State.GATED, "one person is not enough"
    legal.submit(path, {"note": "urgent-legal"}, "#note")
    author.submit(path, {}, "#approve")
    assert the_one(world).state is State.READY
    with world.vault.begin() as db:
        assert [task.kind for task in tasks.waiting(db)] == [TaskKind.INFORM]
    assert "vertel de medewerker wat er is verstuurd" in text_of(coordinator.get(path))


def test_the_legal_officer_reads_and_notes_and_does_nothing_else(world: World, path: str, author: Browser) -> None:
    hand_in(author, path)
    shown = world.staff(Role.LEGAL).get(path)
    assert shown.status_code == 200
    for form in ("release", "approve", "edit", "withdrawal"):
        assert f'id="{form}"' not in shown.text


def test_the_page_says_which_clock_runs_and_how_it_was_counted(
    world: World, path: str, author: Browser, coordinator: Browser
) -> None:
    hand_in(author, path)
    assert "T9: het bewijs wordt te oud" in text_of(author.get(path))
    coordinator.submit(path, {}, "#release")
    add(world, Event.ACCEPTED)
    shown = text_of(coordinator.get(path))
    assert "T1: hun ontvangstbevestiging wordt verwacht 25 nov 2026, 10:00" in shown
    assert "T2: hun antwoord wordt verwacht 1 dec 2026, 00:00" in shown
    assert "The term is 7 days" in shown
    add(world, Event.REFUSAL)
    shown = text_of(coordinator.get(path))
    assert "T5: wij kunnen klagen bij het platform 23 apr 2027, 00:00 21 mei 2027, 00:00 onze eigen wettelijke termijn" in shown
    assert "T1:" not in shown
    assert "T2:" not in shown


def test_a_request_names_the_one_that_it_takes_further(world: World, path: str, author: Browser) -> None:
    first = the_one(world)
    with world.vault.begin() as db:
        begun = (Step(Event.DRAFTED, world.at, "specialist-9", (("parent", first.reference),)),)
        takedowns.keep(db, replace(first, id="child", reference="LW-2026-0099", route="ntd", steps=begun))
    shown = author.get("/verzoeken/child")
    assert f'href="{path}">{first.reference}</a>' in shown.text


def test_the_planned_route_is_told_with_its_reason(world: World, path: str, author: Browser) -> None:
    page = LexborHTMLParser(author.get(path).text)
    (current,) = page.css("#ladder li[aria-current=step]")
    title, _colon, why = current.text().partition(":")
    assert "dit verzoek" in title
    assert len(why.strip()) > 20


def test_each_open_gate_says_what_to_do_and_who_does_it(world: World, path: str, author: Browser, coordinator: Browser) -> None:
    page = LexborHTMLParser(author.get(path).text)
    shut = [row.css_first("td").text() for row in page.css("#gates tbody tr:has(td.closed)")]  # type: ignore[union-attr]
    assert [one.text() for one in page.css("#to-do strong")] == shut
    assert "Vertel de medewerker wat aan wie gevraagd wordt" in text_of(author.get(path))
    author.submit(path, {"note": "informed"}, "#close-G3")
    assert "G3" not in [one.text() for one in LexborHTMLParser(author.get(path).text).css("#to-do strong")]
    assert "dat bent u" in text_of(coordinator.get(path))


def test_every_gate_has_its_words() -> None:
    assert set(TO_DO) == {rule.id for rule in RULES}
    assert {note for notes in closing._CLOSED_BY.values() for note in notes} <= {note.slug for note in NOTES}


def test_old_evidence_is_made_anew_by_one_click(world: World, path: str) -> None:
    exposure_id = the_one(world).exposure_id
    with world.vault.begin() as db:
        due.note(db, Due(Action.LOOK, exposure_id, world.at + timedelta(days=7)))
    world.pass_time(days=2)
    world.staff(Role.SPECIALIST).submit(path, {}, "#look-again")
    with world.vault.begin() as db:
        assert due.noted(db, Action.LOOK, exposure_id) == world.at
