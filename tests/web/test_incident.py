"""Anybody reports in a minute; only the contact point reads it; whoever reported sees how it stands; nothing goes by mail."""

from __future__ import annotations

import pytest

from domain.due import Action
from domain.incident import Closing
from domain.roles import Role
from storage import audit, cases, due, incidents, tables
from tests.web.conftest import Browser, World, text_of

WORDS = "Iemand vroeg op straat naar het huisadres van Fenna Visser."
FILLED = {"nature": "suspicion", "about": "colleague", "what": WORDS, "who": "Fenna Visser", "unit": "wijk", "criminal": "no"}


def reported(world: World, browser: Browser, **other: str) -> str:
    """The id of a report by this person."""
    answer = browser.submit("/melden", FILLED | other, "#report")
    assert answer.status_code == 302
    return answer.location.rsplit("/", 1)[1]


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR, "elders")


@pytest.mark.parametrize("role", list(Role))
def test_anybody_reports_and_sees_how_it_stands_without_its_contents(world: World, role: Role) -> None:
    browser = world.staff(role)
    incident_id = reported(world, browser)
    shown = text_of(browser.get(f"/melden/{incident_id}"))
    assert "M-2026-0001" in shown
    assert "gemeld" in shown
    assert "Fenna" not in shown
    assert "M-2026-0001" in text_of(browser.get("/melden"))


def test_others_are_not_told_that_there_is_one(world: World) -> None:
    incident_id = reported(world, world.staff(Role.EMPLOYEE))
    stranger = world.staff(Role.EMPLOYEE)
    assert stranger.get(f"/melden/{incident_id}").status_code == 404
    assert "M-2026" not in text_of(stranger.get("/melden"))
    assert world.staff(Role.SPECIALIST).get(f"/meldingen/{incident_id}").status_code == 403


def test_the_words_are_sealed_and_the_desk_hears_only_that_something_waits(world: World) -> None:
    reported(world, world.staff(Role.EMPLOYEE))
    with world.vault.engine.begin() as connection:
        (row,) = connection.execute(tables.incidents.select())
    assert b"Fenna" not in row.sealed
    assert "Fenna" not in str(row)
    with world.vault.begin() as db:
        assert due.noted(db, Action.TELL, "coordinator") == world.at
        assert not any("Fenna" in str(line) for line in audit.lines(db))


def test_nothing_said_is_no_report(world: World) -> None:
    browser = world.staff(Role.EMPLOYEE)
    answer = browser.submit("/melden", FILLED | {"what": " "}, "#report")
    assert answer.status_code == 400
    assert "Fenna Visser" in answer.text  # what was typed is kept
    later = browser.submit("/melden", FILLED | {"happened_on": "2030-01-01"}, "#report")
    assert "moet nog komen" in text_of(later)
    with world.vault.begin() as db:
        assert incidents.all_of(db) == []


def test_the_contact_point_reads_takes_and_closes_and_each_is_written_down(world: World, coordinator: Browser) -> None:
    employee = world.staff(Role.EMPLOYEE)
    incident_id = reported(world, employee)
    path = f"/meldingen/{incident_id}"
    assert "Fenna" not in coordinator.get("/meldingen").text
    assert WORDS in text_of(coordinator.get(path))
    coordinator.submit(path, {}, "#take")
    assert "iemand is ermee bezig" in text_of(employee.get(f"/melden/{incident_id}"))
    assert coordinator.submit(path, {"closing": "handled"}, "#close").status_code == 302
    assert "het is afgehandeld" in text_of(employee.get(f"/melden/{incident_id}"))
    assert 'id="close"' not in coordinator.get(path).text
    with world.vault.begin() as db:
        actions = [line.action for line in audit.lines(db)]
        assert incidents.get(db, incident_id).closing is Closing.HANDLED
    assert {"incident opened", "incident taken", "incident closed"} <= set(actions)


def test_it_goes_on_as_a_case_of_somebody_who_is_enrolled(world: World, coordinator: Browser, consented: str) -> None:
    path = f"/meldingen/{reported(world, world.staff(Role.EMPLOYEE))}"
    refused = coordinator.submit(path, {"closing": "case"}, "#close")
    assert refused.status_code == 400
    assert "Kies de medewerker" in text_of(refused)
    coordinator.submit(path, {"closing": "case", "profile": consented}, "#close")
    with world.vault.begin() as db:
        case = cases.of_profile(db, consented)
        assert case is not None
        assert incidents.get(db, path.rsplit("/", 1)[1]).case_id == case.id


def test_nobody_reads_about_their_own_team_nor_their_own_report_where_another_can(world: World, coordinator: Browser) -> None:
    incident_id = reported(world, world.staff(Role.EMPLOYEE))
    near = world.staff(Role.COORDINATOR, "Wijk ")
    refused = near.get(f"/meldingen/{incident_id}")
    assert refused.status_code == 403
    assert "Fenna" not in refused.text
    own = reported(world, coordinator)
    assert coordinator.get(f"/meldingen/{own}").status_code == 403


def test_where_there_is_no_other_the_only_one_may_read_it(world: World) -> None:
    incident_id = reported(world, world.staff(Role.EMPLOYEE))
    only = world.staff(Role.COORDINATOR, "wijk")
    assert only.get(f"/meldingen/{incident_id}").status_code == 200


def test_danger_stands_first_in_the_register(world: World, coordinator: Browser) -> None:
    employee = world.staff(Role.EMPLOYEE)
    reported(world, employee)
    world.pass_time(minutes=1)
    reported(world, employee, danger="y")
    shown = text_of(coordinator.get("/meldingen"))
    assert shown.index("M-2026-0002") < shown.index("M-2026-0001")
    assert "2 meldingen die niemand heeft genomen" in text_of(coordinator.get("/"))


def test_the_register_leaves_as_a_table_without_words_or_names(world: World, coordinator: Browser) -> None:
    reported(world, world.staff(Role.EMPLOYEE))
    table = coordinator.get("/meldingen.csv").text
    assert table.splitlines()[1] == "M-2026-0001,2026-11-23,suspicion,colleague,no,no,,,"
    assert "Fenna" not in table
    assert "wijk" not in table
    assert world.staff(Role.DPO).get("/meldingen.csv").status_code == 200


def test_a_year_after_it_was_closed_its_words_are_gone_and_the_line_names_nobody(world: World, coordinator: Browser) -> None:
    employee = world.staff(Role.EMPLOYEE)
    kept, closed = reported(world, employee), reported(world, employee)
    coordinator.submit(f"/meldingen/{closed}", {"closing": "nothing"}, "#close")
    day_after = world.at.replace(year=2027, month=11, day=25)
    assert incidents.purge(world.vault, world.at, day_after) == 0
    assert incidents.purge(world.vault, day_after, day_after) == 1
    assert incidents.purge(world.vault, day_after, day_after) == 0
    assert not world.vault.keys.holds(closed)
    with world.vault.begin() as db:
        gone, open_one = incidents.get(db, closed), incidents.get(db, kept)
        assert (gone.erased, gone.by, gone.unit) == (True, "", "")
        assert incidents.read(db, gone, "coordinator-x", day_after) is None
        assert incidents.read(db, open_one, "coordinator-x", day_after) is not None
    assert "gewist" in text_of(coordinator.get(f"/meldingen/{closed}"))
