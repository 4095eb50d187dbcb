"""A look keeps the evidence fresh: under seal, with a trusted time, in an unbroken log."""

from __future__ import annotations

from datetime import timedelta

from domain.due import Action
from domain.exposure import Exposure
from domain.sighting import Verdict
from evidence import custody
from storage import captures, cases
from tests.conftest import NOW
from tests.workers import pages
from tests.workers.cases import exposed
from tests.workers.house import House
from tests.workers.looks import EMPTIED, look, verdicts


def evidence(house: House, exposure: Exposure) -> list[tuple[timedelta, bool]]:
    with house.vault.begin() as db:
        return [(at - NOW, sealed.seal.stamped) for at, sealed in captures.of_exposure(db, exposure.id)]


def test_evidence_is_renewed_when_it_is_older_than_half_a_day(house: House, exposure: Exposure) -> None:
    for hours in (1, 12, 13):
        house.now.at = NOW + timedelta(hours=hours)
        look(house, exposure)
    assert evidence(house, exposure) == [(timedelta(0), True), (timedelta(hours=13), True)]
    with house.vault.begin() as db:
        assert custody.holds(cases.custody_of(db, exposure.case_id))


def test_evidence_without_a_trusted_time_is_renewed_at_once(house: House) -> None:
    profile_id = house.enrol()
    house.without("stamps").play(Action.SCAN, house.watch("praatplein", profile_id))
    exposure = exposed(house, profile_id=profile_id)
    house.turn(minutes=1)
    look(house.without("stamps"), exposure)
    house.turn(minutes=1)
    look(house, exposure)
    assert [stamped for _, stamped in evidence(house, exposure)] == [False, False, True]


def test_what_is_not_there_gives_no_evidence(house: House, exposure: Exposure) -> None:
    house.web.pages[pages.THREAD] = EMPTIED
    house.turn(days=1)
    look(house, exposure)
    assert len(evidence(house, exposure)) == 1


def test_an_hour_back_on_another_machine_s_clock_does_not_keep_evidence_out(house: House, exposure: Exposure) -> None:
    house.turn(hours=14)
    look(house, exposure)
    other = exposed(house, "adressengids", exposure.profile_id)
    house.turn(hours=13)
    look(house, other)
    house.turn(seconds=-2)
    after = look(house, exposure)
    assert verdicts(after)[-1] is Verdict.PRESENT
    with house.vault.begin() as db:
        assert custody.holds(cases.custody_of(db, exposure.case_id))
