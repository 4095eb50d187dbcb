"""A specialist sees where the same record stands once more, and whom its source copies; of the same employee alone."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from domain.roles import Role
from tests.conftest import consent
from tests.web.conftest import Browser, World, text_of

HERE, THERE = "https://praatplein.example/draad/4711", "https://adressengids.example/draad/4711"


def copies_on(browser: Browser, finding_id: str) -> list[str | None]:
    page = LexborHTMLParser(browser.get(f"/beoordelen/{finding_id}").text)
    return [link.attributes["href"] for link in page.css("a.copy")]


def test_a_record_and_its_copy_lead_to_each_other_and_to_whom_is_asked_first(world: World, consented: str) -> None:
    specialist = world.staff(Role.SPECIALIST)
    first = world.finding(consented, url=HERE)
    second = world.finding(consented, url=THERE, source="adressengids")
    assert copies_on(specialist, first) == [f"/beoordelen/{second}"]
    assert copies_on(specialist, second) == [f"/beoordelen/{first}"]
    shown = text_of(specialist.get(f"/beoordelen/{second}"))
    assert "Kopie van dezelfde vermelding op praatplein.example" in shown
    assert "Neemt over van Praatplein: vraag het daar eerst" in shown


def test_another_record_or_another_employee_is_no_copy(world: World, consented: str) -> None:
    specialist = world.staff(Role.SPECIALIST)
    first = world.finding(consented, url=HERE)
    world.finding(consented, url="https://adressengids.example/draad/4712", source="adressengids")
    world.finding(world.employee(consent()), url=THERE, source="adressengids")
    assert copies_on(specialist, first) == []
    assert "Neemt over van" not in text_of(specialist.get(f"/beoordelen/{first}"))
