"""What other systems may ask: by number, with a token that holds and its scopes; no identity comes in or out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from domain.roles import Role
from domain.scope import Permit
from storage import api_tokens, audit, calendar, exposures, takedowns
from tests.conftest import joke
from tests.web.conftest import EXCERPT, URL, World, a_hearing, text_of

NOWHERE = "0" * 32
FLARE_UP = {"kind": "hearing", "starts": "2026-12-01T00:00:00+01:00", "ends": "2026-12-03T00:00:00+01:00"}
#: Every operation with the scope that it needs; one that is not here fails.
OPERATIONS = {
    ("get", "/profiles"): Permit.PROFILES,
    ("get", "/findings"): Permit.FINDINGS,
    ("get", "/findings/{finding_id}"): Permit.FINDINGS,
    ("get", "/exposures"): Permit.FINDINGS,
    ("get", "/exposures/{exposure_id}"): Permit.FINDINGS,
    ("get", "/takedowns"): Permit.TAKEDOWNS,
    ("get", "/takedowns/{takedown_id}"): Permit.TAKEDOWNS,
    ("get", "/flare-ups"): Permit.FLARE_UPS,
    ("post", "/flare-ups"): Permit.FLARE_UPS_WRITE,
    ("put", "/flare-ups/{flare_up_id}"): Permit.FLARE_UPS_WRITE,
    ("delete", "/flare-ups/{flare_up_id}"): Permit.FLARE_UPS_WRITE,
    ("get", "/reports/numbers"): Permit.REPORTS,
}
Ask = Callable[..., TestResponse]


def asking(world: World, *permits: Permit) -> Ask:
    with world.vault.begin() as db:
        until = world.at + timedelta(days=30)
        token = api_tokens.make(db, "zaaksysteem", frozenset(permits), until, "administrator-0", world.at)
    client = world.app.test_client()

    def ask(method: str, path: str, **more: object) -> TestResponse:
        headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}  # type: ignore[dict-item]
        return client.open(f"/api/v1{path}", method=method.upper(), headers=headers, **more)  # type: ignore[arg-type]

    return ask


def test_a_token_that_asks_too_often_waits_and_keeps_nobody_else_waiting(world: World) -> None:
    house = world.app.extensions["luwte"]
    before = house.settings
    object.__setattr__(house, "settings", before.model_copy(update={"api_per_minute": 3}))
    greedy, other = asking(world, Permit.REPORTS), asking(world, Permit.REPORTS)
    assert [greedy("get", "/reports/numbers").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = greedy("get", "/reports/numbers")
    assert (refused.content_type, refused.headers["Retry-After"]) == ("application/problem+json", "60")
    assert other("get", "/reports/numbers").status_code == 200
    world.pass_time(minutes=1)
    assert greedy("get", "/reports/numbers").status_code == 200
    object.__setattr__(house, "settings", before)


@pytest.fixture
def filled(world: World, consented: str) -> dict[str, str]:
    """A thing of each kind, by the name of its part of a path."""
    finding_id = world.finding(consented)
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{finding_id}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        calendar.save(db, a_hearing(consented), "coordinator-0", world.at)
        (exposure,) = exposures.all_of(db)
        (takedown,) = takedowns.all_of(db)
    named = {"finding_id": finding_id, "exposure_id": exposure.id, "takedown_id": takedown.id}
    return {**named, "flare_up_id": "f1", "profile_id": consented}


def test_every_operation_is_listed_here_with_its_scope(world: World) -> None:
    spec = world.app.test_client().get("/api/v1/openapi.json").get_json()
    served = {(method, path) for path, methods in spec["paths"].items() for method in methods if method != "parameters"}
    assert served == set(OPERATIONS)


def test_each_opens_with_its_scope_and_with_no_other(world: World, filled: dict[str, str]) -> None:
    for permit in Permit:
        ask = asking(world, permit)
        for (method, path), needed in OPERATIONS.items():
            body = {**FLARE_UP, **({"profile_id": filled["profile_id"]} if method == "post" else {})}
            more = {"json": body} if method in {"post", "put"} else {}
            answer = ask(method, path.format(**filled), **more)
            assert (answer.status_code < 300) is (permit is needed), (method, path, permit, answer.text)
            assert permit is needed or answer.status_code == 403


def test_without_a_token_that_holds_nothing_is_answered(world: World, filled: dict[str, str]) -> None:
    with world.vault.begin() as db:
        short = api_tokens.make(db, "kort", frozenset(Permit), world.at + timedelta(hours=1), "a", world.at)
        gone = api_tokens.make(db, "weg", frozenset(Permit), world.at + timedelta(days=30), "a", world.at)
        token_id = next(one.id for one in api_tokens.all_of(db) if one.name == "weg")
        api_tokens.revoke(db, token_id, "a", world.at)
    world.pass_time(hours=2)
    client = world.app.test_client()
    for value in ("", "Bearer", "Bearer ", "Bearer x", f"Bearer {short}", f"Bearer {gone}", "Basic YTph", f"bearer {gone} x"):
        for method, path in OPERATIONS:
            answer = client.open(f"/api/v1{path.format(**filled)}", method=method.upper(), headers={"Authorization": value})
            assert answer.status_code == 401, (value, method, path)
            assert answer.content_type == "application/problem+json"
            assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_of_a_person_opens_nothing_there(world: World, filled: dict[str, str]) -> None:
    assert world.staff(Role.SPECIALIST).get("/api/v1/findings").status_code == 401


def test_nothing_of_a_person_comes_out_and_no_profile_is_opened(world: World, filled: dict[str, str]) -> None:
    ask = asking(world, *Permit)
    with world.vault.begin() as db:
        before = len([line for line in audit.lines(db, limit=10_000) if line.action.startswith("opened")])
    said = "".join(ask(method, path.format(**filled)).text for method, path in OPERATIONS if method == "get")
    told = [identifier.value for identifier in joke().identifiers()]
    assert [value for value in (*told, URL, EXCERPT, "Lange Voorhout", "wijk") if value in said] == []
    with world.vault.begin() as db:
        after = len([line for line in audit.lines(db, limit=10_000) if line.action.startswith("opened")])
    assert after == before


def test_what_is_said_of_a_thing_is_so(world: World, filled: dict[str, str]) -> None:
    ask = asking(world, *Permit)
    (profile,) = ask("get", "/profiles").get_json()["items"]
    assert (profile["enrolled"], profile["consent"], profile["mandate"]) == (True, True, False)
    assert ask("get", f"/findings/{filled['finding_id']}").get_json()["opinion"] == "confirmed"
    assert ask("get", f"/takedowns/{filled['takedown_id']}").get_json()["reference"].startswith("LW-2026-")
    assert sum(ask("get", "/reports/numbers").get_json()["takedowns"].values()) == 1
    assert ask("get", f"/findings/{NOWHERE}").status_code == 404


def test_lists_are_pages_that_miss_and_repeat_nothing(world: World) -> None:
    ids = {world.employee() for _ in range(5)}
    ask = asking(world, Permit.PROFILES)
    seen, after = list[str](), ""
    for _ in range(3):
        page = ask("get", f"/profiles?limit=2&after={after}").get_json()
        seen += [one["id"] for one in page["items"]]
        after = page["next"] or ""
    assert after == ""
    assert sorted(ids) == seen


def test_a_list_can_be_of_one_employee(world: World, consented: str) -> None:
    from tests.conftest import consent

    other = world.employee(consent())
    world.finding(consented)
    ask = asking(world, Permit.FINDINGS)
    assert len(ask("get", f"/findings?profile={consented}").get_json()["items"]) == 1
    assert ask("get", f"/findings?profile={other}").get_json()["items"] == []


def test_a_flare_up_is_set_moved_and_called_off(world: World, consented: str) -> None:
    ask = asking(world, Permit.FLARE_UPS_WRITE)
    made = ask("post", "/flare-ups", json={"profile_id": consented, **FLARE_UP})
    assert made.status_code == 201
    one = made.get_json()["id"]
    moved = ask("put", f"/flare-ups/{one}", json={**FLARE_UP, "ends": "2026-12-05T00:00:00Z"})
    assert moved.get_json()["ends"] == "2026-12-05T00:00:00+00:00"
    assert ask("delete", f"/flare-ups/{one}").get_json()["cancelled_at"] == world.at.isoformat()
    assert ask("put", f"/flare-ups/{one}", json=FLARE_UP).get_json()["cancelled_at"] is not None
    with world.vault.begin() as db:
        lines = [line for line in audit.lines(db, about=consented) if line.by.startswith("token-")]
    assert {line.action for line in lines} == {"flare-up saved", "flare-up called off"}


def test_without_consent_nothing_is_set(world: World) -> None:
    profile_id = world.employee()
    answer = asking(world, Permit.FLARE_UPS_WRITE)("post", "/flare-ups", json={"profile_id": profile_id, **FLARE_UP})
    assert answer.status_code == 403
    assert "No consent" in answer.get_json()["detail"]
    with world.vault.begin() as db:
        assert [line.about for line in audit.lines(db) if line.action == "refused"] == [profile_id]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {**FLARE_UP, "kind": "feest"},
        {**FLARE_UP, "ends": FLARE_UP["starts"]},
        {**FLARE_UP, "starts": "2026-12-01T00:00:00"},
        {**FLARE_UP, "ends": "2126-12-03T00:00:00Z"},
        {**FLARE_UP, "ends": "9999-12-31T23:59:59-14:00"},
        {**FLARE_UP, "name": "Joke van der Berg"},
    ],
)
def test_what_cannot_be_used_is_refused_and_not_repeated(world: World, consented: str, wrong: dict[str, str]) -> None:
    answer = asking(world, Permit.FLARE_UPS_WRITE)("post", "/flare-ups", json={"profile_id": consented, **wrong})
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert "Joke" not in answer.text
    assert "feest" not in answer.text


def test_whoever_has_it_already_gets_it_no_second_time(world: World, filled: dict[str, str]) -> None:
    ask = asking(world, Permit.FINDINGS)
    tag = ask("get", "/findings").headers["ETag"]
    again = ask("get", "/findings", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    world.finding(filled["profile_id"], url="https://praatplein.example/draad/4712")
    assert ask("get", "/findings", headers={"If-None-Match": tag}).status_code == 200


def test_a_token_is_shown_once_kept_as_a_digest_and_revoked(world: World) -> None:
    administrator = world.staff(Role.ADMINISTRATOR)
    typed = {"name": "zaaksysteem", "permits": "findings:read", "days": "30"}
    shown = administrator.submit("/beheer/sleutels", typed, "#new").text
    token = shown.partition('id="token">')[2].partition("<")[0]
    assert token.startswith("luwte_")
    assert token not in administrator.get("/beheer/sleutels").text
    with world.vault.engine.begin() as connection:
        assert token not in repr(connection.exec_driver_sql("SELECT * FROM api_tokens").all())
    client, headers = world.app.test_client(), {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/findings", headers=headers).status_code == 200
    administrator.submit("/beheer/sleutels", {}, "#revoke-1")
    assert client.get("/api/v1/findings", headers=headers).status_code == 401
    with world.vault.begin() as db:
        assert {"token made", "token used", "token revoked"} <= {line.action for line in audit.lines(db)}


def test_a_token_without_any_scope_is_not_made(world: World) -> None:
    answer = world.staff(Role.ADMINISTRATOR).submit("/beheer/sleutels", {"name": "x", "days": "30"}, "#new")
    assert answer.status_code == 400
    with world.vault.begin() as db:
        assert api_tokens.all_of(db) == []


def test_the_documentation_is_a_page_of_our_own(world: World) -> None:
    page = world.browser().get("/api")
    assert all(path.replace("{", "&#123;") in page.text or path in page.text for _method, path in OPERATIONS)
    assert "<script" not in page.text
    assert "GET /api/v1/profiles" in text_of(page)
    assert "script-src" in world.app.test_client().get("/api/v1/findings").headers["Content-Security-Policy"]
