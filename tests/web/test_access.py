"""Who may see what: every route against every role; a route that is not listed here fails."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from domain.roles import Role
from storage import exposures, replies, takedowns
from tests.web.conftest import Browser, World, text_of
from web.app import all_routes

E, S, C, D, A = Role.EMPLOYEE, Role.SPECIALIST, Role.COORDINATOR, Role.DPO, Role.ADMINISTRATOR
EVERYBODY = None
ROUTES = {
    "/": {E, S, C, D, A},
    "/aanmelden": EVERYBODY,
    "/afmelden": EVERYBODY,
    "/beoordelen": {S},
    "/beoordelen/<finding_id>": {S},
    "/bronnen": {C, A},
    "/controle": {D},
    "/dossiers": {C},
    "/dossiers/<profile_id>": {C},
    "/dossiers/<profile_id>/bewijs/<exposure_id>.zip": {C},
    "/dossiers/<profile_id>/kenmerken": {C},
    "/dossiers/<profile_id>/opslaimoment": {C},
    "/dossiers/<profile_id>/politiestop": {C},
    "/dossiers/<profile_id>/politiestop/opheffen": {C},
    "/dossiers/<profile_id>/scan": {C},
    "/healthz": EVERYBODY,
    "/mijn": {E},
    "/mijn/gegevens.json": {E},
    "/mijn/intrekken": {E},
    "/post": {S},
    "/post/<reply_id>": {S},
    "/readyz": EVERYBODY,
    "/uitnodigen": {C},
    "/uitnodiging/<token>": EVERYBODY,
    "/verzoeken": {S, C},
    "/verzoeken/<takedown_id>": {S, C},
    "/verzoeken/<takedown_id>/aantekening": {S, C},
    "/verzoeken/<takedown_id>/besluit": {S, C},
    "/verzoeken/<takedown_id>/brief": {S},
    "/verzoeken/<takedown_id>/indienen": {S},
    "/verzoeken/<takedown_id>/opnieuw": {S},
    "/verzoeken/<takedown_id>/vrijgeven": {S, C},
}
WRONG_ROLE = "Deze pagina is voor een andere rol."


def test_every_page_declares_its_roles_as_listed_here(world: World) -> None:
    declared = {route.path: None if route.roles is None else set(route.roles) for route in all_routes().values()}
    assert declared == ROUTES


def test_nothing_is_served_that_no_page_declares(world: World) -> None:
    served = {rule.rule for rule in world.app.url_map.iter_rules()}
    assert served == {*ROUTES, "/static/<path:filename>"}


@pytest.fixture
def real(world: World, consented: str) -> dict[str, str]:
    """A thing of each kind, so that no refusal comes from there being nothing."""
    finding_id = world.finding(consented)
    specialist = world.staff(S)
    specialist.submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        (exposure,) = exposures.all_of(db)
        (takedown,) = takedowns.all_of(db)
        reply_id = replies.keep(db, "uid", b"Subject: x\n\nhallo", takedown.id, world.at, "unknown", 0.2, human=True)
    named = {"finding_id": finding_id, "profile_id": consented, "exposure_id": exposure.id}
    return named | {"takedown_id": takedown.id, "reply_id": reply_id, "token": "no-such-token"}


@pytest.mark.parametrize("role", list(Role))
def test_a_page_opens_for_its_roles_and_for_no_other(world: World, real: dict[str, str], role: Role) -> None:
    unit = "elders"
    profile_id = world.employee() if role is E else None
    for route in all_routes().values():
        browser = world.staff(role, unit, profile_id=profile_id)
        for method in route.methods:
            answer = _ask(browser, method, _filled(route.path, real))
            admitted = ROUTES[route.path] is EVERYBODY or role in ROUTES[route.path]
            refused = answer.status_code == 403 and WRONG_ROLE in text_of(answer)
            assert refused is not admitted, (method, route.path)


def test_a_stranger_is_sent_to_the_sign_in_page(world: World, real: dict[str, str]) -> None:
    for route in all_routes().values():
        for method in route.methods:
            answer = _ask(world.browser(), method, _filled(route.path, real))
            sent = (answer.status_code == 302 and answer.location.startswith("/aanmelden?")) or answer.location == "/aanmelden"
            assert sent is (ROUTES[route.path] is not EVERYBODY or route.path == "/afmelden"), (method, route.path)


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (S, "/beoordelen/<finding_id>"),
        (S, "/verzoeken/<takedown_id>"),
        (C, "/verzoeken/<takedown_id>"),
        (S, "/post/<reply_id>"),
    ],
)
def test_a_direct_colleague_is_refused_and_that_is_written_down(
    world: World, real: dict[str, str], role: Role, path: str
) -> None:
    colleague = world.staff(role, "wijk")
    answer = colleague.get(_filled(path, real))
    assert answer.status_code == 403
    assert "directe collega" in text_of(answer)
    assert "Joke" not in answer.text
    lines = text_of(world.staff(D).get("/controle"))
    assert "refused" in lines


def test_lists_leave_out_what_is_about_a_direct_colleague(world: World, real: dict[str, str]) -> None:
    colleague = world.staff(S, "wijk")
    for path in ("/beoordelen", "/verzoeken", "/post"):
        page = colleague.get(path)
        assert page.status_code == 200
        assert not any(id_ in page.text for id_ in real.values())


def _ask(browser: Browser, method: str, path: str) -> TestResponse:
    if method == "GET":
        return browser.get(path)
    return browser.client.post(path, data={"csrf_token": _proof(browser)})


def _proof(browser: Browser) -> str:
    page = browser.get("/aanmelden").text
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


def _filled(path: str, real: dict[str, str]) -> str:
    for name, value in real.items():
        path = path.replace(f"<{name}>", value)
    return path
