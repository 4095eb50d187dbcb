"""Dutch unless somebody chose English; then everything is English, for them alone, and stays so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.roles import Role
from storage import accounts, languages
from tests.web.conftest import PASSWORD, RECIPIENTS, SOURCES, Browser, World, text_of
from web.app import create_app
from web.language import LANGUAGES


def read_in(browser: Browser, language: str, path: str = "/aanmelden") -> str:
    """Chooses the language on that page as its button does; returns where it leads."""
    answer = browser.submit(path, {"language": language}, "#language")
    assert answer.status_code == 302
    return answer.location


def language_of(browser: Browser, path: str = "/aanmelden", **headers: str) -> str:
    html = LexborHTMLParser(browser.client.get(path, headers=headers).text).css_first("html")
    assert html is not None
    return str(html.attributes["lang"])


def test_whoever_chose_nothing_reads_dutch_whatever_their_browser_asks_for(world: World) -> None:
    assert language_of(world.browser(), **{"Accept-Language": "en"}) == "nl"


@pytest.mark.parametrize(("asked", "read"), [("en", "en"), ("fr, en;q=0.5", "en"), ("fr", "nl"), ("nl, en", "nl"), ("*", "nl")])
def test_where_the_organisation_lets_it_the_browsers_language_counts(world: World, asked: str, read: str) -> None:
    settings = world.app.extensions["luwte"].settings.model_copy(update={"language_of_browser": True})
    app = create_app(world.vault, settings, world.clock, SOURCES, RECIPIENTS)
    visitor = replace(world, app=app).browser()
    assert language_of(visitor, **{"Accept-Language": asked}) == read
    read_in(visitor, "nl")
    assert language_of(visitor, **{"Accept-Language": asked}) == "nl"


def test_a_choice_stays_in_this_browser_and_in_no_other(world: World) -> None:
    chose, other = world.browser(), world.browser()
    assert "Sign in" not in text_of(chose.get("/aanmelden"))
    read_in(chose, "en")
    assert "Sign in" in text_of(chose.get("/aanmelden"))
    assert "Aanmelden" in text_of(other.get("/aanmelden"))
    assert "Sign in" in text_of(chose.get("/aanmelden"))


def test_a_choice_of_whoever_signed_in_is_kept_with_the_account(world: World) -> None:
    coordinator = world.staff(Role.COORDINATOR)
    name = text_of(coordinator.get("/")).partition("aanspreekpunt · ")[2].split()[0]
    read_in(coordinator, "en", "/dossiers")
    elsewhere = world.browser().sign_in(name)
    assert language_of(elsewhere, "/dossiers") == "en"
    read_in(elsewhere, "nl", "/dossiers")
    assert language_of(elsewhere, "/dossiers") == language_of(world.browser().sign_in(name), "/dossiers") == "nl"


def test_what_an_employee_chose_before_enrolling_is_kept_too(world: World) -> None:
    coordinator, invited = world.staff(Role.COORDINATOR), world.browser()
    link = coordinator.submit("/uitnodigen", {"unit": "wijk"}).text.partition("/uitnodiging/")[2].partition('"')[0]
    path = f"/uitnodiging/{link}"
    assert read_in(invited, "en", path) == path
    invited.submit(path, {"login": "joke", "password": PASSWORD, "surname": "Berg"})
    with world.vault.begin() as db:
        joke = accounts.with_password(db, "joke", PASSWORD)
        assert joke is not None
        assert joke.profile_id is not None
        assert languages.of_profile(db, joke.profile_id) == "en"


@pytest.mark.parametrize("path", ["/aanmelden?next=/mijn", "/privacy"])
def test_one_goes_on_where_one_was(world: World, path: str) -> None:
    assert read_in(world.browser(), "en", path) == path


def test_it_leads_to_no_other_site_and_knows_no_other_language(world: World) -> None:
    visitor = world.browser()
    token = LexborHTMLParser(visitor.get("/aanmelden").text).css_first("#language [name=csrf_token]")
    assert token is not None
    form = {"csrf_token": token.attributes["value"], "next": "//elders.example/", "language": "xx"}
    answer = visitor.client.post("/taal", data=form)
    assert answer.location == "/"
    assert "luwte-language" not in str(answer.headers)
    assert language_of(visitor) == "nl"


def test_a_form_of_somebody_else_changes_no_language(world: World) -> None:
    visitor = world.browser()
    assert visitor.client.post("/taal", data={"language": "en"}).status_code == 400
    assert language_of(visitor) == "nl"


def test_each_language_is_offered_in_its_own_words(world: World) -> None:
    buttons = LexborHTMLParser(world.browser().get("/aanmelden").text).css("#language button")
    assert {one.attributes["lang"]: one.text() for one in buttons} == LANGUAGES
    assert [one.attributes["lang"] for one in buttons if "aria-current" in one.attributes] == ["nl"]
