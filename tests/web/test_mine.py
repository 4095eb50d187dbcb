"""An employee sees, takes along and erases everything of their own, and nothing of anybody else's."""

from __future__ import annotations

import json

import pytest

from domain.due import Action
from domain.profile import IdentifierKind, Purpose
from domain.roles import Role
from storage import due, erasure, profiles, watches
from tests.conftest import consent, mandate
from tests.web.conftest import EXCERPT, Browser, World, text_of


@pytest.fixture
def owner(world: World, consented: str) -> Browser:
    return world.staff(Role.EMPLOYEE, "wijk", profile_id=consented)


def confirm(world: World, profile_id: str) -> None:
    specialist = world.staff(Role.SPECIALIST)
    specialist.submit(f"/beoordelen/{world.finding(profile_id)}", {"opinion": "confirmed"}, "#judge")


def test_the_owner_sees_how_each_place_stands_without_what_was_written_there(
    world: World, consented: str, owner: Browser
) -> None:
    confirm(world, consented)
    world.finding(consented, url="https://adressengids.example/1", source="adressengids")
    page = owner.get("/mijn")
    shown = text_of(page)
    for told in (
        "praatplein.example",
        "privéadres: zichtbaar",
        "nog zichtbaar",
        "LW-2026-0001: concept",
        "1 bevindingen wachten",
    ):
        assert told in shown
    assert "Ze heet" not in page.text


def test_the_owner_sees_what_was_told_to_whom_and_who_looked(world: World, consented: str, owner: Browser) -> None:
    with world.vault.begin() as db:
        watches.disclose(db, consented, "adressengids", [IdentifierKind.NAME, IdentifierKind.CITY], Purpose.SCAN, world.at)
        profiles.open_for(db, Purpose.REVIEW, consented, world.at, "specialist-9")
    shown = text_of(owner.get("/mijn"))
    assert "Adressengids woonplaats, naam" in shown
    assert "specialist-9 een bevinding beoordelen" in shown


def test_a_colleague_sees_their_own_data_alone(world: World, consented: str, owner: Browser) -> None:
    colleague_id = world.employee(mandate("gdpr17"))
    confirm(world, consented)
    colleague = world.staff(Role.EMPLOYEE, "wijk", profile_id=colleague_id)
    shown = text_of(colleague.get("/mijn"))
    assert "praatplein.example" not in shown
    assert "machtiging (gdpr17)" in shown
    assert json.loads(colleague.get("/mijn/gegevens.json").text)["profile"]["id"] == colleague_id


def test_a_member_of_staff_without_a_profile_has_no_such_page(world: World) -> None:
    assert world.staff(Role.EMPLOYEE).get("/mijn").status_code == 404


def test_the_download_holds_everything_and_is_kept_nowhere(world: World, consented: str, owner: Browser) -> None:
    confirm(world, consented)
    answer = owner.get("/mijn/gegevens.json")
    told = json.loads(answer.text)
    assert told["profile"]["surname"] == "Berg"
    assert told["profile"]["addresses"][0]["postcode"] == "2514ED"
    own = {"plates": ["GB-123-B"], "service_numbers": ["AB12345"], "ibans": ["NL91ABNA0417164300"]}
    assert own.items() <= told["profile"].items()
    assert told["findings"][0]["excerpt"] == EXCERPT
    assert told["exposures"][0]["takedowns"][0]["reference"] == "LW-2026-0001"
    assert any(line["purpose"] == "review" for line in told["audit"])
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_nothing_is_erased_without_a_yes(world: World, consented: str, owner: Browser) -> None:
    assert owner.submit("/mijn/intrekken", {}).status_code == 400
    assert owner.get("/mijn").status_code == 200


def test_who_withdraws_gets_a_receipt_and_is_signed_out(world: World, consented: str, owner: Browser) -> None:
    other_device = world.staff(Role.EMPLOYEE, "wijk", profile_id=consented)
    confirm(world, consented)
    answer = owner.submit("/mijn/intrekken", {"sure": "y"})
    assert answer.status_code == 200
    assert consented in text_of(answer)
    assert owner.get("/mijn").status_code == 302
    assert other_device.get("/mijn").status_code == 404
    assert other_device.get("/mijn/intrekken").status_code == 404
    with world.vault.begin() as db:
        assert [(line.action, line.thing) for line in due.agenda(db)] == [(Action.PURGE, consented)]


def test_after_a_withdrawal_nothing_of_it_stands_on_any_page(world: World, consented: str, owner: Browser) -> None:
    confirm(world, consented)
    waiting = world.finding(consented, url="https://adressengids.example/1", source="adressengids")
    owner.submit("/mijn/intrekken", {"sure": "y"})
    specialist, coordinator = world.staff(Role.SPECIALIST), world.staff(Role.COORDINATOR)
    for browser, path in (
        (specialist, "/"),
        (specialist, "/beoordelen"),
        (specialist, "/verzoeken"),
        (coordinator, "/dossiers"),
        (coordinator, "/verzoeken"),
    ):
        page = browser.get(path)
        assert page.status_code == 200
        assert consented not in page.text
        assert waiting not in page.text
        assert "LW-2026-0001" not in page.text
    assert specialist.get(f"/beoordelen/{waiting}").status_code == 404
    assert coordinator.get(f"/dossiers/{consented}").status_code == 404


def test_once_erased_the_pages_stay_up_and_the_audit_line_stays(world: World, consented: str, owner: Browser) -> None:
    confirm(world, consented)
    owner.submit("/mijn/intrekken", {"sure": "y"})
    erasure.erase(world.vault, consented, world.at)
    assert world.staff(Role.SPECIALIST).get("/verzoeken").status_code == 200
    shown = text_of(world.staff(Role.DPO).get(f"/controle?about={consented}"))
    assert "erased" in shown
    assert "Joke" not in shown


def test_without_consent_the_page_says_that_nobody_searches(world: World) -> None:
    profile_id = world.employee()
    shown = text_of(world.staff(Role.EMPLOYEE, "wijk", profile_id=profile_id).get("/mijn"))
    assert "niemand zoekt naar u" in shown


def test_a_consent_that_ended_is_shown_as_ended(world: World) -> None:
    profile_id = world.employee(consent())
    with world.vault.begin() as db:
        profiles.take_back(db, profile_id, consent().kind, "employee-0", world.at)
    shown = text_of(world.staff(Role.EMPLOYEE, "wijk", profile_id=profile_id).get("/mijn"))
    assert "toestemming: gegeven op 23 nov 2026, 10:00 – beëindigd" in shown
