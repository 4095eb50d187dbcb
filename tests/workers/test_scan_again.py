"""The same source again: no place twice, nothing that was judged is touched, and sooner where it could not be read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import Action
from domain.errors import Conflict, Unclear
from domain.finding import Judgement, Opinion
from domain.sighting import Verdict
from storage import due, findings, health, watches
from tests.conftest import NOW
from tests.workers import pages
from tests.workers.house import House, rows
from workers import scan


def test_the_same_place_again_is_no_second_finding(house: House) -> None:
    profile_id = house.enrol()
    watch = house.watch("adressengids", profile_id)
    house.play(Action.SCAN, watch)
    (before,) = house.found(profile_id)
    house.turn(days=30)
    house.play(Action.SCAN, watch)
    assert house.found(profile_id) == [before]
    assert rows(house, "captures") == 1


def test_what_is_said_anew_replaces_what_nobody_has_judged_yet(house: House) -> None:
    profile_id = house.enrol()
    watch = house.watch("adressengids", profile_id)
    house.web.pages[pages.LISTED] = pages.record(phone="010-1234567")
    house.play(Action.SCAN, watch)
    (before,) = house.found(profile_id)
    house.web.pages[pages.LISTED] = pages.record()
    house.play(Action.SCAN, watch)
    (after,) = house.found(profile_id)
    assert after.id == before.id
    assert after.finding.score > before.finding.score
    assert rows(house, "captures") == 1


@pytest.mark.parametrize("opinion", list(Opinion))
def test_what_was_judged_stays_as_it_was_judged(house: House, opinion: Opinion) -> None:
    profile_id = house.enrol()
    watch = house.watch("adressengids", profile_id)
    house.play(Action.SCAN, watch)
    (before,) = house.found(profile_id)
    with house.vault.begin() as db:
        findings.judge(db, before.id, Judgement(opinion, "specialist-1", house.now()))
    house.web.pages[pages.LISTED] = pages.record(phone="010-1234567")
    house.turn(days=30)
    house.play(Action.SCAN, watch)
    (after,) = house.found(profile_id)
    assert (after.opinion, after.finding, after.capture_id) == (opinion, before.finding, before.capture_id)
    assert rows(house, "captures") == 1


@pytest.mark.parametrize("served", [429, 503, Unclear.NETWORK, Unclear.TOO_SLOW], ids=str)
def test_a_source_that_cannot_be_asked_now_is_asked_again_within_hours(house: House, served: int | Unclear) -> None:
    profile_id = house.enrol()
    watch = house.watch("adressengids", profile_id)
    house.web.pages = dict.fromkeys(house.web.pages, served)
    house.play(Action.SCAN, watch)
    again = house.noted(Action.SCAN, watch)
    assert again is not None
    assert NOW < again <= NOW + timedelta(hours=6)
    with house.vault.begin() as db:
        last = watches.last_scan(db, watch)
        (told,) = health.all_sources(db)
    assert last is not None
    assert last[1] is Verdict.UNCLEAR
    assert not told.healthy
    assert not any("Berg" in url for url in house.web.asked), "an ill source is told nothing"


def test_a_source_that_answers_is_asked_again_at_its_own_cadence(house: House) -> None:
    profile_id = house.enrol()
    watch = house.watch("adressengids", profile_id)
    house.play(Action.SCAN, watch)
    assert house.noted(Action.SCAN, watch) == NOW + house.routine(watch)


def test_a_new_layout_is_unclear_and_waits_for_the_routine_date(house: House) -> None:
    profile_id = house.enrol()
    watch = house.watch("adressengids", profile_id)
    house.web.pages[pages.QUESTION] = pages.frozen("adressengids", "drifted")
    house.play(Action.SCAN, watch)
    with house.vault.begin() as db:
        assert watches.last_scan(db, watch) == (NOW, Verdict.UNCLEAR, "layout-changed")
    assert house.noted(Action.SCAN, watch) == NOW + house.routine(watch)
    assert house.found(profile_id) == []


@pytest.mark.parametrize(
    "served",
    [b"\xff\xfe\x00junk\x00" * 50, "<div>" * 5000, b"", "<a" * 20_000, b"%PDF-1.7 \x00\x01"],
    ids=["lies about its bytes", "nests", "empty", "open tags", "no page"],
)
def test_a_page_that_cannot_be_read_spoils_nothing(house: House, served: str | bytes) -> None:
    profile_id = house.enrol()
    house.web.pages[f"{pages.FORUM}/onderwerp/401"] = served
    house.play(Action.SCAN, house.watch("praatplein", profile_id))
    assert [filed.finding.place.url for filed in house.found(profile_id)] == [pages.THREAD]


def test_a_finding_tells_a_specialist_once_that_something_waits(house: House) -> None:
    profile_id = house.enrol()
    watch = house.watch("adressengids", profile_id)
    house.play(Action.SCAN, watch)
    assert len(house.line.letters) == 1
    house.turn(days=30)
    house.play(Action.SCAN, watch)
    assert len(house.line.letters) == 1


def test_a_long_scan_keeps_its_lease(house: House) -> None:
    profile_id = house.enrol()
    taken = house.taken(Action.SCAN, house.watch("praatplein", profile_id))
    others: list[due.Taken] = []

    def linger(url: str) -> None:
        house.now.at += house.services.lease * 0.4
        with house.vault.begin() as db:
            others.extend(due.take(db, house.now(), house.services.lease, 1, [Action.SCAN]))

    house.web.before = linger
    scan.act(house.services, taken)
    assert others == []
    assert len(house.found(profile_id)) == 1


def test_a_scan_that_lost_its_lease_stops_and_keeps_nothing(house: House) -> None:
    profile_id = house.enrol()
    taken = house.taken(Action.SCAN, house.watch("praatplein", profile_id))

    def sleep(url: str) -> None:
        house.turn(minutes=16)
        with house.vault.begin() as db:
            due.take(db, house.now(), house.services.lease, 1, [Action.SCAN])

    house.web.before = sleep
    with pytest.raises(Conflict):
        scan.act(house.services, taken)
    assert len(house.web.asked) == 1
    assert rows(house, "findings") == rows(house, "captures") == rows(house, "scans") == 0


def test_a_source_that_was_switched_off_is_not_asked(house: House) -> None:
    watch = house.watch("adressengids", house.enrol())
    del house.services.sources["adressengids"]  # type: ignore[attr-defined]  # the test made it
    house.play(Action.SCAN, watch)
    assert house.web.asked == []
    assert house.noted(Action.SCAN, watch) is None
