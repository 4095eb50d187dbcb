"""The urgent path: no yes and no witness, no profile; with both, everything that is owed stands in the diary."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.profile import Purpose, permits
from domain.roles import Role
from domain.task import TaskKind
from storage import audit, due, profiles, tasks, told
from tests.web.conftest import Browser, World, text_of

URL = "https://praatplein.example/draad/4711"
CALL: dict[str, object] = {
    "unit": "wijk",
    "witness": "Karin de Boer",
    "agreed": "y",
    "urls": f"{URL}\nhttps://kiekjes.example/u/joke",
    "calling_name": "Joke",
    "prefix": "van der",
    "surname": "Berg",
    "phones": "06-12345671",
}


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR)


def enrolled(world: World) -> list[str]:
    with world.vault.begin() as db:
        return [one.id for one in profiles.all_enrolled(db)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"witness": ""},
        {"agreed": ""},
        {"surname": ""},
        {"urls": ""},
        {"urls": "praatplein.example"},
        {"urls": "javascript:alert(1)"},
        {"urls": "\n".join(f"https://praatplein.example/{n}" for n in range(11))},
        {"phones": "niets"},
    ],
)
def test_a_call_that_is_not_whole_keeps_nothing(world: World, coordinator: Browser, wrong: dict[str, object]) -> None:
    sent = {name: value for name, value in {**CALL, **wrong}.items() if value or name != "agreed"}
    assert coordinator.submit("/spoed", sent, "#urgent").status_code == 400
    assert enrolled(world) == []


def test_nobody_is_their_own_witness(world: World) -> None:
    browser = world.staff(Role.COORDINATOR)
    with world.vault.begin() as db:
        me = max((row.by for row in audit.lines(db) if row.by.startswith("coordinator-")), default="")
    assert me
    refused = browser.submit("/spoed", {**CALL, "witness": me.upper()}, "#urgent")
    assert refused.status_code == 400
    assert "iemand anders" in text_of(refused)


def test_a_yes_by_telephone_holds_seven_days_and_names_its_witness(world: World, coordinator: Browser) -> None:
    assert coordinator.submit("/spoed", CALL, "#urgent").status_code == 200
    (profile_id,) = enrolled(world)
    with world.vault.begin() as db:
        (grant,) = profiles.grants_of(db, profile_id)
        assert (grant.witness, grant.taken_by.partition("-")[0]) == ("Karin de Boer", "coordinator")
        for days, holds in ((0, True), (6, True), (7, False)):
            assert permits((grant,), Purpose.NOTIFY, world.at + timedelta(days=days)) is holds
        opened = profiles.open_for(db, Purpose.SCAN, profile_id, world.at, "test")
        assert opened.phones == ("+31612345671",)
        lines = audit.lines(db, about=profile_id)
    assert {"consent given", "opened by telephone"} <= {row.action for row in lines}
    assert not any("Boer" in str(value) or "praatplein" in str(value) for row in lines for value in row)


def test_each_place_is_captured_now_and_everything_owed_has_its_hour(world: World, coordinator: Browser) -> None:
    shown = text_of(coordinator.submit("/spoed", CALL, "#urgent"))
    (profile_id,) = enrolled(world)
    with world.vault.begin() as db:
        places = told.of_profile(db, profile_id)
        assert [due.noted(db, Action.CAPTURE, report_id) for report_id, *_ in places] == [world.at] * 2
        owed = {task.kind: task.due_at - world.at for task in tasks.waiting(db, profile_id=profile_id)}
    assert owed[TaskKind.FIRST_NOTICE] == timedelta(hours=1)
    assert owed[TaskKind.CONFIRM_CONSENT] < timedelta(days=7)
    assert set(owed) >= {TaskKind.INFORM, TaskKind.COMPLETE_PROFILE, TaskKind.CATCH_UP_SCAN, TaskKind.FILE_REPORT}
    assert "23 nov 2026, 11:00: de eerste brief moet weg zijn (specialist)" in shown
    assert "/uitnodiging/" in shown


def test_tasks_are_closed_by_their_role_alone_and_show_what_is_late(world: World, coordinator: Browser) -> None:
    coordinator.submit("/spoed", CALL, "#urgent")
    world.pass_time(hours=2)
    specialist, colleague = world.staff(Role.SPECIALIST), world.staff(Role.SPECIALIST, "wijk")
    shown = text_of(specialist.get("/taken"))
    assert "11:00 – te laat de eerste brief moet weg zijn" in shown
    assert "de eerste brief" not in text_of(colleague.get("/taken")), "a direct colleague sees nothing of it"
    with world.vault.begin() as db:
        first = next(task for task in tasks.waiting(db) if task.kind is TaskKind.FIRST_NOTICE)
    coordinator = world.staff(Role.COORDINATOR)  # the first one's session has ended
    proof = coordinator.get("/taken").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    refused = coordinator.client.post(f"/taken/{first.id}", data={"csrf_token": proof, "outcome": "done"})
    assert refused.status_code == 403
    proof = specialist.get("/taken").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    path = f"/taken/{first.id}"
    assert specialist.client.post(path, data={"csrf_token": proof, "outcome": "perhaps"}).status_code == 400
    assert specialist.client.post(path, data={"csrf_token": proof, "outcome": "done"}).status_code == 302
    assert specialist.client.post(path, data={"csrf_token": proof, "outcome": "done"}).status_code == 409
    with world.vault.begin() as db:
        closed = tasks.get(db, first.id)
    assert (closed.outcome, closed.late(world.at)) == ("done", True)


def test_the_employee_enrols_afterwards_on_the_same_profile(world: World, coordinator: Browser) -> None:
    page = coordinator.submit("/spoed", CALL, "#urgent").text
    token = page.partition("/uitnodiging/")[2].partition('"')[0]
    answers = {"login": "joke", "password": "een lange zin om te onthouden", "surname": "Berg", "calling_name": "Joke"}
    ticks = {name: "y" for name in ("consent_scan", "consent_review", "consent_notify")}
    assert world.browser().submit(f"/uitnodiging/{token}", {**answers, **ticks}, "#enrol").status_code == 200
    (profile_id,) = enrolled(world)
    with world.vault.begin() as db:
        grants = profiles.grants_of(db, profile_id)
        owed = {task.kind for task in tasks.waiting(db, profile_id=profile_id)}
    assert permits(grants, Purpose.SCAN, world.at + timedelta(days=30))
    assert not owed & {TaskKind.CONFIRM_CONSENT, TaskKind.COMPLETE_PROFILE, TaskKind.CATCH_UP_SCAN}
