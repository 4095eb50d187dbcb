"""The calendar of moments at which more may appear: the coordinator's, and what the employee sees of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from domain.due import Action
from domain.roles import Role
from domain.sighting import Verdict
from storage import due, flare_ups, watches
from tests.web.conftest import SOURCES, Browser, World, text_of

HEARING = {"kind": "hearing", "starts": "2026-12-01", "ends": "2026-12-02"}


@pytest.fixture
def coordinator(world: World) -> Browser:
    return world.staff(Role.COORDINATOR)


@pytest.fixture
def watched(world: World, consented: str) -> str:
    """Somebody whose sources were scanned just now."""
    with world.vault.begin() as db:
        watches.watch_profile(db, consented, [one for one in SOURCES if one.on], "coordinator-0", world.at)
        for line in due.take(db, world.at, timedelta(hours=1), 10, [Action.SCAN]):
            done = watches.save_scan(db, watches.get(db, line.thing), world.at, Verdict.ABSENT, None, 1, [], 0)
            due.settle(db, line, done)
    return consented


def set_one(world: World, coordinator: Browser, profile_id: str, **fields: str) -> str:
    """Sets a flare-up; returns the path of its page."""
    answer = coordinator.submit(f"/dossiers/{profile_id}/opslaimoment", HEARING | fields, "#flare-up")
    assert answer.status_code == 302
    return str(answer.location)


def test_what_is_left_as_usual_is_what_its_kind_asks_for(world: World, watched: str, coordinator: Browser) -> None:
    shown = text_of(coordinator.get(set_one(world, coordinator, watched)))
    assert "6 uur" in shown
    assert "zitting" in shown
    assert "ervoor" in shown
    assert "erna" in shown


def test_its_page_says_what_is_scanned_and_because_of_what(world: World, watched: str, coordinator: Browser) -> None:
    path = set_one(world, coordinator, watched)
    world.clock.at = datetime(2026, 11, 30, 12, tzinfo=UTC)
    shown = text_of(world.staff(Role.COORDINATOR).get(path))
    assert "Adressengids" in shown
    assert "tijdens" in shown


def test_it_can_be_moved_and_called_off(world: World, watched: str, coordinator: Browser) -> None:
    path = set_one(world, coordinator, watched, yearly="y")
    moved = coordinator.submit(f"{path}/wijzigen", HEARING | {"starts": "2026-12-08", "ends": "2026-12-09"}, "#flare-up")
    assert moved.status_code == 302
    coordinator.submit(path, {}, "#call-off")
    with world.vault.begin() as db:
        (one,) = flare_ups.of_profile(db, watched)
    assert one.starts.isoformat() == "2026-12-07T23:00:00+00:00"
    assert one.cancelled_at == world.at
    assert "afgelast" in text_of(coordinator.get("/opslaimomenten"))


def test_what_was_covered_names_sources_without_an_answer(world: World, watched: str, coordinator: Browser) -> None:
    path = set_one(world, coordinator, watched, lead="0")
    world.clock.at = datetime(2026, 12, 2, 12, tzinfo=UTC)
    assert "van deze bron is niets bekend" in text_of(world.staff(Role.COORDINATOR).get(path))


def test_the_calendar_file_holds_no_name_and_no_finding(world: World, watched: str, coordinator: Browser) -> None:
    set_one(world, coordinator, watched, yearly="y")
    world.finding(watched)
    answer = coordinator.get("/opslaimomenten.ics")
    assert answer.mimetype == "text/calendar"
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event["dtstart"].dt == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert event["rrule"]["freq"] == ["YEARLY"]
    for hidden in (b"Joke", b"Berg", b"Voorhout", b"praatplein.example"):
        assert hidden not in answer.data


def test_scans_of_the_coming_week_can_be_taken_along(world: World, watched: str, coordinator: Browser) -> None:
    set_one(world, coordinator, watched)
    world.clock.at = datetime(2026, 11, 30, 12, tzinfo=UTC)
    events = Calendar.from_ical(world.staff(Role.COORDINATOR).get(f"/dossiers/{watched}/scans.ics").data).walk("VEVENT")
    assert len(events) > 8
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_the_employee_sees_what_is_ahead_and_nobody_elses(world: World, watched: str, coordinator: Browser) -> None:
    set_one(world, coordinator, watched)
    employee = world.staff(Role.EMPLOYEE, "wijk", profile_id=watched)
    assert "1 dec 2026" in text_of(employee.get("/mijn/opslaimomenten"))
    other = world.staff(Role.EMPLOYEE, "elders", profile_id=world.employee())
    assert "dec 2026" not in text_of(other.get("/mijn/opslaimomenten"))


def test_a_flare_up_of_one_is_not_found_under_another(world: World, watched: str, coordinator: Browser) -> None:
    path = set_one(world, coordinator, watched)
    elsewhere = path.replace(watched, world.employee())
    assert coordinator.get(elsewhere).status_code == 404
    assert coordinator.get(f"{elsewhere}/wijzigen").status_code == 404
