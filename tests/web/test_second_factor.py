"""A second factor is asked after the password, each code opens once, and who must have one sets it up before anything opens."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from config.settings import Settings
from domain.roles import Role
from storage import accounts, audit
from tests.web.conftest import PASSWORD, RECIPIENTS, SOURCES, Browser, World, text_of
from web.app import create_app

SIGN_IN = {"login": "nadia", "password": PASSWORD}


@pytest.fixture
def strict(world: World) -> World:
    """The same vault, where specialists must have a second factor."""
    settings = Settings(second_factor=frozenset({"specialist"}), role_address="meldpunt@politie.example")
    app = create_app(world.vault, settings, world.clock, SOURCES, RECIPIENTS)
    app.testing = True
    with world.vault.begin() as db:
        accounts.create(db, "nadia", PASSWORD, Role.SPECIALIST, "specialist-nadia", world.at)
    return replace(world, app=app)


def set_up(world: World) -> tuple[pyotp.TOTP, list[str]]:
    """Nadia's app and her paper codes, after the first time."""
    browser = world.browser()
    answer = browser.submit("/aanmelden", SIGN_IN)
    assert answer.location.startswith("/aanmelden/tweede-stap?")
    secret = re.search(r'id="secret">([A-Z2-7]+)<', browser.get(answer.location).text)
    assert secret is not None
    app = pyotp.TOTP(secret.group(1))
    shown = browser.submit(answer.location, {"code": app.at(world.at)}, "#set-up")
    assert "Uw herstelcodes" in text_of(shown)
    assert browser.get("/beoordelen").status_code == 200
    return app, re.findall(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", shown.text)


def with_password(world: World) -> Browser:
    browser = world.browser()
    assert browser.submit("/aanmelden", SIGN_IN).location == "/aanmelden/code?next=/"
    return browser


def code(browser: Browser, typed: str) -> int:
    return browser.submit("/aanmelden/code", {"code": typed}).status_code


def test_who_must_have_one_sees_nothing_before_it_is_set_up(strict: World) -> None:
    browser = strict.browser()
    browser.submit("/aanmelden", SIGN_IN)
    assert browser.get("/beoordelen").status_code == 302
    assert browser.get("/account").status_code == 302
    page = browser.get("/aanmelden/tweede-stap")
    assert "<svg" in page.text
    assert browser.submit("/aanmelden/tweede-stap", {"code": "000000"}, "#set-up").status_code == 400
    assert browser.get("/beoordelen").status_code == 302
    assert browser.get("/aanmelden/code").location == "/aanmelden"


def test_whose_role_needs_none_comes_in_by_the_password(strict: World) -> None:
    assert strict.staff(Role.COORDINATOR).get("/dossiers").status_code == 200


def test_with_one_the_password_alone_opens_nothing(strict: World) -> None:
    app, _papers = set_up(strict)
    strict.pass_time(minutes=5)
    browser = with_password(strict)
    before = browser.client.get_cookie("luwte")
    assert browser.get("/beoordelen").status_code == 302
    assert code(browser, "123456") == 400
    assert code(browser, app.at(strict.at)) == 302
    after = browser.client.get_cookie("luwte")
    assert before is not None
    assert after is not None
    assert after.value != before.value
    assert browser.get("/beoordelen").status_code == 200


def test_a_code_opens_once(strict: World) -> None:
    app, _papers = set_up(strict)
    first = with_password(strict)
    assert code(first, app.at(strict.at)) == 400, "it proved the setting up"
    strict.pass_time(minutes=5)
    assert code(first, app.at(strict.at)) == 302
    second = with_password(strict)
    assert code(second, app.at(strict.at)) == 400
    assert code(second, app.at(strict.at - timedelta(seconds=30))) == 400, "nor one from before it"
    strict.pass_time(seconds=30)
    assert code(second, app.at(strict.at)) == 302


def test_clocks_may_differ_by_one_code_and_no_more(strict: World) -> None:
    app, _papers = set_up(strict)
    strict.pass_time(minutes=5)
    assert code(with_password(strict), app.at(strict.at - timedelta(seconds=90))) == 400
    assert code(with_password(strict), app.at(strict.at - timedelta(seconds=30))) == 302


def test_a_paper_code_stands_in_once_and_that_is_written_down(strict: World) -> None:
    _app, papers = set_up(strict)
    assert len(papers) == len(set(papers)) == 10
    assert code(with_password(strict), papers[0].upper().replace("-", " ")) == 302
    assert code(with_password(strict), papers[0]) == 400
    assert code(with_password(strict), papers[1]) == 302
    with strict.vault.begin() as db:
        assert [line.by for line in audit.lines(db) if line.action == "recovery code used"] == ["specialist-nadia"] * 2


def test_after_ten_wrong_codes_none_is_right_for_an_hour_whoever_tries(strict: World) -> None:
    app, _papers = set_up(strict)
    strict.pass_time(minutes=5)
    for _ in range(2):
        browser = with_password(strict)
        assert [code(browser, "123456") for _ in range(5)] == [400] * 5
        strict.pass_time(minutes=2)  # the limit by address has passed
    assert code(with_password(strict), app.at(strict.at)) == 400
    strict.pass_time(minutes=61)
    assert code(with_password(strict), app.at(strict.at)) == 302


def test_halfway_in_lasts_ten_minutes(strict: World) -> None:
    app, _papers = set_up(strict)
    strict.pass_time(minutes=5)
    browser = with_password(strict)
    strict.pass_time(minutes=11)
    assert browser.client.post("/aanmelden/code", data={"code": app.at(strict.at)}).status_code == 400
    assert browser.get("/aanmelden/code").location == "/aanmelden"


def test_taking_it_off_asks_the_password_and_the_role_sets_up_a_new_one(strict: World) -> None:
    app, papers = set_up(strict)
    strict.pass_time(minutes=5)
    browser = with_password(strict)
    code(browser, app.at(strict.at))
    assert browser.submit("/account", {"password": "niet het goede"}, "#off-form").status_code == 400
    assert "Er wordt" not in text_of(browser.get("/account"))
    answer = browser.submit("/account", {"password": PASSWORD}, "#off-form")
    assert answer.location.startswith("/aanmelden/tweede-stap?")
    assert browser.get("/beoordelen").status_code == 302
    anew = re.search(r'id="secret">([A-Z2-7]+)<', browser.get(answer.location).text)
    assert anew is not None
    assert anew.group(1) != app.secret
    assert browser.submit(answer.location, {"code": papers[0]}, "#set-up").status_code == 400


def test_new_paper_codes_make_the_old_ones_worthless(strict: World) -> None:
    app, papers = set_up(strict)
    strict.pass_time(minutes=5)
    browser = with_password(strict)
    code(browser, app.at(strict.at))
    shown = browser.submit("/account", {"password": PASSWORD}, "#papers-form")
    anew = re.findall(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", shown.text)
    assert len(anew) == 10
    assert code(with_password(strict), papers[3]) == 400
    assert code(with_password(strict), anew[3]) == 302


def test_neither_secret_nor_paper_code_stands_readable_in_the_vault(strict: World) -> None:
    app, papers = set_up(strict)
    with strict.vault.engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT factor FROM accounts").all()
        digests = connection.exec_driver_sql("SELECT digest FROM recovery_codes").all()
    kept = repr(rows) + repr(digests)
    assert app.secret not in kept
    assert not any(paper in kept or paper.replace("-", "") in kept for paper in papers)


def test_anybody_may_have_one(world: World) -> None:
    browser = world.staff(Role.ADMINISTRATOR)
    secret = re.search(r'id="secret">([A-Z2-7]+)<', browser.get("/account/tweede-stap").text)
    assert secret is not None
    shown = browser.submit("/account/tweede-stap", {"code": pyotp.TOTP(secret.group(1)).at(world.at)}, "#set-up")
    assert "Uw herstelcodes" in text_of(shown)
    assert browser.get("/account/tweede-stap").location == "/account"
