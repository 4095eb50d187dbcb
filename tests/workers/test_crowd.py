"""The index of everybody who may be looked for: never behind on a withdrawal, and only as far as it must be opened anew."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.errors import BadInput
from domain.finding import Finding, Grade
from domain.mention import Mention, Place
from domain.name import FamilyName, Name
from domain.profile import Address, Grant, GrantKind, Profile
from matchers import Calibration, fit
from matchers.odds import probability
from storage import audit, calibrations, erasure, profiles
from storage.calibrations import Kept
from tests.conftest import NOW, consent, joke
from tests.workers import pages
from tests.workers.house import House
from workers.crowd import Crowd, found_in

TODAY = date(2026, 11, 23)
PLACE = Place(pages.THREAD, pages.POST)


def mention(said: str = pages.SAID, media_type: str = "text/html; charset=utf-8") -> Mention:
    return Mention(PLACE, "praatplein", "c1", f"<p>{said}</p>".encode(), media_type)


def known(house: House, said: str = pages.SAID) -> set[str]:
    """About whom this is, by the grants as they are now."""
    with house.vault.begin() as db:
        house.services.crowd.refresh(db, house.now())
    return {finding.profile_id for finding, _ in house.services.crowd.findings(mention(said), TODAY)}


def openings(house: House) -> list[str]:
    with house.vault.begin() as db:
        return [line.detail.split(",")[0] for line in reversed(audit.lines(db)) if line.action == "opened all"]


def test_who_consents_is_known_from_the_next_refresh(house: House) -> None:
    assert known(house) == set()
    profile_id = house.enrol()
    assert known(house) == {profile_id}


@pytest.mark.parametrize("how", ["takes back", "withdraws", "expires"])
def test_who_may_not_be_looked_for_any_more_is_forgotten(house: House, how: str) -> None:
    profile_id = house.enrol(joke, Grant(GrantKind.CONSENT, NOW, until=NOW + timedelta(days=1)))
    assert known(house) == {profile_id}
    with house.vault.begin() as db:
        if how == "takes back":
            profiles.take_back(db, profile_id, GrantKind.CONSENT, "employee-1", house.now())
        elif how == "withdraws":
            erasure.withdraw(db, profile_id, "employee-1", house.now())
        else:
            house.turn(days=1)
    assert known(house) == set()


def test_an_index_in_another_process_follows_and_says_how_old_it_is(house: House) -> None:
    here, there = house.services.crowd, Crowd()
    first = house.enrol()
    for crowd in (here, there):
        with house.vault.begin() as db:
            crowd.refresh(db, house.now())
    second = house.enrol()
    house.turn(minutes=10)
    assert known(house) == {first, second}
    assert (len(here), here.as_of, len(there), there.as_of) == (2, house.now(), 1, house.now() - timedelta(minutes=10))
    with house.vault.begin() as db:
        there.refresh(db, house.now())
    assert (len(there), there.as_of) == (2, house.now())


def test_where_nobody_changed_nobody_is_looked_at_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.enrol()
    known(house)

    def looked(*args: object, **named: object) -> None:
        raise AssertionError("the grants of everybody are read again")

    monkeypatch.setattr(profiles, "standing", looked)
    assert len(known(house)) == 1


def test_who_enrolls_ahead_of_our_clock_is_known_once_their_consent_begins(house: House) -> None:
    profile_id = house.enrol(joke, consent(NOW + timedelta(seconds=30)))
    assert known(house) == set()
    house.turn(seconds=30)
    assert known(house) == {profile_id}


def test_forgetting_somebody_is_at_once_and_only_them(house: House) -> None:
    first, second = house.enrol(), house.enrol()
    assert known(house) == {first, second}
    house.services.crowd.forget(first)
    house.services.crowd.forget(first)
    assert {found.profile_id for found, _ in house.services.crowd.findings(mention(), TODAY)} == {second}


def test_only_who_is_new_or_changed_is_opened_and_the_audit_says_how_many(house: House) -> None:
    first = house.enrol()
    known(house)
    known(house)
    house.enrol()
    known(house)
    with house.vault.begin() as db:
        profiles.save(db, replace(joke(first), phones=("+31687654321",)), "employee-1", house.now())
    known(house)
    assert openings(house) == ["1 profiles", "1 profiles", "1 profiles"]


def test_a_changed_identity_is_looked_for_as_it_is_now(house: House) -> None:
    profile_id = house.enrol()
    said = f"Bel {pages.NAME} op 06-87654321."
    assert all(finding.grade is Grade.WEAK for finding, _ in findings(house, said))
    with house.vault.begin() as db:
        profiles.save(db, replace(joke(profile_id), phones=("+31687654321",)), "employee-1", house.now())
    assert [finding.grade for finding, _ in findings(house, said)] == [Grade.CERTAIN]


def findings(house: House, said: str) -> list[object]:
    known(house)
    return list(house.services.crowd.findings(mention(said), TODAY))


def test_a_vault_that_holds_nobody_empties_it(house: House, crowd: Crowd) -> None:
    house.enrol()
    known(house)
    with house.vault.begin() as db:
        crowd.refresh(db, NOW - timedelta(days=1))  # before anybody consented
    assert crowd.findings(mention(), TODAY) == []


def test_what_is_no_page_is_refused_and_not_taken_for_nothing(house: House) -> None:
    house.enrol()
    known(house)
    with pytest.raises(BadInput):
        house.services.crowd.findings(mention(media_type="application/pdf"), TODAY)


def test_an_index_of_one_knows_nobody_else(house: House, crowd: Crowd) -> None:
    house.enrol()
    known(house)
    alone = crowd.of(replace(joke("p1"), phones=("+31687654321",), addresses=()))
    assert found_in(alone, mention().markup, PLACE, TODAY, record=False) == ()


def test_reading_and_refreshing_at_the_same_time_neither_fails_nor_misses(house: House) -> None:
    house.enrol()
    known(house)
    stop, wrong = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            if not house.services.crowd.findings(mention(), TODAY):
                wrong.append(1)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(5):
        other = house.enrol(joke, consent())
        known(house)
        house.services.crowd.forget(other)
    stop.set()
    reader.join(10)
    assert wrong == []


def calibrated(house: House, calibration: Calibration) -> Finding:
    """What the page says of whoever is enrolled, once this calibration is in force."""
    with house.vault.begin() as db:
        calibrations.keep(db, Kept(house.now(), "administrator", calibration.plain(), 0, 0, 0.0, 0.0))
        house.services.crowd.refresh(db, house.now())
    ((finding, _),) = house.services.crowd.findings(mention(PART), TODAY)
    return finding


PART = "Kuiperij, 1017 GR"
ALWAYS_RIGHT = fit([(probability(bits), True) for bits in range(-4, 13) for _ in range(1000)])
NEVER_RIGHT = fit([(probability(bits), False) for bits in range(-4, 13) for _ in range(1000)])


def fatima(profile_id: str) -> Profile:
    home = Address("Kerkstraat", "44", "II", "1017GR", "Amsterdam")
    return Profile(profile_id, Name(FamilyName("Kuiperij"), ("Fatima",)), addresses=(home,))


def test_the_newest_calibration_decides_the_grade_from_the_next_refresh(house: House) -> None:
    house.enrol(fatima, consent())
    plain = calibrated(house, Calibration())
    raised = calibrated(house, ALWAYS_RIGHT)
    assert (plain.grade, raised.grade) == (Grade.POSSIBLE, Grade.PROBABLE)
    assert plain.score == raised.score == plain.calibrated < raised.calibrated
    assert calibrated(house, Calibration()) == plain


def test_a_look_still_sees_what_a_calibration_would_not_report_any_more(house: House, crowd: Crowd) -> None:
    house.enrol(fatima, consent())
    calibrated(house, ALWAYS_RIGHT)
    with house.vault.begin() as db:
        calibrations.keep(db, Kept(house.now(), "administrator", NEVER_RIGHT.plain(), 0, 0, 0.0, 0.0))
        crowd.refresh(db, house.now())
    assert all(finding.grade is Grade.WEAK for finding, _ in crowd.findings(mention(PART), TODAY))
    assert found_in(crowd.of(fatima("p2")), mention(PART).markup, PLACE, TODAY, record=False)
