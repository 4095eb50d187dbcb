"""What one may do with one's own account, and nobody with another's."""

from __future__ import annotations

import pytest

from domain.roles import Role
from storage import accounts, sessions
from tests.web.conftest import PASSWORD, Browser, World, text_of

NEW = "een andere lange zin, met spaties en al, veel langer dan zeventig tekens opdat niets wordt afgekapt"


@pytest.fixture
def nadia(world: World) -> Browser:
    with world.vault.begin() as db:
        accounts.create(db, "nadia", PASSWORD, Role.SPECIALIST, "specialist-nadia", world.at)
    return world.browser().sign_in("nadia")


def test_changing_the_password_ends_every_other_session(world: World, nadia: Browser) -> None:
    elsewhere = world.browser().sign_in("nadia")
    assert nadia.submit("/account", {"old": PASSWORD, "password": NEW}, "#password-form").status_code == 302
    assert nadia.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    old = world.browser().submit("/aanmelden", {"login": "nadia", "password": PASSWORD})
    almost = world.browser().submit("/aanmelden", {"login": "nadia", "password": NEW[:-1]})
    assert (old.status_code, almost.status_code) == (400, 400)
    assert world.browser().submit("/aanmelden", {"login": "nadia", "password": NEW}).location == "/"


@pytest.mark.parametrize(("old", "new"), [("fout", NEW), (PASSWORD, "kort"), (PASSWORD, "x" * 1001), ("", "")])
def test_a_password_is_not_changed_without_the_old_one_or_to_a_short_one(
    world: World, nadia: Browser, old: str, new: str
) -> None:
    assert nadia.submit("/account", {"old": old, "password": new}, "#password-form").status_code == 400
    assert world.browser().sign_in("nadia").get("/").status_code == 200


def test_ones_sessions_are_listed_by_kind_of_browser_and_each_can_be_ended(world: World, nadia: Browser) -> None:
    elsewhere = world.browser()
    elsewhere.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    elsewhere.sign_in("nadia")
    world.staff(Role.COORDINATOR)
    shown = nadia.get("/account")
    assert "Firefox, Linux" in text_of(shown)
    assert shown.text.count('name="session"') == 1
    number = 1 if 'id="end-1"' in shown.text else 2
    assert nadia.submit("/account", {}, f"#end-{number}").status_code == 302
    assert elsewhere.get("/").status_code == 302
    assert nadia.get("/").status_code == 200


def test_nobody_ends_anothers_session(world: World, nadia: Browser) -> None:
    other = world.staff(Role.COORDINATOR)
    with world.vault.begin() as db:
        (coordinator,) = accounts.with_role(db, Role.COORDINATOR)
        (theirs,) = sessions.of_account(db, coordinator.id, world.at)
    proof = nadia.get("/account").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    nadia.client.post("/account/sessie", data={"csrf_token": proof, "session": theirs.name})
    assert other.get("/").status_code == 200


def test_signing_out_everywhere_leaves_nobody_in(world: World, nadia: Browser) -> None:
    elsewhere, other = world.browser().sign_in("nadia"), world.staff(Role.COORDINATOR)
    assert nadia.submit("/account", {}, "#everywhere").location == "/aanmelden"
    assert nadia.get("/").status_code == elsewhere.get("/").status_code == 302
    assert other.get("/").status_code == 200


def test_a_session_lasts_no_longer_than_half_a_day_however_busy(world: World, nadia: Browser) -> None:
    for _ in range(24):
        world.pass_time(minutes=29)
        assert nadia.get("/").status_code == 200
    world.pass_time(minutes=29)
    assert nadia.get("/").status_code == 302


def test_what_one_process_counted_another_one_knows(world: World, nadia: Browser) -> None:
    from tests.web.conftest import RECIPIENTS, SOURCES
    from web.app import create_app

    settings = world.app.extensions["luwte"].settings
    second = create_app(world.vault, settings, world.clock, SOURCES, RECIPIENTS)
    wrong = {"login": "nadia", "password": "fout"}
    assert [world.browser().submit("/aanmelden", wrong).status_code for _ in range(5)] == [400] * 5
    assert Browser(second.test_client()).submit("/aanmelden", wrong).status_code == 429
    world.pass_time(minutes=1, seconds=1)
    assert Browser(second.test_client()).submit("/aanmelden", wrong).status_code == 400
