"""Talks with the offender, the report to the police, the media: people decide, luwte writes it down."""

from __future__ import annotations

import pytest

from domain.decision import CHOICES, Choice, Matter, decide
from domain.errors import BadInput
from domain.roles import Role
from storage import audit, cases, decisions
from tests.conftest import NOW
from tests.web.conftest import Browser, World, text_of


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR)


@pytest.fixture
def path(world: World, consented: str) -> str:
    """The decisions of somebody about whom one finding was confirmed."""
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    return f"/dossiers/{consented}/besluiten"


def test_a_decision_is_written_down_with_who_and_when_and_stays(world: World, path: str, coordinator: Browser) -> None:
    first = {"decided": "police:nobody-reports"}
    then = {"decided": "police:employer-reports", "with_employee": "y"}
    for sent in (first, then):
        world.pass_time(minutes=1)
        assert coordinator.submit(path, sent, "#decision").status_code == 302
    shown = text_of(coordinator.get(path))
    assert "de werkgever doet aangifte" in shown
    assert "niemand doet aangifte" in shown
    with world.vault.begin() as db:
        profile_id = path.split("/")[2]
        case = cases.of_profile(db, profile_id)
        assert case is not None
        newest, oldest = decisions.of_case(db, case.id)
        assert (newest.choice, newest.with_employee, newest.at) == (Choice.EMPLOYER_REPORTS, True, world.at)
        assert (oldest.choice, oldest.with_employee) == (Choice.NOBODY_REPORTS, False)
        assert [line.action for line in audit.lines(db, about=profile_id)][:2] == ["decision noted"] * 2


@pytest.mark.parametrize("sent", ["police:silent", "media:no-contact", "weather:rain", ""])
def test_what_belongs_to_no_matter_is_refused(path: str, coordinator: Browser, sent: str) -> None:
    assert coordinator.submit(path, {"decided": sent}, "#decision").status_code == 400


def test_without_a_case_there_is_nothing_to_decide(world: World, consented: str, coordinator: Browser) -> None:
    assert coordinator.get(f"/dossiers/{consented}/besluiten").status_code == 404


def test_every_matter_can_also_be_left_alone() -> None:
    nothing = {Choice.NO_CONTACT, Choice.NOBODY_REPORTS, Choice.SILENT}
    assert all(nothing & set(choices) for choices in CHOICES.values())
    assert {choice for choices in CHOICES.values() for choice in choices} == set(Choice)


def test_a_choice_belongs_to_its_matter() -> None:
    with pytest.raises(BadInput, match="choose one of"):
        decide(Matter.MEDIA, Choice.NO_CONTACT, with_employee=True, by="coordinator-1", at=NOW)
