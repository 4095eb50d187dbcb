"""A copy elsewhere is recognised by the words around what it gives away; a specialist links it with one click, or does not."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.exposure import Exposure, Kind
from domain.roles import Role
from storage import exposures, takedowns
from tests.conftest import consent
from tests.web.conftest import Browser, World, text_of

HERE, THERE = "https://praatplein.example/draad/4711", "https://elders.example/prikbord/9"
POST = (
    "Weet iemand waar die handhaver woont? Ja hoor: Joke van der Berg, Lange Voorhout 8-bis, bel haar vooral op 06-12345671 "
    "en laat haar weten wat je van haar boetes vindt, zegt het voort."
)
COPY = f"Gevonden op een ander forum, ik zet het hier neer. {POST}"
OTHER = "Op de foto staat Joke van der Berg van de vereniging; wie mee wil doen belt 06-12345671 en vraagt naar haar."


@pytest.fixture
def specialist(world: World) -> Browser:
    return world.staff(Role.SPECIALIST)


def alike_on(browser: Browser, finding_id: str) -> list[str | None]:
    page = LexborHTMLParser(browser.get(f"/beoordelen/{finding_id}").text)
    return [link.attributes["href"] for link in page.css("a.alike")]


def confirm(browser: Browser, *finding_ids: str) -> None:
    for one in finding_ids:
        browser.submit(f"/beoordelen/{one}", {"opinion": "confirmed"}, "#judge")


def exposure_of(world: World, finding_id: str) -> Exposure:
    with world.vault.begin() as db:
        found = exposures.of_finding(db, finding_id)
        assert found is not None
        return found


def test_a_copy_is_suggested_linked_with_one_click_and_let_go_again(world: World, consented: str, specialist: Browser) -> None:
    first = world.finding(consented, url=HERE, excerpt=POST)
    confirm(specialist, first)
    second = world.finding(consented, url=THERE, excerpt=COPY, source="elsewhere")
    assert alike_on(specialist, second) == [f"/beoordelen/{first}"]
    assert 'id="link-1"' not in specialist.get(f"/beoordelen/{second}").text, "it must be judged first"
    confirm(specialist, second)
    assert specialist.submit(f"/beoordelen/{second}", {"of": first}, "#link-1").status_code == 302
    linked, original = exposure_of(world, second), exposure_of(world, first)
    assert (linked.kind, linked.parent) == (Kind.COPY, original.id)
    assert "Kopie van de vindplaats op praatplein.example" in text_of(specialist.get(f"/beoordelen/{second}"))
    assert "kopie op een andere plaats: elders.example" in text_of(specialist.get(f"/vindplaatsen/{original.id}/rest"))
    assert alike_on(specialist, second) == []
    assert specialist.submit(f"/beoordelen/{second}", {}, "#unlink").status_code == 302
    assert (exposure_of(world, second).kind, exposure_of(world, second).parent) == (Kind.ORIGIN, "")


def test_the_request_and_the_page_of_what_is_left_offer_it_too(world: World, consented: str, specialist: Browser) -> None:
    first, second = (
        world.finding(consented, url=url, excerpt=text) for url, text in ((HERE, POST), ("https://meldhier.example/7", COPY))
    )
    confirm(specialist, first)
    original = exposure_of(world, first)
    with world.vault.begin() as db:
        (asked,) = takedowns.all_of(db)
    assert "lijkt ervan gekopieerd: 1" in text_of(specialist.get(f"/verzoeken/{asked.id}"))
    assert "lijkt ervan gekopieerd" not in text_of(world.staff(Role.COORDINATOR).get(f"/verzoeken/{asked.id}"))
    rest = f"/vindplaatsen/{original.id}/rest"
    assert "beoordeel het eerst" in text_of(specialist.get(rest))
    confirm(specialist, second)
    assert specialist.submit(rest, {"of": first}, "#perhaps-1").status_code == 302
    assert exposure_of(world, second).parent == original.id
    assert 'id="perhaps"' not in specialist.get(rest).text


def test_another_text_and_another_employee_are_not_suggested(world: World, consented: str, specialist: Browser) -> None:
    first = world.finding(consented, url=HERE, excerpt=POST)
    world.finding(consented, url=THERE, excerpt=OTHER, source="elsewhere")
    world.finding(world.employee(consent()), url=THERE, excerpt=COPY, source="elsewhere")
    assert alike_on(specialist, first) == []


def test_two_entries_of_one_directory_are_not_suggested_and_those_of_two_are(
    world: World, consented: str, specialist: Browser
) -> None:
    here, there = "https://adressengids.example/1", "https://adressengids.example/2"
    first = world.finding(consented, url=here, excerpt=POST, source="adressengids")
    world.finding(consented, url=there, excerpt=POST, source="adressengids")
    assert alike_on(specialist, first) == []
    elsewhere = world.finding(consented, url=THERE, excerpt=POST, source="elsewhere")
    assert alike_on(specialist, first) == [f"/beoordelen/{elsewhere}"]


def test_neither_hangs_on_the_other_and_on_itself(world: World, consented: str, specialist: Browser) -> None:
    first = world.finding(consented, url=HERE, excerpt=POST)
    second = world.finding(consented, url=THERE, excerpt=COPY, source="elsewhere")
    confirm(specialist, first, second)
    specialist.submit(f"/beoordelen/{second}", {"of": first}, "#link-1")
    page = specialist.get(f"/beoordelen/{first}").text
    proof = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    for finding, of in ((first, second), (first, first), (first, "")):
        answer = specialist.client.post(f"/beoordelen/{finding}/kopie", data={"csrf_token": proof, "of": of})
        assert answer.status_code == 409, (finding, of)
    assert exposure_of(world, first).parent == ""


def test_who_may_not_judge_may_not_link(world: World, consented: str, specialist: Browser) -> None:
    first = world.finding(consented, url=HERE, excerpt=POST)
    second = world.finding(consented, url=THERE, excerpt=COPY, source="elsewhere")
    confirm(specialist, first, second)
    for browser, status in ((world.staff(Role.SPECIALIST, "wijk"), 403), (world.staff(Role.COORDINATOR), 403)):
        page = browser.get("/").text
        proof = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        asked = {"csrf_token": proof, "of": first}
        assert browser.client.post(f"/beoordelen/{second}/kopie", data=asked).status_code == status
    assert exposure_of(world, second).parent == ""
