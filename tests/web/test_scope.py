"""What is hidden for Europe alone is not gone: a specialist notes it, and people's looks from elsewhere count as any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.due import Action
from domain.errors import Unclear
from domain.exposure import Exposure, Outcome, Scope
from domain.roles import Role
from domain.sighting import Presence, Sighting, Verdict
from domain.states import Event, State
from domain.takedown import Step
from domain.task import TaskKind
from storage import due, exposures, takedowns, tasks
from tests.web.conftest import Browser, World, text_of
from workers.following import follow

ABSENT = {"seen": "absent", "point": "network", "control": "y", "cold": "y"}


@pytest.fixture
def exposure(world: World, consented: str) -> Exposure:
    """Confirmed, asked for, and proven gone from here."""
    world.staff(Role.SPECIALIST).submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    with world.vault.begin() as db:
        (found,) = exposures.all_of(db)
        (asked,) = takedowns.all_of(db)
        said = (Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED, Event.CLAIM)
        takedowns.add(db, asked, *(Step(event, world.at, "luwte") for event in said))
        for day in (1, 2, 9):
            look = Sighting(world.at + timedelta(days=day), Verdict.ABSENT, control=True, cold=True, vantage=f"v{day}")
            found = exposures.saw(db, found.id, [(trace, look) for trace in found.traces])
    assert found.outcome is Outcome.GONE
    world.pass_time(days=9)
    return found


@pytest.fixture
def specialist(world: World, exposure: Exposure) -> Browser:
    return world.staff(Role.SPECIALIST)


def now(world: World, exposure: Exposure) -> Exposure:
    with world.vault.begin() as db:
        return exposures.get(db, exposure.id)


def test_what_is_gone_from_here_alone_is_not_gone_before_people_saw_it_thrice_elsewhere(
    world: World, exposure: Exposure, specialist: Browser
) -> None:
    path = f"/vindplaatsen/{exposure.id}/bereik"
    assert specialist.submit(path, {"scope": "outside-eu"}, "#widen").status_code == 302
    assert now(world, exposure).outcome is Outcome.STILL_VISIBLE
    with world.vault.begin() as db:
        assert [task.kind for task in tasks.waiting(db, thing=exposure.id)] == [TaskKind.LOOK_BEYOND]
    for point, days in (("network", 1), ("network", 7), ("person", 1)):
        assert world.staff(Role.SPECIALIST).submit(path, ABSENT | {"point": point}, "#look-outside-eu").status_code == 302
        world.pass_time(days=days)
    seen = now(world, exposure)
    assert {trace.standing.presence for trace in seen.within(Scope.OUTSIDE_EU)} == {Presence.GONE}
    assert seen.outcome is Outcome.GONE
    shown = text_of(world.staff(Role.SPECIALIST).get(path))
    assert "buiten de Europese Unie: afwezig – telt als bewijs" in shown
    with world.vault.begin() as db:
        assert due.noted(db, Action.LOOK, exposure.id) is not None
        assert [task.kind for task in tasks.waiting(db, thing=exposure.id)] == []
        follow(db, seen, seen, world.at)
        (asked,) = takedowns.all_of(db)
        assert asked.state is State.FULFILLED, "luwte's own next look makes out what it means"


@pytest.mark.parametrize(
    "said",
    [ABSENT | {"control": ""}, ABSENT | {"cold": ""}, ABSENT],
    ids=["nothing else could be read", "an old window", "each time from one point of view"],
)
def test_a_careless_look_proves_nothing(world: World, exposure: Exposure, specialist: Browser, said: dict[str, object]) -> None:
    path = f"/vindplaatsen/{exposure.id}/bereik"
    specialist.submit(path, {"scope": "other-versions"}, "#widen")
    fields = {name: value for name, value in said.items() if value}
    for _ in range(3):
        assert world.staff(Role.SPECIALIST).submit(path, fields, "#look-other-versions").status_code == 302
        world.pass_time(days=4)
    assert now(world, exposure).outcome is not Outcome.GONE


def test_what_still_stands_elsewhere_proves_a_claim_false(world: World, exposure: Exposure, specialist: Browser) -> None:
    path = f"/vindplaatsen/{exposure.id}/bereik"
    specialist.submit(path, {"scope": "outside-eu"}, "#widen")
    world.pass_time(minutes=5)
    specialist.submit(path, {"seen": "present", "point": "person"}, "#look-outside-eu")
    seen = now(world, exposure)
    with world.vault.begin() as db:
        follow(db, replace(seen, traces=exposure.traces), seen, world.at)
        (asked,) = takedowns.all_of(db)
        assert asked.claim_was_false
        assert [task.kind for task in tasks.waiting(db, thing=exposure.id)] == [TaskKind.LOOK_BEYOND]


def test_a_mistake_is_taken_back_until_somebody_looked(world: World, exposure: Exposure, specialist: Browser) -> None:
    path = f"/vindplaatsen/{exposure.id}/bereik"
    specialist.submit(path, {"scope": "outside-eu"}, "#widen")
    assert specialist.submit(path, {}, "#narrow-outside-eu").status_code == 302
    assert now(world, exposure).outcome is Outcome.GONE
    with world.vault.begin() as db:
        assert tasks.waiting(db, thing=exposure.id) == []
    specialist.submit(path, {"scope": "outside-eu"}, "#widen")
    page = specialist.submit(path, ABSENT, "#look-outside-eu")
    page = specialist.get(path)
    assert 'id="narrow-outside-eu"' not in page.text
    proof = page.text.partition('name="csrf_token" type="hidden" value="')[2].partition('"')[0]
    refused = specialist.client.post(f"{path}/outside-eu/terug", data={"csrf_token": proof})
    assert refused.status_code == 409
    assert now(world, exposure).outcome is not Outcome.GONE


def test_a_look_without_an_answer_or_of_no_scope_is_refused(world: World, exposure: Exposure, specialist: Browser) -> None:
    path = f"/vindplaatsen/{exposure.id}/bereik"
    specialist.submit(path, {"scope": "outside-eu"}, "#widen")
    unanswered = specialist.submit(path, {"point": "person"}, "#look-outside-eu")
    assert unanswered.status_code == 400
    assert 'role="alert"' in unanswered.text
    page = specialist.get(path)
    proof = page.text.partition('name="csrf_token" type="hidden" value="')[2].partition('"')[0]
    for scope, status in (("origin", 409), ("the-moon", 404)):
        answer = specialist.client.post(f"{path}/{scope}/gezien", data={"csrf_token": proof, **ABSENT})
        assert answer.status_code == status
    assert specialist.submit(path, {"scope": "outside-eu"}, "#widen").status_code == 409, "it is looked at from there already"


def test_the_request_says_from_where_and_only_a_specialist_goes_there(
    world: World, exposure: Exposure, specialist: Browser
) -> None:
    specialist.submit(f"/vindplaatsen/{exposure.id}/bereik", {"scope": "outside-eu"}, "#widen")
    with world.vault.begin() as db:
        (asked,) = takedowns.all_of(db)
    assert "(buiten de Europese Unie)" in text_of(specialist.get(f"/verzoeken/{asked.id}"))
    coordinator = world.staff(Role.COORDINATOR)
    assert 'id="scope"' not in coordinator.get(f"/verzoeken/{asked.id}").text
    assert coordinator.get(f"/vindplaatsen/{exposure.id}/bereik").status_code == 403
    assert world.staff(Role.SPECIALIST, "wijk").get(f"/vindplaatsen/{exposure.id}/bereik").status_code == 403
    assert world.browser().get(f"/vindplaatsen/{exposure.id}/bereik").status_code == 302


def test_from_here_a_person_is_asked_only_where_luwte_cannot_tell(
    world: World, exposure: Exposure, specialist: Browser
) -> None:
    path = f"/vindplaatsen/{exposure.id}/bereik"
    assert 'id="look-origin"' not in specialist.get(path).text
    with world.vault.begin() as db:
        look = Sighting(world.at, Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED, cold=True)
        exposures.saw(db, exposure.id, [(trace, look) for trace in exposure.traces])
    assert specialist.submit(path, {"seen": "present", "point": "here"}, "#look-origin").status_code == 302
    assert now(world, exposure).outcome is Outcome.STILL_VISIBLE
    assert 'id="look-origin"' not in specialist.get(path).text, "the newest look tells"
    assert 'id="narrow-origin"' not in specialist.get(path).text
