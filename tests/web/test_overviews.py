"""The coordinator's overviews: mandates that end, and a briefing that points at nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.roles import Role
from storage import exposures
from tests.conftest import consent, mandate
from tests.web.conftest import World, text_of


def test_mandates_are_listed_by_number_what_ends_soon_first(world: World) -> None:
    lasting = world.employee(consent(), replace(mandate("gdpr17"), until=world.at + timedelta(days=300)))
    ending = world.employee(consent(), replace(mandate("gdpr17"), until=world.at + timedelta(days=20)))
    silent = world.employee()
    shown = text_of(world.staff(Role.COORDINATOR).get("/machtigingen"))
    assert shown.index(ending[:8]) < shown.index(lasting[:8]) < shown.index(silent[:8])
    assert shown.count("loopt binnen 30 dagen af") == 1
    assert "Joke" not in shown


def test_a_small_team_gets_no_numbers(world: World, consented: str) -> None:
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    shown = text_of(world.staff(Role.COORDINATOR).get("/briefing?team=wijk"))
    assert "minder dan vijf mensen" in shown
    assert "telefoonnummer" not in shown


def test_a_larger_team_gets_rough_numbers_and_no_more(world: World) -> None:
    people = [world.employee(consent()) for _ in range(10)]
    specialist = world.staff(Role.SPECIALIST)
    for number, profile_id in enumerate(people[:5]):
        finding_id = world.finding(profile_id, url=f"https://praatplein.example/draad/{number}")
        specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        assert exposures.count(db) == 5
    shown = text_of(world.staff(Role.COORDINATOR).get("/briefing?team=wijk"))
    assert "Ingeschreven 10" in shown
    assert "nu zichtbaar is 5" in shown
    assert "telefoonnummer 5" in shown
    assert "praatplein" not in shown.lower()
    assert not any(one[:8] in shown for one in people)


def test_they_are_for_the_coordinator_alone(world: World) -> None:
    for path in ("/machtigingen", "/briefing"):
        for role in set(Role) - {Role.COORDINATOR}:
            assert world.staff(role).get(path).status_code == 403
