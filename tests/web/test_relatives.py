"""The relatives of an employee: an adult decides alone and out of sight, a child by whoever holds custody."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.profile import Purpose
from domain.roles import Role
from storage import profiles, relatives, watches
from tests.conftest import consent
from tests.web.conftest import Browser, World, text_of
from tests.web.test_enrol import CONSENT, IDENTITY, SIGN_IN

PAGE = "/mijn/familie"
DECLARED = {"custody": "y", "together": "y", "told": "y"}
CHILD = {"calling_name": "Sam", "surname": "Berg", "birth_date": "2015-05-01"}


@pytest.fixture
def owner(world: World, consented: str) -> Browser:
    return world.staff(Role.EMPLOYEE, "wijk", profile_id=consented)


def searched_for(world: World) -> set[str]:
    with world.vault.begin() as db:
        return set(profiles.permitted(db, Purpose.SCAN, world.at))


def test_an_adult_consents_alone_and_neither_sees_the_other(world: World, consented: str, owner: Browser) -> None:
    link = LexborHTMLParser(owner.submit(PAGE, {}, "#invite").text).css_first("#invitation")
    assert link is not None
    assert searched_for(world) == {consented}, "an invitation is no consent"
    path = str(link.attributes["href"]).removeprefix("http://localhost")
    world.browser().submit(path, SIGN_IN | IDENTITY | CONSENT | {"calling_name": "Ravindra"})
    (relative_id,) = searched_for(world) - {consented}
    relative = world.browser().sign_in("joke")
    assert "via een familielid" in text_of(relative.get(PAGE))
    assert "Ravindra" not in owner.get(PAGE).text + owner.get("/mijn").text
    assert consented not in relative.get(PAGE).text
    assert "die meedoet" in text_of(owner.get(PAGE))
    with world.vault.begin() as db:
        link_between = relatives.of_relative(db, relative_id)
    assert link_between is not None
    assert link_between.employee_id == consented


def test_a_child_is_searched_for_on_the_declaration_of_who_holds_custody(world: World, consented: str, owner: Browser) -> None:
    assert owner.submit(f"{PAGE}/kind", CHILD | DECLARED, "#child").status_code == 302
    (child_id,) = searched_for(world) - {consented}
    with world.vault.begin() as db:
        (grant,) = profiles.grants_of(db, child_id)
        assert [watch.source for watch in watches.of_profile(db, child_id)] == ["adressengids"]
    assert grant.until is not None
    assert grant.until.year == 2033
    assert "u verklaarde dat u het gezag hebt" in text_of(owner.get(PAGE))
    owner.submit(PAGE, {}, "#stop-1")
    assert searched_for(world) == {consented}


@pytest.mark.parametrize("missing", sorted(DECLARED))
def test_without_a_declaration_there_is_no_child(world: World, consented: str, owner: Browser, missing: str) -> None:
    declared = {name: value for name, value in DECLARED.items() if name != missing}
    assert owner.submit(f"{PAGE}/kind", CHILD | declared, "#child").status_code == 400
    assert searched_for(world) == {consented}


@pytest.mark.parametrize(("born", "said"), [("", "Vul dit in"), ("2001-01-01", "18 of ouder")])
def test_whoever_is_of_age_consents_alone(world: World, consented: str, owner: Browser, born: str, said: str) -> None:
    refused = owner.submit(f"{PAGE}/kind", CHILD | DECLARED | {"birth_date": born}, "#child")
    assert refused.status_code == 400
    assert said in text_of(refused)
    assert searched_for(world) == {consented}


def test_who_holds_custody_sees_how_much_was_found_about_the_child_and_nobody_else_does(
    world: World, consented: str, owner: Browser
) -> None:
    owner.submit(f"{PAGE}/kind", CHILD | DECLARED, "#child")
    (child_id,) = searched_for(world) - {consented}
    assert "0 plekken, waarvan er 0 weg zijn; nog 0" in text_of(owner.get(PAGE))
    world.finding(child_id, url="https://gids.example/1")
    world.staff(Role.SPECIALIST, "elders").submit(
        f"/beoordelen/{world.finding(child_id, url='https://gids.example/2')}", {"opinion": "confirmed"}, "#judge"
    )
    shown = text_of(owner.get(PAGE))
    assert "1 plekken, waarvan er 0 weg zijn; nog 1" in shown
    assert "gids.example" not in shown
    other = world.staff(Role.EMPLOYEE, "wijk", profile_id=world.employee(consent()))
    assert "Over dit kind gevonden" not in text_of(other.get(PAGE))


def test_nobody_stops_for_an_adult_nor_for_anothers_child(world: World, consented: str, owner: Browser) -> None:
    owner.submit(f"{PAGE}/kind", CHILD | DECLARED, "#child")
    (child_id,) = searched_for(world) - {consented}
    other = world.staff(Role.EMPLOYEE, "wijk", profile_id=world.employee(consent()))
    token = LexborHTMLParser(other.get(PAGE).text).css_first("[name=csrf_token]")
    assert token is not None
    path = f"{PAGE}/kind/{child_id}/stoppen"
    assert other.client.post(path, data={"csrf_token": token.attributes["value"]}).status_code == 404
    assert child_id in searched_for(world)
    assert child_id not in other.get(PAGE).text
