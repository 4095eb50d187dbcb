"""The data protection officer sees who did what and for which purpose, what sources were told, what was erased; no content."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert

from domain.roles import Role
from storage import audit, oversight, tables
from storage.oversight import Asked
from tests.web.conftest import Browser, World, text_of
from web.app import create_app


@pytest.fixture
def officer(world: World) -> Browser:
    return world.staff(Role.DPO)


@pytest.fixture
def looked(world: World, consented: str) -> str:
    """A specialist looked at a finding of this employee; returns the profile's id."""
    world.staff(Role.SPECIALIST).get(f"/beoordelen/{world.finding(consented)}")
    return consented


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("?role=specialist", "opened", "invited"),
        ("?role=machine", "invited", "opened"),
        ("?purpose=review", "opened", "invited"),
        ("?by=coordinator-0", "invited", "opened"),
        ("?since=2026-11-23&until=2026-11-23", "opened", None),
    ],
)
def test_lines_can_be_chosen(officer: Browser, looked: str, query: str, there: str, not_there: str | None) -> None:
    actions = {line.split(",")[3] for line in officer.get(f"/controle.csv{query}").text.splitlines()[1:]}
    assert there in actions
    assert not_there is None or not_there not in actions
    assert there in text_of(officer.get(f"/controle{query}"))


def test_an_employee_is_chosen_by_number_or_its_beginning(world: World, officer: Browser, looked: str) -> None:
    other = world.employee()
    for about in (looked, looked[:8]):
        table = officer.get(f"/controle.csv?about={about}").text
        assert looked in table
        assert other not in table
    with world.vault.begin() as db:
        assert oversight.lines(db, Asked(about="%")) == []


def test_another_period_has_no_lines_and_what_is_no_day_is_said(officer: Browser, looked: str) -> None:
    assert "Er zijn geen regels" in text_of(officer.get("/controle?until=2026-11-22"))
    wrong = officer.get("/controle?since=gisteren")
    assert wrong.status_code == 200
    assert 'aria-invalid="true"' in wrong.text


def test_no_page_of_the_officer_shows_content_of_a_profile(officer: Browser, looked: str) -> None:
    for path in ("/controle", "/controle.csv", "/controle/bronnen", "/controle/wissen", "/controle/verwerking"):
        page = officer.get(path)
        assert page.status_code == 200
        assert not any(secret in page.text for secret in ("Joke", "Voorhout", "+3161234", "praatplein.example"))


def test_what_sources_were_told_is_counted_without_values(world: World, officer: Browser, consented: str) -> None:
    with world.vault.begin() as db:
        for number in range(3):
            told = {"source": "adressengids", "kinds": ["name", "city"], "purpose": "scan", "at": world.at}
            db.connection.execute(insert(tables.disclosures).values(id=f"d{number}", profile_id=consented, **told))
    assert "Adressengids" in text_of(officer.get("/controle/bronnen"))
    assert "adressengids,scan,city name,3,1,2026-11-23" in officer.get("/controle/bronnen.csv").text


def test_each_erasure_stands_there(world: World, officer: Browser, consented: str) -> None:
    with world.vault.begin() as db:
        audit.write(db, world.at, "luwte", "retention", detail="4 findings")
    assert "4 findings" in text_of(officer.get("/controle/wissen"))


def test_the_register_knows_every_column_and_which_are_locked(officer: Browser) -> None:
    kept = {(one.table, one.column): one for one in oversight.register()}
    assert len(kept) == sum(len(table.columns) for table in tables.metadata.sorted_tables)
    assert all(one.meaning for one in kept.values())
    assert kept["profiles", "sealed"].locked
    assert not kept["findings", "risk"].locked
    assert "incidents,sealed,yes" in officer.get("/controle/verwerking.csv").text


def test_the_legal_basis_is_a_setting_that_every_page_states(world: World, officer: Browser) -> None:
    assert "Niet ingesteld" in text_of(officer.get("/controle/verwerking"))
    house = world.app.extensions["luwte"]
    basis = "Toestemming (artikel 6 lid 1 onder a AVG)"
    settings = house.settings.model_copy(update={"legal_basis": basis})
    app = create_app(world.vault, settings, world.clock, house.sources, house.recipients)
    app.testing = True
    told = replace(world, app=app)
    assert f"Grondslag: {basis}" in text_of(told.browser().get("/aanmelden"))
    assert basis in text_of(told.staff(Role.EMPLOYEE).get("/melden"))


def test_nobody_else_sees_the_officers_pages(world: World) -> None:
    for role in set(Role) - {Role.DPO}:
        assert world.staff(role).get("/controle/verwerking").status_code == 403
