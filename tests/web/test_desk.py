"""Who answers for a case: owner, deputy, or whoever has the desk; and what happened in it, in order."""

from __future__ import annotations

import pytest

from domain.desk import Post, in_charge
from domain.roles import Role
from storage import accounts, audit, cases
from tests.web.conftest import Browser, World, text_of


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR)


@pytest.fixture
def case_page(world: World, consented: str) -> str:
    specialist = world.staff(Role.SPECIALIST)
    specialist.submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    return f"/dossiers/{consented}"


def names_of(world: World, role: Role) -> list[str]:
    with world.vault.begin() as db:
        return [one.pseudonym for one in accounts.with_role(db, role)]


@pytest.mark.parametrize(
    ("active", "answers"),
    [
        ({"o", "d", "p"}, (Post.OWNER, "o")),
        ({"d", "p"}, (Post.DEPUTY, "d")),
        ({"p"}, (Post.DUTY, "p")),
        (set(), None),
    ],
)
def test_the_deputy_stands_in_for_the_owner_and_the_desk_for_both(active: set[str], answers: object) -> None:
    assert in_charge("o", "d", "p", active) == answers
    assert in_charge("", "", "", active | {""}) is None


def test_a_coordinator_says_who_answers_for_a_case(world: World, coordinator: Browser, case_page: str) -> None:
    (owner,), (deputy,) = names_of(world, Role.COORDINATOR), names_of(world, Role.SPECIALIST)
    assert f"{deputy} (eigenaar)" in text_of(coordinator.get(case_page))  # who confirmed it, until somebody says otherwise
    coordinator.submit(case_page, {"owner": owner, "deputy": deputy}, "#assign")
    shown = text_of(coordinator.get(case_page))
    assert f"{owner} (eigenaar); vervanger: {deputy}" in shown
    with world.vault.begin() as db:
        assert "case assigned" in {line.action for line in audit.lines(db)}


def test_nobody_stands_in_for_themselves_nor_is_a_stranger_put_there(
    world: World, coordinator: Browser, case_page: str, consented: str
) -> None:
    (owner,) = names_of(world, Role.COORDINATOR)
    assert coordinator.submit(case_page, {"owner": owner, "deputy": owner}, "#assign").status_code == 400
    assert coordinator.submit(case_page, {"owner": "somebody-else", "deputy": ""}, "#assign").status_code == 400
    with world.vault.begin() as db:
        case = cases.of_profile(db, consented)
        assert case is not None
        assert case.deputy == ""


def test_the_roster_says_who_has_the_desk_now(world: World, coordinator: Browser) -> None:
    (name,) = names_of(world, Role.COORDINATOR)
    assert "Niemand heeft nu dienst" in text_of(coordinator.get("/dienst"))
    coordinator.submit("/dienst", {"pseudonym": name, "since": "2026-11-23", "until": "2026-11-24"}, "#duty")
    assert f"Nu dienst: {name}." in text_of(coordinator.get("/dienst"))
    world.pass_time(days=2)
    assert "Niemand heeft nu dienst" in text_of(world.staff(Role.COORDINATOR).get("/dienst"))


def test_a_duty_ends_after_it_begins_and_can_be_taken_off(world: World, coordinator: Browser) -> None:
    (name,) = names_of(world, Role.COORDINATOR)
    wrong = coordinator.submit("/dienst", {"pseudonym": name, "since": "2026-11-24", "until": "2026-11-23"}, "#duty")
    assert wrong.status_code == 400
    coordinator.submit("/dienst", {"pseudonym": name, "since": "2026-11-23", "until": "2026-11-24"}, "#duty")
    coordinator.submit("/dienst", {}, "#duties form")
    assert "Niemand heeft nu dienst" in text_of(coordinator.get("/dienst"))


def test_the_timeline_tells_what_happened_without_what_was_found(world: World, coordinator: Browser, case_page: str) -> None:
    coordinator.submit(case_page, {}, "#hold")
    shown = text_of(coordinator.get(f"{case_page}/tijdlijn"))
    assert "dossier geopend" in shown
    assert "vindplaats 1 werd bevestigd" in shown
    assert "LW-2026-0001: opgesteld" in shown
    assert "politiestop" in shown
    assert "Joke" not in shown
    assert "praatplein" not in shown.lower()
