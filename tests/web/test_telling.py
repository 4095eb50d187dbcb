"""An employee decides what each source may learn of them; nobody else does, and nothing is ticked before they did."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.due import Action
from domain.profile import IdentifierKind
from domain.roles import Role
from storage import audit, due, permissions, watches
from tests.conftest import consent
from tests.web.conftest import SOURCES, Browser, World, text_of

EMAIL = IdentifierKind.EMAIL
BOX = "adressengids:email"


@pytest.fixture
def owner(world: World, consented: str) -> Browser:
    return world.staff(Role.EMPLOYEE, "wijk", profile_id=consented)


def boxes(browser: Browser) -> dict[str, bool]:
    found = LexborHTMLParser(browser.get("/mijn/vertellen").text).css("#telling input[type=checkbox]")
    return {str(box.attributes["name"]): "checked" in box.attributes for box in found}


def allowed(world: World, profile_id: str) -> frozenset[IdentifierKind]:
    with world.vault.begin() as db:
        return permissions.allowed(db, profile_id, "adressengids")


def test_only_what_a_source_would_learn_is_asked_and_nothing_is_ticked(owner: Browser) -> None:
    assert boxes(owner) == {BOX: False}
    assert "Adressengids mag horen: e-mailadres" in text_of(owner.get("/mijn/vertellen"))


def test_what_is_ticked_is_kept_and_the_source_is_asked_at_once(world: World, consented: str, owner: Browser) -> None:
    with world.vault.begin() as db:
        watches.watch_profile(db, consented, SOURCES[:2], "employee-0", world.at)
        (watch,) = (one for one in watches.of_profile(db, consented) if one.source == "adressengids")
        taken = [one for one in due.take(db, world.at, timedelta(minutes=1), 99) if one.thing == watch.id]
        due.settle(db, taken[0], None)
    assert owner.submit("/mijn/vertellen", {BOX: "y"}, "#telling").status_code == 302
    assert boxes(owner) == {BOX: True}
    assert allowed(world, consented) == {EMAIL}
    with world.vault.begin() as db:
        assert due.noted(db, Action.SCAN, watch.id) == world.at
        assert [line.detail for line in audit.lines(db, about=consented) if line.action == "source may learn"] == [
            "adressengids: email"
        ]


def test_what_is_ticked_can_be_taken_back(world: World, consented: str, owner: Browser) -> None:
    owner.submit("/mijn/vertellen", {BOX: "y"}, "#telling")
    world.pass_time(minutes=1)
    owner.submit("/mijn/vertellen", {}, "#telling")
    assert boxes(owner) == {BOX: False}
    assert allowed(world, consented) == frozenset()


def test_what_no_source_would_learn_cannot_be_allowed(world: World, consented: str, owner: Browser) -> None:
    """Not even by who writes the form themselves: it would be a permission for something that nobody explained."""
    token = LexborHTMLParser(owner.get("/mijn/vertellen").text).css_first("input[name=csrf_token]")
    assert token is not None
    sent = {"csrf_token": token.attributes["value"], "adressengids:phone": "y", "praatplein:email": "y", "later:email": "y"}
    owner.client.post("/mijn/vertellen", data=sent)
    assert allowed(world, consented) == frozenset()
    with world.vault.begin() as db:
        assert permissions.of_profile(db, consented) == []


def test_a_colleague_decides_for_themselves_alone(world: World, consented: str, owner: Browser) -> None:
    colleague_id = world.employee(consent())
    colleague = world.staff(Role.EMPLOYEE, "wijk", profile_id=colleague_id)
    colleague.submit("/mijn/vertellen", {BOX: "y"}, "#telling")
    assert allowed(world, colleague_id) == {EMAIL}
    assert allowed(world, consented) == frozenset()
    assert boxes(owner) == {BOX: False}


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.COORDINATOR])
def test_nobody_decides_for_another(world: World, role: Role) -> None:
    assert world.staff(role).get("/mijn/vertellen").status_code == 403


def test_a_stranger_is_sent_to_sign_in_and_changes_nothing(world: World, consented: str) -> None:
    answer = world.browser().client.post("/mijn/vertellen", data={BOX: "y"})
    assert answer.status_code in (302, 400, 401, 403)
    assert allowed(world, consented) == frozenset()


def test_the_download_tells_what_was_allowed(owner: Browser) -> None:
    owner.submit("/mijn/vertellen", {BOX: "y"}, "#telling")
    told = json.loads(owner.get("/mijn/gegevens.json").text)["sources_may_learn"]
    assert [(one["source"], one["kinds"]) for one in told] == [("adressengids", ["email"])]
