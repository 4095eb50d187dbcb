"""Sessions begin with a password, are kept on the server, and end."""

from __future__ import annotations

import pytest

from config.settings import Settings
from domain.roles import Role
from storage import accounts
from tests.web.conftest import PASSWORD, RECIPIENTS, SOURCES, Browser, World, text_of
from web.app import create_app


@pytest.fixture
def login(world: World) -> str:
    with world.vault.begin() as db:
        accounts.create(db, "nadia", PASSWORD, Role.SPECIALIST, "specialist-nadia", world.at)
    return "nadia"


def test_who_knows_the_password_comes_in(world: World, login: str) -> None:
    browser = world.browser()
    answer = browser.submit("/aanmelden", {"login": " Nadia ", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/")
    assert "specialist-nadia" in text_of(browser.get("/"))


@pytest.mark.parametrize(("name", "password"), [("nadia", "fout"), ("niemand", PASSWORD), ("", "")])
def test_who_does_not_stays_out_and_what_was_typed_stays(world: World, login: str, name: str, password: str) -> None:
    browser = world.browser()
    answer = browser.submit("/aanmelden", {"login": name, "password": password})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert not name or f'value="{name}"' in answer.text
    assert browser.get("/").status_code == 302


def test_the_cookie_says_nothing_and_cannot_be_read_by_a_page(world: World, login: str) -> None:
    answer = world.browser().submit("/aanmelden", {"login": login, "password": PASSWORD})
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("luwte=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert login not in cookie


def test_over_https_the_cookie_belongs_to_this_host_alone(world: World, login: str) -> None:
    settings = Settings(public_url="https://luwte.example", second_factor=frozenset())
    app = create_app(world.vault, settings, world.clock, SOURCES, RECIPIENTS)
    client = app.test_client()
    base = "https://luwte.example"
    page = client.get("/aanmelden", base_url=base).text
    proof = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    typed = {"login": login, "password": PASSWORD, "csrf_token": proof}
    answer = client.post("/aanmelden", data=typed, base_url=base, headers={"Referer": f"{base}/aanmelden"})
    cookies = [one for one in answer.headers.getlist("Set-Cookie") if "=;" not in one]
    assert cookies
    assert all(one.startswith("__Host-luwte") and "Secure" in one and "Path=/" in one for one in cookies)
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_a_session_ends_by_signing_out_also_for_whoever_stole_the_cookie(world: World, login: str) -> None:
    browser = world.browser().sign_in(login)
    stolen = browser.client.get_cookie("luwte")
    assert stolen is not None
    assert browser.submit("/", {}, "#sign-out").status_code == 302
    thief = world.browser()
    thief.client.set_cookie("luwte", stolen.value)
    assert thief.get("/").status_code == 302


def test_a_session_ends_when_nothing_happens_for_half_an_hour(world: World, login: str) -> None:
    browser = world.browser().sign_in(login)
    world.pass_time(minutes=30)
    assert browser.get("/").status_code == 200
    world.pass_time(minutes=31)
    assert browser.get("/").status_code == 302


def test_signing_in_gives_a_new_session_and_a_new_proof_for_forms(world: World, login: str) -> None:
    browser = world.browser()
    browser.client.set_cookie("luwte", "planted")
    browser.get("/aanmelden")
    before = browser.client.get_cookie("luwte-form")
    browser.sign_in(login)
    after = browser.client.get_cookie("luwte")
    assert after is not None
    assert after.value != "planted"
    assert browser.client.get_cookie("luwte-form") != before


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/verzoeken", "/verzoeken"),
        ("//kwaad.example", "/"),
        ("https://kwaad.example", "/"),
        ("/\\kwaad.example", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_goes_on_to_our_own_pages_only(world: World, login: str, wanted: str, goes_to: str) -> None:
    path = f"/aanmelden?next={wanted}"
    assert world.browser().submit(path, {"login": login, "password": PASSWORD}).location == goes_to


def test_too_many_wrong_passwords_are_refused_for_a_while(world: World, login: str) -> None:
    browser = world.browser()
    wrong = {"login": login, "password": "fout"}
    codes = [browser.submit("/aanmelden", wrong).status_code for _ in range(6)]
    assert codes == [400] * 5 + [429]
    right = browser.submit("/aanmelden", {"login": login, "password": PASSWORD})
    assert right.status_code == 429
    assert "Te veel pogingen" in text_of(right)


def test_signing_in_well_is_never_counted(world: World, login: str) -> None:
    for _ in range(8):
        world.browser().sign_in(login)


def test_a_form_without_our_proof_changes_nothing(world: World, login: str) -> None:
    answer = world.browser().client.post("/aanmelden", data={"login": login, "password": PASSWORD})
    assert answer.status_code == 400
    assert answer.headers.get("Set-Cookie", "").find("luwte=") == -1
    browser = world.browser().sign_in(login)
    assert browser.client.post("/afmelden").status_code == 400
    assert browser.get("/").status_code == 200


def test_another_persons_proof_is_worth_nothing(world: World, login: str) -> None:
    mine, theirs = world.browser().sign_in(login), world.browser().sign_in(login)
    proof = theirs.get("/").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert proof
    assert mine.client.post("/afmelden", data={"csrf_token": proof}).status_code == 400


def test_a_disabled_or_unknown_cookie_is_nobody(world: World) -> None:
    browser = Browser(world.app.test_client())
    browser.client.set_cookie("luwte", "x" * 43)
    assert browser.get("/").status_code == 302
