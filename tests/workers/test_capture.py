"""A place that was told by telephone is captured at once; one that cannot be had asks for a person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.errors import Unclear
from domain.finding import Grade
from domain.task import TaskKind
from storage import captures, erasure, tasks
from storage import told as told_places
from tests.conftest import NOW
from tests.workers import pages
from tests.workers.house import House, Served

ELSEWHERE = "https://roddelhoek.example/over/iemand"


def told(house: House, url: str) -> tuple[str, str]:
    """Whose it is, and the report."""
    profile_id = house.enrol()
    with house.vault.begin() as db:
        return profile_id, told_places.keep(db, profile_id, url, "coordinator-1", house.now())


def outcome(house: House, profile_id: str) -> str:
    with house.vault.begin() as db:
        ((_, _, said),) = told_places.of_profile(db, profile_id)
    return said


def by_hand(house: House) -> int:
    with house.vault.begin() as db:
        return sum(task.kind is TaskKind.CHECK_BY_HAND for task in tasks.waiting(db))


def test_a_known_site_is_filed_as_its_source_with_stamped_evidence(house: House) -> None:
    profile_id, report_id = told(house, pages.THREAD)
    house.run()
    (filed,) = house.found(profile_id)
    assert (filed.source, filed.finding.grade) == ("praatplein", Grade.CERTAIN)
    assert {signal.kind for signal in filed.finding.signals} >= {"name", "phone", "address"}
    with house.vault.begin() as db:
        assert captures.get(db, filed.capture_id).seal.stamped
    assert outcome(house, profile_id) == "captured"
    assert house.noted(Action.CAPTURE, report_id) is None
    assert pages.THREAD in house.web.cold


def test_what_only_a_person_sees_in_it_is_filed_all_the_same(house: House) -> None:
    house.web.pages[ELSEWHERE] = "<p>U weet wel wie, van de hoek met die rode deur.</p>"
    profile_id, _ = told(house, ELSEWHERE)
    house.run()
    (filed,) = house.found(profile_id)
    assert (filed.source, filed.finding.grade, filed.finding.signals) == ("telephone", Grade.POSSIBLE, ())


@pytest.mark.parametrize("served", [404, 500, Unclear.BLOCKED, Unclear.NETWORK])
def test_a_place_that_cannot_be_had_asks_for_a_person_and_is_tried_again(house: House, served: Served) -> None:
    house.web.pages[ELSEWHERE] = served
    profile_id, report_id = told(house, ELSEWHERE)
    house.run()
    assert (house.found(profile_id), by_hand(house)) == ([], 1)
    assert house.noted(Action.CAPTURE, report_id) == NOW + timedelta(minutes=5)
    house.web.pages[ELSEWHERE] = f"<p>{pages.NAME} {pages.PHONE}</p>"
    house.turn(minutes=5)
    house.run()
    assert len(house.found(profile_id)) == 1
    assert by_hand(house) == 1


def test_after_six_hours_no_machine_tries_any_more(house: House) -> None:
    profile_id, report_id = told(house, ELSEWHERE)
    house.run()
    house.turn(hours=6)
    house.run()
    assert house.noted(Action.CAPTURE, report_id) is None
    assert outcome(house, profile_id) == "status 404"


def test_who_withdrew_meanwhile_is_left_alone(house: House) -> None:
    profile_id, report_id = told(house, pages.THREAD)
    with house.vault.begin() as db:
        erasure.withdraw(db, profile_id, "employee-1", house.now())
    house.run()
    assert house.noted(Action.CAPTURE, report_id) is None
    assert pages.THREAD not in house.web.asked
