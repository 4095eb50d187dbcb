"""One button on every page: the contact point knows at once, and pages are captured before they go."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.due import Action
from domain.profile import GrantKind
from domain.roles import Role
from domain.task import TaskKind
from storage import due, profiles, tasks, told
from tests.web.conftest import World, text_of

PAGE = "/ik-word-gedoxt"
PLACE = "https://praatplein.example/draad/1"


def waiting(world: World) -> list[tuple[TaskKind, str]]:
    with world.vault.begin() as db:
        return [(task.kind, task.profile_id) for task in tasks.waiting(db)]


@pytest.mark.parametrize("role", list(Role))
def test_the_button_and_who_helps_stand_on_every_page_for_whoever_signed_in(world: World, consented: str, role: Role) -> None:
    browser = world.staff(role, "elders", profile_id=consented if role is Role.EMPLOYEE else None)
    page = LexborHTMLParser(browser.get("/").text)
    assert page.css_first(f"a[href='{PAGE}']") is not None
    shown = text_of(browser.get(PAGE))
    for told_of in ("112", "Aanspreekpunt: meldpunt@politie.example", "Hulp voor slachtoffers"):
        assert told_of in shown


def test_a_stranger_has_no_button_but_112(world: World) -> None:
    page = world.browser().get("/aanmelden")
    assert PAGE not in page.text
    assert "Bel 112" in text_of(page)
    assert world.browser().get(PAGE).status_code == 302


def test_the_contact_point_is_told_and_the_pages_are_captured(world: World, consented: str) -> None:
    owner = world.staff(Role.EMPLOYEE, "wijk", profile_id=consented)
    answer = owner.submit(PAGE, {"urls": f"{PLACE}\n{PLACE}\n"}, "#doxed")
    assert "1 pagina" in text_of(answer)
    assert PLACE not in answer.text
    owner.submit(PAGE, {"urls": ""}, "#doxed")
    assert waiting(world) == [(TaskKind.DOXED, consented)], "pressed twice, told once an hour"
    with world.vault.begin() as db:
        noted = {(line.action, line.thing) for line in due.agenda(db)}
        (place,) = told.of_profile(db, consented)
    assert {(Action.TELL, "coordinator"), (Action.CAPTURE, place[0])} <= noted


def test_without_consent_nothing_is_captured_but_the_contact_point_knows(world: World, consented: str) -> None:
    with world.vault.begin() as db:
        profiles.take_back(db, consented, GrantKind.CONSENT, "employee-0", world.at)
    owner = world.staff(Role.EMPLOYEE, "wijk", profile_id=consented)
    assert "heeft uw toestemming niet" in text_of(owner.submit(PAGE, {"urls": PLACE}, "#doxed"))
    assert waiting(world) == [(TaskKind.DOXED, consented)]
    with world.vault.begin() as db:
        assert told.of_profile(db, consented) == []


def test_what_is_no_address_is_said_and_nothing_is_lost(world: World, consented: str) -> None:
    owner = world.staff(Role.EMPLOYEE, "wijk", profile_id=consented)
    refused = owner.submit(PAGE, {"urls": "op praatplein"}, "#doxed")
    assert refused.status_code == 400
    assert "op praatplein" in refused.text
    assert waiting(world) == []


def test_a_member_of_staff_who_presses_twice_is_one_person(world: World) -> None:
    specialist = world.staff(Role.SPECIALIST, "zorg")
    specialist.submit(PAGE, {"urls": ""}, "#doxed")
    again = LexborHTMLParser(specialist.submit(PAGE, {"urls": ""}, "#doxed").text)
    assert again.css_first("#invitation") is not None
    assert len(waiting(world)) == 1
    with world.vault.begin() as db:
        assert len(profiles.all_enrolled(db)) == 1


def test_of_two_members_of_staff_each_is_a_person(world: World) -> None:
    for _ in range(2):
        world.staff(Role.SPECIALIST, "zorg").submit(PAGE, {"urls": ""}, "#doxed")
    assert len({profile_id for _, profile_id in waiting(world)}) == 2


def test_a_member_of_staff_who_is_not_enrolled_gets_a_link_of_their_own(world: World) -> None:
    specialist = world.staff(Role.SPECIALIST, "zorg")
    page = LexborHTMLParser(specialist.submit(PAGE, {"urls": PLACE}, "#doxed").text)
    link = page.css_first("#invitation")
    assert link is not None
    assert world.browser().get(str(link.attributes["href"])).status_code == 200
    ((kind, profile_id),) = waiting(world)
    with world.vault.begin() as db:
        assert (kind, profiles.enrolled(db, profile_id).unit) == (TaskKind.DOXED, "zorg")
        assert told.of_profile(db, profile_id) == [], "without consent no place is kept"
