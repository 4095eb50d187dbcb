"""What a coordinator sees and sets going: how things stand, never what was found."""

from __future__ import annotations

import pytest

from domain.due import Action
from domain.roles import Role
from domain.takedown import State
from storage import audit, cases, due, exposures, flare_ups, takedowns, watches
from tests.web.conftest import RECIPIENTS, SOURCES, Browser, World, text_of
from web.app import create_app


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR)


@pytest.fixture
def path(world: World, consented: str) -> str:
    """The case of somebody about whom one finding was confirmed."""
    specialist = world.staff(Role.SPECIALIST)
    specialist.submit(f"/beoordelen/{world.finding(consented)}", {"opinion": "confirmed"}, "#judge")
    return f"/dossiers/{consented}"


def test_the_case_says_how_it_stands_and_nothing_of_what_was_found(world: World, path: str, coordinator: Browser) -> None:
    for page in (coordinator.get("/dossiers"), coordinator.get(path)):
        assert page.status_code == 200
        for hidden in ("Joke", "Voorhout", "06-1234", "draad/4711", "Ze heet"):
            assert hidden not in page.text
    shown = text_of(coordinator.get(path))
    assert "privéadres: zichtbaar" in shown
    assert "LW-2026-0001 : concept" in shown


def test_search_now_makes_every_watch_due(world: World, consented: str, coordinator: Browser) -> None:
    assert coordinator.submit(f"/dossiers/{consented}", {}, "#scan").status_code == 302
    with world.vault.begin() as db:
        (watch,) = watches.of_profile(db, consented)
        assert watch.source == "adressengids"
        assert due.noted(db, Action.SCAN, watch.id) == world.at


def test_without_consent_nobody_is_searched_for_and_the_attempt_is_written_down(world: World, coordinator: Browser) -> None:
    profile_id = world.employee()
    refused = coordinator.submit(f"/dossiers/{profile_id}", {}, "#scan")
    assert refused.status_code == 403
    assert "geen toestemming" in text_of(refused)
    flare_up = {"kind": "hearing", "starts": "2026-12-01", "ends": "2026-12-02"}
    assert coordinator.submit(f"/dossiers/{profile_id}/opslaimoment", flare_up).status_code == 403
    with world.vault.begin() as db:
        assert due.agenda(db) == []
        assert flare_ups.of_profile(db, profile_id) == []
        assert [line.action for line in audit.lines(db, about=profile_id)][:2] == ["refused", "refused"]


def test_a_police_hold_stops_what_goes_out_and_can_be_lifted(world: World, path: str, coordinator: Browser) -> None:
    assert coordinator.submit(path, {}, "#hold").status_code == 302
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        assert takedown.state is State.POLICE_HOLD
    assert "Politiestop sinds 23 nov 2026" in text_of(coordinator.get(path))
    coordinator.submit(path, {}, "#lift")
    with world.vault.begin() as db:
        (takedown,) = takedowns.all_of(db)
        assert takedown.state is State.DRAFT
        assert cases.get(db, takedown.case_id).held_at is None


def test_what_the_police_say_is_kept_with_the_case(world: World, path: str, coordinator: Browser) -> None:
    typed = {"suspected_criminal": "y", "police": "agreed"}
    assert coordinator.submit(path, typed, "#flags").status_code == 302
    with world.vault.begin() as db:
        case = cases.of_profile(db, path.rsplit("/", 1)[-1])
    assert case is not None
    assert (case.suspected_criminal, case.police, case.threat) == (True, "agreed", False)
    assert '<option selected value="agreed">' in coordinator.get(path).text
    assert coordinator.submit(path, {"police": "whatever"}, "#flags").status_code == 400


def test_without_a_case_there_is_nothing_to_hold(world: World, consented: str, coordinator: Browser) -> None:
    page = coordinator.get(f"/dossiers/{consented}")
    assert 'id="hold"' not in page.text
    proof = page.text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    answer = coordinator.client.post(f"/dossiers/{consented}/politiestop", data={"csrf_token": proof})
    assert answer.status_code == 404


def test_a_flare_up_is_kept_in_dutch_days(world: World, consented: str, coordinator: Browser) -> None:
    typed = {"kind": "hearing", "starts": "2026-12-01", "ends": "2026-12-02", "cadence": "259200"}
    assert coordinator.submit(f"/dossiers/{consented}/opslaimoment", typed).status_code == 302
    with world.vault.begin() as db:
        (flare_up,) = flare_ups.of_profile(db, consented)
    assert flare_up.starts.isoformat() == "2026-11-30T23:00:00+00:00"
    assert flare_up.ends.isoformat() == "2026-12-02T23:00:00+00:00"
    assert flare_up.rhythm.cadence.days == 3
    assert "zitting" in text_of(coordinator.get(f"/dossiers/{consented}"))


@pytest.mark.parametrize(("starts", "ends"), [("2026-12-02", "2026-12-01"), ("", "2026-12-01"), ("gisteren", "2026-12-01")])
def test_a_period_that_cannot_be_is_refused(world: World, consented: str, coordinator: Browser, starts: str, ends: str) -> None:
    typed = {"kind": "hearing", "starts": starts, "ends": ends}
    refused = coordinator.submit(f"/dossiers/{consented}/opslaimoment", typed)
    assert refused.status_code == 400
    assert 'role="alert"' in refused.text


def test_where_no_bundles_are_made_none_is_offered(world: World, path: str) -> None:
    settings = world.app.extensions["luwte"].settings
    world.app = create_app(world.vault, settings, world.clock, SOURCES, RECIPIENTS)
    coordinator = world.staff(Role.COORDINATOR)
    assert "/bewijs/" not in coordinator.get(path).text
    with world.vault.begin() as db:
        (exposure,) = exposures.all_of(db)
    assert coordinator.get(f"{path}/bewijs/{exposure.id}").status_code == 404
