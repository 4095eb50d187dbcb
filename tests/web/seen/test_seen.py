"""Every page in a real browser: nothing that axe can see is wrong, it fits a telephone, and it asks nobody else for anything;
and each role's main job is done with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from domain.roles import Role
from storage import flare_ups
from tests.web.conftest import SOURCES
from tests.web.seen.look import Seen, look_at_all
from tests.web.seen.town import Town
from tests.web.seen.views import all_views
from tests.web.seen.window import Window
from web.catalogue import dutch
from web.language import LANGUAGES

#: So many stops of the Tab key are enough for any page of ours.
_STOPS = 150


@pytest.fixture(scope="session")
def seen(window: Window) -> list[Seen]:
    return look_at_all(window)


def test_no_page_has_a_fault_that_axe_can_see(seen: list[Seen]) -> None:
    assert {f"{one.view.name} ({one.language})": one.faults for one in seen if one.faults} == {}
    assert len(seen) > 60


def test_each_page_says_in_which_language_it_is_and_both_were_seen(seen: list[Seen]) -> None:
    assert [one.view.name for one in seen if one.said != one.language] == []
    assert {one.language for one in seen} == set(LANGUAGES)


def test_no_page_is_wider_than_a_narrow_telephone(seen: list[Seen]) -> None:
    assert [one.view.name for one in seen if one.too_wide] == []


def test_every_page_asks_its_own_host_alone(window: Window, seen: list[Seen]) -> None:
    assert {host for one in seen for host in one.asked} == {window.address.removeprefix("http://")}


def test_no_page_says_in_one_language_what_it_should_say_in_the_other(town: Town) -> None:
    known = {str(one.id): str(one.string) for one in dutch() if one.id and one.id != one.string}
    wrong = {"nl": known.keys() - set(known.values()), "en": set(known.values()) - known.keys()}
    names = {source.name for source in SOURCES}  # one of them happens to be called as something is said
    left = {}
    for view in all_views():
        for language, foreign in wrong.items():
            client = town.visitors[view.role].client
            client.set_cookie("luwte-language", language)
            answer = client.get(town.path(view.path), buffered=True)
            if answer.mimetype == "text/html" and (found := (said(answer.text) & foreign) - names):
                left[f"{view.name} ({language})"] = found
            client.delete_cookie("luwte-language")
    assert left == {}


def said(page: str) -> set[str]:
    """Every piece of text, but for what says itself that it is in another language."""
    tree = LexborHTMLParser(page)
    for other in tree.css("body [lang]"):
        other.decompose()
    body = tree.body
    return set(body.text(separator="\n", strip=True).splitlines()) if body else set()


def reach(page: Page, selector: str) -> None:
    """Goes there with the Tab key, as somebody without a mouse does; what has the focus can be seen."""
    for _stop in range(_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"the focus on {selector} cannot be seen"
            return
    raise AssertionError(f"the Tab key does not lead to {selector}")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Goes there, presses the key, and waits for the next page."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_the_first_stop_leads_past_the_menu(window: Window) -> None:
    page = window.page(Role.COORDINATOR)
    page.goto("/dossiers")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_an_employee_checks_how_findable_they_are_by_keyboard(window: Window) -> None:
    page = window.page(Role.EMPLOYEE)
    page.goto("/")
    press(page, "main a[href='/mijn/zelfcontrole']")
    assert heading(page) == "Hoe vindbaar ben ik?"
    reach(page, ".place details summary")
    page.keyboard.press("Enter")
    assert page.locator(".place details[open]").count() == 1
    press(page, ".place a[href^='/mijn/stappen']")
    assert heading(page) == "Wat u zelf kunt doen"


def test_a_specialist_judges_a_finding_with_one_key(window: Window) -> None:
    page = window.page(Role.SPECIALIST)
    page.goto("/")
    press(page, "nav a[href='/beoordelen']")
    press(page, "main a[href^='/beoordelen/']")
    judged = page.url
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.url != judged


def test_a_coordinator_plans_a_flare_up_and_reads_the_report_by_keyboard(window: Window) -> None:
    page = window.page(Role.COORDINATOR)
    profile_id = window.town.ids["profile_id"]
    page.goto(f"/dossiers/{profile_id}")
    press(page, f"main a[href$='/{profile_id}/opslaimoment']")
    reach(page, "#kind")
    page.keyboard.press("ArrowDown")
    for name, day in (("starts", "01022027"), ("ends", "02022027")):
        reach(page, f"#{name}")
        page.keyboard.type(day)
    press(page, "#flare-up button")
    assert heading(page) == "Opslaimoment"
    with window.town.world.vault.begin() as db:
        assert len(flare_ups.of_profile(db, profile_id)) == 3
    press(page, "nav a[href='/rapporten']")
    assert page.locator("main table").count() > 0


def test_an_officer_sees_who_saw_what_by_keyboard(window: Window) -> None:
    page = window.page(Role.DPO)
    page.goto("/")
    press(page, "nav a[href='/controle']")
    press(page, "main td a[href*='about=']")
    assert page.locator("tbody tr").count() > 0


def test_an_administrator_adds_an_account_by_keyboard(window: Window) -> None:
    page = window.page(Role.ADMINISTRATOR)
    page.goto("/")
    press(page, "nav a[href='/beheer/accounts']")
    reach(page, "#login")
    page.keyboard.type("fenna@lindestad.example")
    reach(page, "#role")
    page.keyboard.press("ArrowDown")
    reach(page, "#unit")
    page.keyboard.type("wijk")
    press(page, "#new button")
    assert page.locator("#link").count() == 1
