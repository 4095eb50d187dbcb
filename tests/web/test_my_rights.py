"""What an employee allows, takes back, pauses, corrects, proves and objects to: their own, and at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr
from selectolax.lexbor import LexborHTMLParser

from domain.due import Action
from domain.parts import Condition, Part, Reading
from domain.profile import GrantKind, Profile, Purpose, permits
from domain.roles import Role
from domain.takedown import State, Takedown
from storage import background, due, messages, pauses, profiles, pulses, takedowns, watches
from tests.conftest import consent, joke, mandate
from tests.web.conftest import RECIPIENTS, Browser, World, text_of
from tests.web.test_enrol import CONSENT, IDENTITY, SIGN_IN

ALLOWED, REQUESTS, PROOFS, CHANGE = "/mijn/toestemming", "/mijn/verzoeken", "/mijn/bewijzen", "/mijn/wijzigen"


@pytest.fixture
def owner(world: World, consented: str) -> Browser:
    return world.staff(Role.EMPLOYEE, "wijk", profile_id=consented)


@pytest.fixture
def request_about(world: World, consented: str) -> Takedown:
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
    return takedown


@pytest.fixture(params=["this process", "a worker beside it"])
def senders(world: World, request: pytest.FixtureRequest) -> Iterator[None]:
    """An installation that can send mail and text messages, by the settings of the pages or by those of a worker alone."""
    house = world.app.extensions["luwte"]
    before = house.settings
    if request.param == "a worker beside it":
        with world.vault.begin() as db:
            pulses.say(db, Reading(Part.MAIL_OUT, Condition.DOWN, "does not greet us"), world.at)
            pulses.say(db, Reading(Part.TEXTS, Condition.UP), world.at)
        yield
        return
    can = {"smtp_url": SecretStr("smtp://127.0.0.1"), "phone_url": SecretStr("https://text.example")}
    object.__setattr__(house, "settings", before.model_copy(update=can))
    yield
    object.__setattr__(house, "settings", before)


def opened(world: World, profile_id: str, purpose: Purpose) -> Profile:
    with world.vault.begin() as db:
        return profiles.open_for(db, purpose, profile_id, world.at, "test")


def stored(world: World, takedown: Takedown) -> Takedown:
    with world.vault.begin() as db:
        return takedowns.get(db, takedown.id)


def word_of(world: World, takedown: Takedown) -> Any:
    with world.vault.begin() as db:
        return background.load(db, takedowns.get(db, takedown.id), RECIPIENTS[0], world.at, "test").employee


def test_every_letter_can_be_read_and_agreed_to(world: World, request_about: Takedown, owner: Browser) -> None:
    shown = text_of(owner.get(REQUESTS))
    assert request_about.subject in shown
    assert "Praatplein B.V." in shown
    assert word_of(world, request_about).informed_at is None
    owner.submit(REQUESTS, {}, "#agree-1")
    assert word_of(world, request_about).informed_at == world.at
    assert "u bent akkoord" in text_of(owner.get(REQUESTS))


def test_an_objection_before_it_left_shuts_the_gate_until_they_say_otherwise(
    world: World, request_about: Takedown, owner: Browser
) -> None:
    owner.submit(REQUESTS, {}, "#object-1")
    assert word_of(world, request_about).objected
    gates = text_of(world.staff(Role.SPECIALIST).get(f"/verzoeken/{request_about.id}"))
    assert "De medewerker heeft bezwaar." in gates
    assert stored(world, request_about).state is State.DRAFT
    owner.submit(REQUESTS, {}, "#agree-1")
    assert not word_of(world, request_about).objected


def test_a_colleague_can_neither_read_nor_stop_it(world: World, request_about: Takedown) -> None:
    colleague = world.staff(Role.EMPLOYEE, "wijk", profile_id=world.employee(consent()))
    assert request_about.reference not in colleague.get(REQUESTS).text
    assert "nog geen brief" in text_of(colleague.get(REQUESTS))


def test_every_purpose_is_said_in_plain_words_with_who_hears_what(world: World, owner: Browser) -> None:
    shown = text_of(owner.get(ALLOWED))
    for told in ("zoeken in de bronnen", "Twee mensen kijken naar elke brief", "Adressengids", "e-mailadres"):
        assert told in shown
    assert "Nog niet" not in shown, "a source that is off hears nothing"


def test_consent_taken_back_stops_everything_and_given_anew_starts_it(
    world: World, consented: str, request_about: Takedown, owner: Browser
) -> None:
    owner.submit(ALLOWED, {}, "#no-consent")
    assert stored(world, request_about).state is State.WITHDRAWN
    with world.vault.begin() as db:
        assert not permits(profiles.grants_of(db, consented), Purpose.SCAN, world.at)
        assert due.noted(db, Action.LOOK, request_about.exposure_id) is None
    assert owner.get("/mijn").status_code == 200, "what is kept stays one's own to see"
    owner.submit(ALLOWED, {}, "#give-consent")
    with world.vault.begin() as db:
        assert list(profiles.permitted(db, Purpose.SCAN, world.at)) == [consented]
        (watch,) = watches.of_profile(db, consented)
        assert due.noted(db, Action.SCAN, watch.id) == due.noted(db, Action.LOOK, request_about.exposure_id) == world.at


def test_a_mandate_holds_for_what_is_ticked_and_for_a_year(world: World, consented: str, owner: Browser) -> None:
    owner.submit(ALLOWED, {"mandate_gdpr17": "y"}, "#mandates")
    owner.submit(ALLOWED, {"mandate_delist": "y"}, "#mandates")
    with world.vault.begin() as db:
        grants = profiles.grants_of(db, consented)
    held = [one for one in grants if one.kind is GrantKind.MANDATE and one.holds(world.at)]
    assert [one.routes for one in held] == [("delist",)]
    assert [(one.until - world.at).days for one in held if one.until] == [365]
    ticked = LexborHTMLParser(owner.get(ALLOWED).text).css("#mandates input[checked]")
    assert [node.attributes["name"] for node in ticked] == ["mandate_delist"]


def test_a_mandate_taken_back_withdraws_what_rests_on_it_and_nothing_else(world: World) -> None:
    profile_id = world.employee(consent(), mandate("gdpr17", "gdpr21"))
    finding = world.finding(profile_id, url="https://adressengids.example/1", source="adressengids")
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{finding}", {"opinion": "confirmed"}, "#judge")
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(profile_id)}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        before = takedowns.all_of(db, profile_id=profile_id)
        for one in before[:1]:
            db.connection.execute(takedowns.takedowns.update().where(takedowns.takedowns.c.id == one.id).values(route="gdpr17"))
    world.staff(Role.EMPLOYEE, "wijk", profile_id=profile_id).submit(ALLOWED, {}, "#mandates")
    with world.vault.begin() as db:
        after = {one.route: one.state for one in takedowns.all_of(db, profile_id=profile_id)}
    assert after["gdpr17"] is State.WITHDRAWN
    assert {state for route, state in after.items() if route != "gdpr17"} <= {State.DRAFT}


def test_a_pause_shuts_the_door_and_resuming_opens_it(world: World, consented: str, owner: Browser) -> None:
    owner.submit(ALLOWED, {"span": "week"}, "#pause")
    assert "U hebt gepauzeerd" in text_of(owner.get(ALLOWED))
    with world.vault.begin() as db:
        assert profiles.permitted(db, Purpose.SCAN, world.at) == {}
        pause = pauses.current(db, consented, world.at)
    assert pause is not None
    assert pause.until is not None
    assert (pause.until - world.at).days == 7
    owner.submit(ALLOWED, {}, "#resume")
    with world.vault.begin() as db:
        assert list(profiles.permitted(db, Purpose.SCAN, world.at)) == [consented]


def test_details_are_shown_changed_and_removed(world: World, consented: str, owner: Browser) -> None:
    page = LexborHTMLParser(owner.get(CHANGE).text)
    surname = page.css_first("#surname")
    assert surname is not None
    assert surname.attributes["value"] == "Berg"
    fields = _as_shown(page) | {"handles": "", "phones": "+31612345671\n06 87654321", "mine": "y"}
    assert owner.submit(CHANGE, fields, "#change").status_code == 302
    kept = opened(world, consented, Purpose.SELF)
    number = "+31687654321"
    assert kept == replace(joke(consented), plates=("GB123B",), handles=(), phones=("+31612345671", number), unproven=(number,))
    assert number not in opened(world, consented, Purpose.SCAN).phones


def test_nothing_is_changed_without_the_declaration_or_with_a_mistake(world: World, consented: str, owner: Browser) -> None:
    fields = _as_shown(LexborHTMLParser(owner.get(CHANGE).text)) | {"calling_name": "Jo"}
    assert owner.submit(CHANGE, fields, "#change").status_code == 400
    refused = owner.submit(CHANGE, fields | {"mine": "y", "phones": "geen nummer"}, "#change")
    assert refused.status_code == 400
    assert "geen nummer" in refused.text, "what was typed is not lost"
    assert opened(world, consented, Purpose.SELF) == joke(consented)


def _as_shown(page: LexborHTMLParser) -> dict[str, str]:
    fields = page.css("#change input[type=text], #change input[type=date]")
    shown = {str(node.attributes["name"]): node.attributes.get("value") or "" for node in fields}
    return shown | {str(node.attributes["name"]): node.text().strip() for node in page.css("#change textarea")}


def unproven(world: World, profile_id: str, *values: str) -> None:
    with world.vault.begin() as db:
        profiles.save(db, replace(joke(profile_id), unproven=values), "employee-0", world.at)


def sent(world: World, profile_id: str) -> messages.Message:
    with world.vault.begin() as db:
        (line,) = [one for one in due.agenda(db) if one.action is Action.DELIVER]
        message = messages.get(db, line.thing)
        messages.sent(db, message.id, world.at)
        due.strike(db, message.id)
    assert message.profile_id == profile_id
    return message


@pytest.mark.usefixtures("senders")
def test_a_mail_address_is_proven_by_the_link_and_only_by_its_button(world: World, consented: str, owner: Browser) -> None:
    email = joke().emails[0]
    unproven(world, consented, email)
    owner.submit(PROOFS, {}, "#send-1")
    message = sent(world, consented)
    path = message.word.removeprefix("http://localhost")
    assert (message.to, email in message.word) == (email, False)
    other = world.staff(Role.EMPLOYEE, "wijk", profile_id=world.employee(consent()))
    assert other.submit(path, {}, "#follow").status_code == 404
    assert owner.get(path).status_code == 200
    assert opened(world, consented, Purpose.SCAN).emails == (), "a machine that follows links proves nothing"
    assert owner.submit(path, {}, "#follow").status_code == 302
    assert opened(world, consented, Purpose.SCAN).emails == (email,)
    assert owner.submit(path, {}, "#follow").status_code == 404


@pytest.mark.usefixtures("senders")
def test_a_phone_is_proven_by_the_code(world: World, consented: str, owner: Browser) -> None:
    unproven(world, consented, joke().phones[0])
    owner.submit(PROOFS, {}, "#send-2")
    message = sent(world, consented)
    wrong = owner.submit(PROOFS, {"code": "nee"}, "#code-2")
    assert wrong.status_code == 400
    assert "niet de code" in text_of(wrong)
    assert owner.submit(PROOFS, {"code": message.word}, "#code-2").status_code == 302
    assert opened(world, consented, Purpose.SCAN).phones == joke().phones


@pytest.mark.usefixtures("senders")
def test_nobody_has_messages_sent_all_day(world: World, consented: str, owner: Browser) -> None:
    unproven(world, consented, joke().phones[0])
    codes = [owner.submit(PROOFS, {}, "#send-2").status_code for _ in range(11)]
    assert codes == [302] * 10 + [429]


def test_where_nothing_can_be_sent_ones_word_counts_and_is_written_down(world: World, consented: str, owner: Browser) -> None:
    unproven(world, consented, joke().phones[0])
    assert owner.submit(PROOFS, {}, "#declare-2").status_code == 302
    assert opened(world, consented, Purpose.SCAN).phones == joke().phones
    page = LexborHTMLParser(owner.get(PROOFS).text)
    assert page.css("form[action*=bewijzen]") == []


@pytest.mark.usefixtures("senders")
def test_ones_word_does_not_do_where_a_proof_can_be_sent(world: World, consented: str, owner: Browser) -> None:
    unproven(world, consented, joke().phones[0])
    token = LexborHTMLParser(owner.get(PROOFS).text).css_first("main [name=csrf_token]")
    assert token is not None
    fields = {"csrf_token": token.attributes["value"], "value": joke().phones[0]}
    assert owner.client.post(f"{PROOFS}/verklaren", data=fields).status_code == 400
    assert owner.client.post(f"{PROOFS}/sturen", data=fields | {"value": "+31600000000"}).status_code == 404


@pytest.mark.usefixtures("senders")
def test_what_is_given_at_enrolment_has_to_be_proven_where_a_proof_can_be_sent(world: World) -> None:
    page = world.staff(Role.COORDINATOR).submit("/uitnodigen", {"unit": "wijk"})
    path = page.text.partition('id="invitation" href="http://localhost')[2].partition('"')[0]
    answer = world.browser().submit(path, SIGN_IN | IDENTITY | CONSENT)
    assert "zodra u hebt laten zien dat ze van u zijn" in text_of(answer)
    with world.vault.begin() as db:
        (one,) = profiles.all_enrolled(db)
    searched_by = opened(world, one.id, Purpose.SCAN)
    assert (searched_by.phones, searched_by.emails) == ((), ())
    assert searched_by.addresses, "what cannot be proven is declared"
