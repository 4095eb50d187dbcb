"""A look keeps the evidence fresh: under seal, with a trusted time, in an unbroken log."""

from __future__ import annotations

from datetime import timedelta

from domain.due import Action
from domain.exposure import Exposure, Scope
from domain.sighting import BY_HAND, Sighting, Verdict
from evidence import custody
from storage import captures, cases, scopes
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


def test_where_luwte_cannot_tell_a_person_s_word_makes_fresh_evidence_of_what_was_served(
    house: House, exposure: Exposure
) -> None:
    house.web.pages[pages.THREAD] = pages.frozen("praatplein", "drifted")
    house.turn(days=2)
    after = look(house, exposure)
    assert verdicts(after)[-1] is Verdict.UNCLEAR
    assert len(evidence(house, exposure)) == 1, "nobody said that it stands there"
    house.turn(minutes=5)
    with house.vault.begin() as db:
        seen = Sighting(house.now(), Verdict.PRESENT, vantage=f"{BY_HAND}here")
        scopes.saw(db, after, Scope.ORIGIN, seen, "specialist-1")
    house.turn(minutes=1)
    after = look(house, exposure)
    assert verdicts(after)[-1] is Verdict.UNCLEAR, "luwte itself still cannot tell"
    assert [at for at, stamped in evidence(house, exposure) if stamped][1:] == [timedelta(days=2, minutes=6)]
    house.turn(hours=1)
    look(house, exposure)
    assert len(evidence(house, exposure)) == 2, "one word, one capture"


def test_a_wall_in_front_of_the_page_is_no_evidence_whatever_a_person_saw(house: House, exposure: Exposure) -> None:
    house.web.pages[pages.THREAD] = 403
    house.turn(days=2)
    after = look(house, exposure)
    with house.vault.begin() as db:
        scopes.saw(db, after, Scope.ORIGIN, Sighting(house.now(), Verdict.PRESENT, vantage=f"{BY_HAND}here"), "specialist-1")
    house.turn(minutes=1)
    look(house, exposure)
    assert len(evidence(house, exposure)) == 1
