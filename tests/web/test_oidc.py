"""Signing in at the organisation's own provider: a real one on loopback, asked over HTTP, says who somebody is."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from config.settings import load_settings
from domain.errors import BadInput
from domain.roles import Role
from storage import accounts, appointed, audit
from tests.conftest import consent
from tests.web.conftest import PASSWORD, RECIPIENTS, SOURCES, Browser, World, text_of
from web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the provider is older than the library that it is made of
    import oidc_provider_mock  # type: ignore[import-untyped]  # no stubs
    import requests
    from oidc_provider_mock import User

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    people = [
        User(sub="nadia", claims={"email": "nadia@politie.example", "groups": ["all", "luwte-specialist"], "team": "zorg"}),
        User(sub="niemand", claims={"email": "niemand@politie.example", "groups": ["all"]}),
        User(sub="joke", claims={"email": "joke@politie.example", "groups": []}),
        User(sub="beide", claims={"groups": ["luwte-specialist"], "team": "elders"}),
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=people, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def linked(world: World, issuer: str) -> World:
    known = world.app.extensions["luwte"].settings
    settings = known.model_copy(
        update={
            "oidc_issuer": issuer,
            "oidc_client_id": "luwte",
            "oidc_client_secret": SecretStr("a secret of a test"),
            "oidc_role_claim": "groups",
            "oidc_roles": (("luwte-specialist", Role.SPECIALIST), ("luwte-lead", Role.COORDINATOR)),
            "oidc_unit_claim": "team",
        }
    )
    app = create_app(world.vault, settings, world.clock, SOURCES, RECIPIENTS)
    app.testing = True
    return replace(world, app=app)


def at_provider(location: str, subject: str) -> str:
    """What the provider sends the browser back to, once this person has signed in there."""
    answer = requests.post(location, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in(
    world: World, subject: str, path: str = "/aanmelden/organisatie", browser: Browser | None = None
) -> tuple[Browser, Any]:
    browser = browser or world.browser()
    out = browser.get(path)
    assert out.status_code == 302
    return browser, browser.get(at_provider(out.location, subject))


def test_who_has_a_role_at_the_provider_comes_in_with_it(linked: World) -> None:
    browser, answer = sign_in(linked, "nadia")
    assert (answer.status_code, answer.location) == (302, "/")
    assert browser.get("/beoordelen").status_code == 200
    assert browser.get("/dossiers").status_code == 403
    with linked.vault.begin() as db:
        (one,) = appointed.listed(db)
    assert (one.account.role, one.account.unit, one.by_provider) == (Role.SPECIALIST, "zorg", True)
    assert "nadia" not in one.account.pseudonym
    again, _answer = sign_in(linked, "nadia")
    assert one.account.pseudonym in text_of(again.get("/"))


def test_who_has_none_does_not(linked: World) -> None:
    browser, answer = sign_in(linked, "niemand")
    assert answer.status_code == 403
    assert "heeft hier geen rol" in text_of(answer)
    assert browser.get("/").status_code == 302
    with linked.vault.begin() as db:
        assert appointed.listed(db) == []


def test_out_go_a_challenge_a_state_and_a_nonce_and_never_the_secret(linked: World) -> None:
    asked = parse_qs(urlsplit(linked.browser().get("/aanmelden/organisatie").location).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 20 for name in ("code_challenge", "state", "nonce"))
    assert asked["scope"] == ["openid"]
    assert "a secret of a test" not in str(asked)


def test_an_answer_that_this_browser_did_not_ask_for_opens_nothing(linked: World) -> None:
    out = linked.browser().get("/aanmelden/organisatie")
    stolen = at_provider(out.location, "nadia")
    other = linked.browser()
    assert other.get(stolen).status_code == 400
    other.get("/aanmelden/organisatie")
    assert other.get(stolen).status_code == 400
    assert other.get("/").status_code == 302


@pytest.mark.parametrize("answer", ["?error=access_denied&state=x", "?code=x&state=x", "", "?state=", "?code[]=1"])
def test_a_refusal_or_nonsense_is_told_plainly(linked: World, answer: str) -> None:
    browser = linked.browser()
    browser.get("/aanmelden/organisatie")
    page = browser.get(f"/aanmelden/terug{answer}")
    assert page.status_code == 400
    assert "lukte niet" in text_of(page)


def test_a_code_is_good_once(linked: World) -> None:
    browser = linked.browser()
    back = at_provider(browser.get("/aanmelden/organisatie").location, "nadia")
    assert browser.get(back).status_code == 302
    assert browser.get(back).status_code == 400


def test_one_goes_on_to_our_own_pages_only(linked: World) -> None:
    for wanted, goes_to in (("/verzoeken", "/verzoeken"), ("//kwaad.example", "/"), ("https://kwaad.example", "/")):
        _browser, answer = sign_in(linked, "nadia", f"/aanmelden/organisatie?next={wanted}")
        assert answer.location == goes_to


def test_a_role_that_was_taken_away_ends_what_was_open(linked: World) -> None:
    browser, _answer = sign_in(linked, "nadia")
    settings = linked.app.extensions["luwte"].settings.model_copy(update={"oidc_roles": ()})
    stricter = replace(linked, app=create_app(linked.vault, settings, linked.clock, SOURCES, RECIPIENTS))
    _again, refused = sign_in(stricter, "nadia")
    assert refused.status_code == 403
    assert browser.get("/").status_code == 302


def test_another_role_there_is_another_role_here(linked: World) -> None:
    browser, _answer = sign_in(linked, "nadia")
    told = (("luwte-specialist", Role.COORDINATOR),)
    settings = linked.app.extensions["luwte"].settings.model_copy(update={"oidc_roles": told})
    moved = replace(linked, app=create_app(linked.vault, settings, linked.clock, SOURCES, RECIPIENTS))
    again, _answer = sign_in(moved, "nadia")
    assert again.get("/dossiers").status_code == 200
    assert browser.get("/").status_code == 302
    with linked.vault.begin() as db:
        assert len(appointed.listed(db)) == 1
        assert "role changed" in {line.action for line in audit.lines(db)}


def test_whom_an_administrator_closed_stays_out(linked: World) -> None:
    browser, _answer = sign_in(linked, "nadia")
    with linked.vault.begin() as db:
        appointed.disable(db, appointed.listed(db)[0].account.id, "administrator-0", linked.at)
    assert browser.get("/").status_code == 302
    assert sign_in(linked, "nadia")[1].status_code == 403


@pytest.fixture
def joke(linked: World) -> Browser:
    """An employee with a login of her own."""
    profile_id = linked.employee(consent())
    with linked.vault.begin() as db:
        accounts.create(db, "joke", PASSWORD, Role.EMPLOYEE, "employee-1", linked.at, unit="wijk", profile_id=profile_id)
    return linked.browser().sign_in("joke")


def test_an_employee_binds_the_account_first_and_comes_in_by_it_then(linked: World, joke: Browser) -> None:
    _browser, before = sign_in(linked, "joke", "/aanmelden/organisatie?als=medewerker")
    assert before.status_code == 403
    _browser, asked = sign_in(linked, "joke", "/account/organisatie", joke)
    assert asked.status_code == 200
    assert sign_in(linked, "joke", "/aanmelden/organisatie?als=medewerker")[1].status_code == 403, "nobody said yes yet"
    proof = asked.text.rpartition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    assert joke.client.post("/account/organisatie/binden", data={"csrf_token": proof}).location == "/account"
    browser, answer = sign_in(linked, "joke", "/aanmelden/organisatie?als=medewerker&next=/mijn")
    assert answer.location == "/mijn"
    assert browser.get("/mijn").status_code == 200


def test_nobody_can_be_made_to_bind(linked: World, joke: Browser) -> None:
    proof = joke.get("/account").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    assert joke.client.post("/account/organisatie/binden", data={"csrf_token": proof}).status_code == 400
    sign_in(linked, "joke", "/account/organisatie", joke)
    assert joke.client.post("/account/organisatie/binden").status_code == 400
    assert sign_in(linked, "joke", "/aanmelden/organisatie?als=medewerker")[1].status_code == 403


def test_a_specialist_who_is_an_employee_too_never_judges_themselves(linked: World, joke: Browser) -> None:
    _browser, asked = sign_in(linked, "beide", "/account/organisatie", joke)
    proof = asked.text.rpartition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    joke.client.post("/account/organisatie/binden", data={"csrf_token": proof})
    with linked.vault.begin() as db:
        (employee,) = accounts.with_role(db, Role.EMPLOYEE)
    assert employee.profile_id is not None
    finding = linked.finding(employee.profile_id)
    specialist, _answer = sign_in(linked, "beide")
    assert specialist.get(f"/beoordelen/{finding}").status_code == 403
    other, _answer = sign_in(linked, "nadia")
    assert other.get(f"/beoordelen/{finding}").status_code == 200


def test_an_address_says_nothing(linked: World, joke: Browser) -> None:
    """Somebody else with the same address at the provider is somebody else."""
    assert sign_in(linked, "niemand", "/aanmelden/organisatie?als=medewerker")[1].status_code == 403


def test_a_provider_that_is_away_is_told_and_a_password_still_works(world: World) -> None:
    settings = world.app.extensions["luwte"].settings.model_copy(
        update={"oidc_issuer": "http://localhost:9", "oidc_client_id": "x"}
    )
    away = replace(world, app=create_app(world.vault, settings, world.clock, SOURCES, RECIPIENTS))
    page = away.browser().get("/aanmelden/organisatie")
    assert page.status_code == 503
    assert "niet te bereiken" in text_of(page)
    assert away.staff(Role.SPECIALIST).get("/").status_code == 200


def test_another_issuer_than_the_one_that_was_set_is_refused(linked: World, issuer: str) -> None:
    """`localhost` and `127.0.0.1` are the same server, which calls itself by the name that it is asked by; here it is asked
    by one name and expected to be the other."""
    provider = linked.app
    with provider.test_request_context():
        from web.pages.oidc import provider as page

        page.of(linked.app.extensions["luwte"].settings)
    known = linked.app.extensions["luwte"].settings
    object.__setattr__(
        linked.app.extensions["luwte"], "settings", known.model_copy(update={"oidc_issuer": "http://127.0.0.1:1"})
    )
    assert sign_in(linked, "nadia")[1].status_code == 400


def test_without_a_provider_there_is_no_such_page(world: World) -> None:
    assert world.browser().get("/aanmelden/organisatie").status_code == 404
    assert "/aanmelden/organisatie" not in world.browser().get("/aanmelden").text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ISSUER", "http://idp.example"),
        ("OIDC_ROLES", "lead=baas"),
        ("OIDC_ROLES", "coordinator"),
        ("SECOND_FACTOR", "baas"),
    ],
)
def test_a_wrong_setting_is_refused_at_the_start(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=name):
        load_settings({f"LUWTE_{name}": value})


def test_roles_are_written_as_the_claims_value_and_ours() -> None:
    settings = load_settings({"LUWTE_OIDC_ROLES": "luwte-lead=coordinator, a=b=dpo"})
    assert settings.oidc_roles == (("luwte-lead", Role.COORDINATOR), ("a=b", Role.DPO))


def test_one_page_alone_goes_out() -> None:
    """The named exception to `the web shows, it never goes out`."""
    root = Path(__file__).parent.parent.parent / "web"
    outward = {"authlib", "requests", "urllib.request", "http.client", "socket", "urllib3"}
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if any(name == one or name.startswith(f"{one}.") for one in outward)
    }
    assert found == {"pages/oidc/provider.py"}
