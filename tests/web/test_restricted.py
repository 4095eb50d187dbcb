"""Who withdraws under a police hold: identity and everything else go, the evidence is locked, and they are told so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from domain.due import Action
from domain.errors import NotFound
from domain.retention import Ground
from domain.roles import Role
from storage import cases, due, erasure, exposures, tables
from tests.conftest import joke
from tests.web.conftest import Browser, World, text_of


@pytest.fixture
def held(world: World, consented: str) -> str:
    """Somebody whose evidence the police asked us to keep, and who has a finding that has nothing to do with it."""
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    world.finding(consented, url="https://adressengids.example/1", source="adressengids")
    with world.vault.begin() as db:
        case = cases.of_profile(db, consented)
        assert case is not None
        cases.hold(db, case.id, "coordinator-1", world.at)
    return consented


def stop(world: World, profile_id: str) -> str:
    """The employee withdraws; returns the page that they are shown."""
    owner = world.staff(Role.EMPLOYEE, "wijk", profile_id=profile_id)
    assert "de politie heeft gevraagd het bewijs te bewaren" in text_of(owner.get("/mijn/intrekken"))
    answer = owner.submit("/mijn/intrekken", {"sure": "y"})
    assert answer.status_code == 200
    return answer.text


def rows(world: World) -> dict[str, int]:
    with world.vault.begin() as db:
        return {one.name: len(db.connection.execute(select(one)).all()) for one in tables.metadata.sorted_tables}


def test_it_is_said_before_and_after_and_in_the_file(world: World, held: str) -> None:
    page = stop(world, held)
    assert "Eén ding is nog niet gewist" in page
    link = LexborHTMLParser(page).css_first("#download")
    assert link is not None
    path = str(link.attributes["href"])
    receipt = world.browser().get(path)
    assert "attachment" in receipt.headers["Content-Disposition"]
    assert held in receipt.text
    assert "Eén ding is nog niet gewist" in receipt.text
    assert "meldpunt@politie.example" in receipt.text
    assert world.browser().get(path[:-1] + ("A" if path[-1] != "A" else "B")).status_code == 404, "nobody makes one up"


def test_without_a_hold_the_receipt_says_that_all_is_erased(world: World, consented: str) -> None:
    answer = world.staff(Role.EMPLOYEE, "wijk", profile_id=consented).submit("/mijn/intrekken", {"sure": "y"})
    link = LexborHTMLParser(answer.text).css_first("#download")
    assert link is not None
    receipt = world.browser().get(str(link.attributes["href"])).text
    assert "politie" not in receipt.replace("meldpunt@politie.example", "")
    assert erasure.erase(world.vault, consented, world.at)


@pytest.fixture
def claimed(world: World, held: str) -> str:
    """The same, but nothing is asked by the police: a legal claim needs the evidence for ten days."""
    with world.vault.begin() as db:
        case = cases.of_profile(db, held)
        assert case is not None
        cases.lift(db, case.id, "coordinator-1", world.at)
        cases.keep_until(db, case.id, world.at + timedelta(days=10), Ground.CLAIM, "coordinator-1", world.at)
    return held


def test_what_a_legal_claim_needs_stays_until_its_day_and_no_longer(world: World, claimed: str) -> None:
    owner = world.staff(Role.EMPLOYEE, "wijk", profile_id=claimed)
    assert "het bewijs is nodig voor een rechtsvordering" in text_of(owner.get("/mijn/intrekken"))
    link = LexborHTMLParser(owner.submit("/mijn/intrekken", {"sure": "y"}).text).css_first("#download")
    assert link is not None
    assert "rechtsvordering" in world.browser().get(str(link.attributes["href"])).text
    assert not erasure.erase(world.vault, claimed, world.at)
    left = rows(world)
    assert (left["exposures"], left["captures"], left["grants"]) == (1, 1, 0)
    assert erasure.erase(world.vault, claimed, world.at + timedelta(days=10, seconds=1))
    left = rows(world)
    assert [name for name in ("exposures", "captures", "findings", "profiles") if left[name]] == []


def test_the_evidence_for_a_claim_is_handed_out_for_that_and_erased_when_it_is_over(world: World, claimed: str) -> None:
    world.staff(Role.EMPLOYEE, "wijk", profile_id=claimed).submit("/mijn/intrekken", {"sure": "y"})
    erasure.erase(world.vault, claimed, world.at)
    coordinator = world.staff(Role.COORDINATOR, "elders")
    assert "Bewaard voor een rechtsvordering." in text_of(coordinator.get("/beperkt"))
    handed = coordinator.submit("/beperkt", {}, "#hand-1-1")
    assert "bewijs-court-" in handed.headers["Content-Disposition"]
    assert coordinator.submit("/beperkt", {}, "#lift-1").status_code == 302
    assert erasure.erase(world.vault, claimed, world.at)


@pytest.mark.parametrize("ground", [one for one in Ground if one is not Ground.CLAIM])
def test_another_reason_to_keep_evidence_ends_with_the_withdrawal(world: World, held: str, ground: Ground) -> None:
    with world.vault.begin() as db:
        case = cases.of_profile(db, held)
        assert case is not None
        cases.lift(db, case.id, "coordinator-1", world.at)
        cases.keep_until(db, case.id, world.at + timedelta(days=10), ground, "coordinator-1", world.at)
    world.staff(Role.EMPLOYEE, "wijk", profile_id=held).submit("/mijn/intrekken", {"sure": "y"})
    assert erasure.erase(world.vault, held, world.at)


def test_what_a_claim_and_the_police_need_is_erased_when_neither_does(world: World, claimed: str) -> None:
    with world.vault.begin() as db:
        case = cases.of_profile(db, claimed)
        assert case is not None
        cases.hold(db, case.id, "coordinator-1", world.at)
    stop(world, claimed)
    coordinator = world.staff(Role.COORDINATOR, "elders")
    coordinator.submit("/beperkt", {}, "#lift-1")
    assert not erasure.erase(world.vault, claimed, world.at)
    coordinator.submit("/beperkt", {}, "#lift-1")
    assert erasure.erase(world.vault, claimed, world.at)


def test_only_the_evidence_stays_and_under_its_own_key(world: World, held: str) -> None:
    stop(world, held)
    assert not erasure.erase(world.vault, held, world.at)
    left = rows(world)
    assert (left["exposures"], left["captures"], left["findings"], left["profiles"]) == (1, 1, 1, 1)
    gone = ("grants", "watches", "accounts", "disclosures", "invitations")
    assert {name: left[name] for name in gone if name != "accounts"} == dict.fromkeys([n for n in gone if n != "accounts"], 0)
    with pytest.raises(NotFound):
        world.vault.keys.get(held)
    with world.vault.begin() as db:
        (exposure,) = exposures.all_of(db, held)
        assert exposure.place.url
        profile = db.connection.execute(select(tables.profiles)).one()
    assert profile.sealed is None
    for identifier in joke().identifiers():
        assert identifier.value not in str(profile)


def test_the_coordinator_of_another_team_hands_it_over_and_lifts_the_hold(world: World, held: str) -> None:
    stop(world, held)
    erasure.erase(world.vault, held, world.at)
    coordinator = world.staff(Role.COORDINATOR, "elders")
    handed = coordinator.submit("/beperkt", {}, "#hand-1-1")
    assert handed.mimetype == "application/zip"
    assert coordinator.submit("/beperkt", {}, "#lift-1").status_code == 302
    with world.vault.begin() as db:
        assert due.noted(db, Action.PURGE, held) == world.at
    assert erasure.erase(world.vault, held, world.at)
    left = rows(world)
    assert [name for name in ("exposures", "captures", "findings", "profiles", "takedowns") if left[name]] == []


def test_a_direct_colleague_and_a_stranger_see_and_do_nothing(world: World, held: str) -> None:
    stop(world, held)
    with world.vault.begin() as db:
        (exposure,) = exposures.all_of(db, held)
    colleague = world.staff(Role.COORDINATOR, "wijk")
    assert held[:8] not in colleague.get("/beperkt").text
    for browser, code in ((colleague, 403), (world.browser(), 302)):
        assert _post(browser, f"/beperkt/{held}/opheffen") == code
        assert _post(browser, f"/beperkt/{held}/bewijs/{exposure.id}") == code


def test_of_who_did_not_stop_nothing_is_restricted(world: World, held: str) -> None:
    coordinator = world.staff(Role.COORDINATOR, "elders")
    assert "Er is niets bewaard." in text_of(coordinator.get("/beperkt"))
    assert _post(coordinator, f"/beperkt/{held}/opheffen") == 404


def _post(browser: Browser, path: str) -> int:
    token = LexborHTMLParser(browser.get("/").text).css_first("[name=csrf_token]")
    fields = {"csrf_token": token.attributes["value"]} if token else {}
    if not fields:
        page = LexborHTMLParser(browser.get("/aanmelden").text).css_first("[name=csrf_token]")
        assert page is not None
        fields = {"csrf_token": page.attributes["value"]}
    return browser.client.post(path, data=fields).status_code
