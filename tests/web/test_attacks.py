"""What an attacker tries first, each against the whole application: nothing of it works, and nothing falls over."""

from __future__ import annotations

import io
import itertools
import os
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser

from domain.roles import Role
from storage import accounts
from tests.web.conftest import PASSWORD, Browser, World, text_of
from tests.web.test_access import TABLE

HOSTILE = (
    "{{ 1337*7331 }}{% import os %}${1337*7331}<%= 1337*7331 %>",
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "x\r\nSet-Cookie: luwte=stolen\r\n\r\n<html>",
    "'; DROP TABLE accounts; --",
    "../../../../etc/passwd",
    "%00%0d%0a\u202e\ud7ff\U0001f512" + "a" * 300,
)


@pytest.fixture
def signed_in(world: World, consented: str) -> dict[Role, Browser]:
    return {role: world.staff(role, "elders", profile_id=consented if role is Role.EMPLOYEE else None) for role in Role}


def test_nothing_is_changed_without_the_proof_of_our_own_page(world: World, signed_in: dict[Role, Browser]) -> None:
    """CSRF, for every way of every route that writes."""
    for line in TABLE:
        if "POST" not in line.methods:
            continue
        role = next(role for role in Role if line.admits(role))
        for proof in ({}, {"csrf_token": "x"}, {"csrf_token": ""}):
            answer = signed_in[role].client.post(line.path.replace("<", "").replace(">", ""), data=proof)
            assert (answer.status_code, "te oud of kwam ergens anders vandaan" in text_of(answer)) == (400, True), line.path


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_address_or_header_is_answered_plainly(world: World, signed_in: dict[Role, Browser], typed: str) -> None:
    specialist = signed_in[Role.SPECIALIST].client
    for path in ("/verzoeken/", "/beoordelen/", "/uitnodiging/", "/account/nieuw/", "/", "/api/v1/findings/", "/static/"):
        answer = specialist.get(path + typed.replace("\r", "%0d").replace("\n", "%0a"), buffered=True)
        assert answer.status_code in {200, 302, 308, 400, 401, 403, 404, 405}, path
        assert "<script>alert" not in answer.text
        assert "root:" not in answer.text
        assert "stolen" not in str(answer.headers)
    plain = "".join(letter for letter in typed if " " <= letter < "\x7f")
    for name in ("Host", "X-Forwarded-For", "X-Forwarded-Host", "Referer", "User-Agent", "Accept-Language", "Authorization"):
        answer = world.browser().client.get("/aanmelden", headers={name: plain or "x"})
        assert answer.status_code in {200, 400}, name
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize("first", range(len(HOSTILE)) if os.environ.get("LUWTE_FULL_ATTACKS") else [0])
def test_what_is_typed_is_text_and_nothing_else(world: World, signed_in: dict[Role, Browser], first: int) -> None:
    """Template, mark-up, header and SQL injection, in every field of every form on the pages without a part of an address; each
    field has another of them in turn. `LUWTE_FULL_ATTACKS=1` tries all in each."""
    turns = itertools.count(first)
    for line in TABLE:
        role = next(role for role in Role if line.admits(role))
        if "GET" not in line.methods or "<" in line.path or line.path in {"/mijn/intrekken", "/mijn/portret", "/readyz"}:
            continue
        for action, fields in forms(signed_in[role], line.path):
            if action.endswith(("afmelden", "/sessie")):
                continue
            sent = {name: HOSTILE[next(turns) % len(HOSTILE)] for name in fields} | _proof(fields)
            answer = signed_in[role].client.post(action, data=sent)
            answered = answer.get_data().decode("utf-8", "replace")
            assert answer.status_code < 500, (line.path, action)
            assert "9801547" not in answered
            assert "<script>alert" not in answered
            assert "<img src=x" not in answered
            assert "stolen" not in str(answer.headers)
    assert world.staff(Role.SPECIALIST).get("/beoordelen").status_code == 200


def _proof(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name == "csrf_token"}


def forms(browser: Browser, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(where it goes, what stands in it) of each form on a page."""
    for form in LexborHTMLParser(browser.get(path).get_data()).css("main form[method=post]"):
        fields = {str(node.attributes["name"]): node.attributes.get("value") or "" for node in form.css("[name]")}
        yield form.attributes.get("action") or path, fields


def test_a_session_that_somebody_planted_is_worth_nothing(world: World) -> None:
    """Fixation: neither an invented cookie nor one's own session, put in another's browser, survives signing in."""
    with world.vault.begin() as db:
        accounts.create(db, "nadia", PASSWORD, Role.SPECIALIST, "specialist-nadia", world.at)
    attacker = world.staff(Role.COORDINATOR)
    planted = attacker.client.get_cookie("luwte")
    assert planted is not None
    victim = world.browser()
    victim.client.set_cookie("luwte", planted.value)
    victim.sign_in("nadia")
    theirs = victim.client.get_cookie("luwte")
    assert theirs is not None
    assert theirs.value != planted.value
    assert "coordinator" not in text_of(attacker.get("/")), "the planted session ended with the sign-in"


ELSEWHERE = (
    *("//kwaad.example", "https://kwaad.example", "/\\kwaad.example", "/\t/kwaad.example", "\\\\kwaad.example"),
    *("/%0d%0aLocation:%20https://kwaad.example", "http:kwaad.example", " //kwaad.example", "javascript:alert(1)"),
)


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_led_away(world: World, wanted: str) -> None:
    """An open redirect needs a Location on another host."""
    with world.vault.begin() as db:
        accounts.create(db, "nadia", PASSWORD, Role.SPECIALIST, "specialist-nadia", world.at)
    browser = world.browser()
    page = browser.client.get("/aanmelden", query_string={"next": wanted})
    proof = page.text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    typed = {"login": "nadia", "password": PASSWORD, "csrf_token": proof}
    answer = browser.client.post("/aanmelden", query_string={"next": wanted}, data=typed)
    assert answer.status_code == 302
    assert answer.location.startswith("/")
    assert not answer.location.startswith(("//", "/\\"))
    assert "\n" not in answer.location


NO_PICTURE = (
    *(b"", b"GIF89a<script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    *(b"PK\x03\x04" * 9, b"\x89PNG\r\n\x1a\n" + b"\0" * 64, b"%PDF-1.7", b"\xff\xd8\xff\xe0" + b"x" * 200),
)


@pytest.mark.parametrize("content", NO_PICTURE, ids=range(len(NO_PICTURE)))
def test_an_upload_that_is_no_picture_is_refused(world: World, signed_in: dict[Role, Browser], content: bytes) -> None:
    employee = signed_in[Role.EMPLOYEE]
    proof = employee.get("/mijn/portret").text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    for name in ("ik.jpg", "../../ik.php", "ik.jpg\0.exe"):
        sent = {"csrf_token": proof, "picture": (io.BytesIO(content), name), "agreed": "y"}
        answer = employee.client.post("/mijn/portret", data=sent, content_type="multipart/form-data")
        assert answer.status_code in {400, 404}


def test_an_upload_without_end_is_refused_before_it_is_read(world: World, signed_in: dict[Role, Browser]) -> None:
    kind = "multipart/form-data; boundary=x"
    answer = signed_in[Role.EMPLOYEE].client.post("/mijn/portret", data=b"x" * 6_000_000, content_type=kind)
    assert answer.status_code in {400, 413}


def test_a_cookie_of_forms_that_was_made_elsewhere_is_not_read(world: World) -> None:
    from flask.sessions import SecureCookieSessionInterface

    forger = type(world.app)("forger")
    forger.secret_key = "another secret"
    signer = SecureCookieSessionInterface().get_signing_serializer(forger)
    assert signer is not None
    browser = world.browser()
    browser.client.set_cookie("luwte-form", signer.dumps({"csrf_token": "x", "bind": ["https://idp.example", "x"]}))
    assert browser.client.post("/aanmelden", data={"csrf_token": "x"}).status_code == 400


def test_no_method_but_those_listed_is_answered(world: World, signed_in: dict[Role, Browser]) -> None:
    for line in TABLE:
        role = next(role for role in Role if line.admits(role))
        for method in ("PUT", "DELETE", "PATCH", "TRACE"):
            path = line.path.replace("<", "").replace(">", "")
            assert signed_in[role].client.open(path, method=method).status_code in {400, 404, 405}, (method, line.path)
