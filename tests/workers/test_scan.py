"""A scan asks only about those who consented, says so before it asks, and keeps what it finds under seal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.due import Action
from domain.evidence import Sealed
from domain.name import FamilyName, Name
from domain.profile import Grant, GrantKind, Profile
from evidence import keys, timestamp
from storage import audit, captures, erasure, profiles, watches
from tests.conftest import NOW, consent, joke
from tests.workers import pages
from tests.workers.house import House, rows


def mehmet(profile_id: str) -> Profile:
    """Somebody else, who stands nowhere."""
    return Profile(profile_id, Name(FamilyName("Yılmaz"), ("Mehmet",)), phones=("+31612349999",), birth_date=date(1980, 1, 2))


def refusals(house: House) -> int:
    with house.vault.begin() as db:
        return sum(line.action == "refused" for line in audit.lines(db))


def evidence_of(house: House, profile_id: str) -> Sealed:
    (filed,) = house.found(profile_id)
    with house.vault.begin() as db:
        return captures.get(db, filed.capture_id)


def test_who_is_listed_is_found_with_the_page_sealed_and_stamped(house: House) -> None:
    profile_id = house.enrol()
    house.play(Action.SCAN, house.watch("adressengids", profile_id))
    (filed,) = house.found(profile_id)
    assert (filed.source, filed.finding.place.url) == ("adressengids", pages.LISTED)
    assert pages.PHONE in filed.excerpt
    sealed = evidence_of(house, profile_id)
    assert {original.name for original in sealed.originals} >= {"page.html", "text.txt"}
    signer = house.services.signer
    assert keys.holds(keys.load_public(signer.public_pem), sealed.seal.signature, sealed.seal.manifest)
    assert sealed.seal.token is not None
    token = timestamp.judge(sealed.seal.token, sealed.seal.signature, house.services.roots)
    assert isinstance(token, timestamp.Token)


def test_without_an_authority_the_finding_is_kept_and_says_that_it_has_no_time(house: House) -> None:
    profile_id = house.enrol()
    house.without("stamps").play(Action.SCAN, house.watch("adressengids", profile_id))
    assert not evidence_of(house, profile_id).seal.stamped


@pytest.mark.parametrize(
    "grants",
    [
        [consent(NOW + timedelta(seconds=1))],
        [Grant(GrantKind.CONSENT, NOW - timedelta(days=9), until=NOW)],
        [Grant(GrantKind.MANDATE, NOW - timedelta(days=9), routes=("gdpr17",))],
    ],
    ids=["not yet", "expired", "a mandate alone"],
)
def test_without_consent_nothing_is_asked_and_the_refusal_is_remembered(house: House, grants: list[Grant]) -> None:
    profile_id = house.enrol()
    watch = house.watch("adressengids", profile_id)
    with house.vault.begin() as db:
        profiles.take_back(db, profile_id, GrantKind.CONSENT, "employee-1", house.now())
        for grant in grants:
            profiles.give(db, profile_id, grant, "page", "employee-1", house.now())
    house.play(Action.SCAN, watch)
    assert house.web.asked == []
    assert refusals(house) == 1
    assert house.noted(Action.SCAN, watch) is None
    with house.vault.begin() as db:
        assert watches.disclosed(db, profile_id) == []


def test_what_a_question_tells_is_written_down_before_the_first_page_is_asked_for(house: House) -> None:
    profile_id = house.enrol()
    told: list[int] = []

    def look(url: str) -> None:
        with house.vault.begin() as db:
            told.append(len(watches.disclosed(db, profile_id)))

    house.web.before = look
    house.play(Action.SCAN, house.watch("adressengids", profile_id))
    assert told
    assert set(told) == {1}
    with house.vault.begin() as db:
        assert watches.disclosed(db, profile_id) == [(NOW, "adressengids", ("city", "name"))]


def test_nobody_is_told_anything_of_somebody_whom_no_question_fits(house: House) -> None:
    profile_id = house.enrol(mehmet)
    house.play(Action.SCAN, house.watch("adressengids", profile_id))
    with house.vault.begin() as db:
        assert watches.disclosed(db, profile_id) == []
    assert not any("lmaz" in url for url in house.web.asked)


def test_a_site_is_fetched_once_and_matched_against_everybody_enrolled(house: House) -> None:
    first, second, other = house.enrol(), house.enrol(), house.enrol(mehmet)
    house.play(Action.SCAN, house.watch("praatplein", first))
    assert house.web.asked.count(pages.THREAD) == 1
    for profile_id in (first, second):
        (filed,) = house.found(profile_id)
        assert filed.finding.place.record_id == pages.POST
    assert house.found(first)[0].capture_id != house.found(second)[0].capture_id
    assert house.found(other) == []


def test_somebody_on_the_site_who_is_not_enrolled_leaves_nothing_behind(house: House) -> None:
    house.play(Action.SCAN, house.watch("praatplein", house.enrol(mehmet)))
    assert rows(house, "findings") == rows(house, "captures") == 0
    assert rows(house, "pages") > 0


@pytest.mark.parametrize("how", ["consent", "everything"])
def test_who_withdraws_while_the_scan_goes_on_is_left_alone(house: House, how: str) -> None:
    profile_id = house.enrol()
    watch = house.watch("praatplein", profile_id)

    def withdraw(url: str) -> None:
        if url == pages.THREAD:
            with house.vault.begin() as db:
                if how == "consent":
                    profiles.take_back(db, profile_id, GrantKind.CONSENT, "employee-1", house.now())
                else:
                    erasure.withdraw(db, profile_id, "employee-1", house.now())

    house.web.before = withdraw
    house.play(Action.SCAN, watch)
    assert rows(house, "findings") == rows(house, "captures") == 0
    assert refusals(house) == 1


def test_a_consent_that_began_after_the_page_was_fetched_leaves_no_capture_without_a_finding(house: House) -> None:
    watch = house.watch("praatplein", house.enrol())  # for whom the thread is kept, and weighed anew at the end
    late: list[str] = []

    def enrol_meanwhile(url: str) -> None:
        if pages.THREAD in house.web.asked and url != pages.THREAD and not late:
            house.turn(seconds=10)
            late.append(house.enrol(joke, consent(house.now())))
            with house.vault.begin() as db:
                house.services.crowd.refresh(db, house.now())

    house.web.pages[f"{pages.FORUM}/"] = pages.front("402", "401")
    house.web.before = enrol_meanwhile
    house.play(Action.SCAN, watch)
    assert rows(house, "findings") == rows(house, "captures") == 2
