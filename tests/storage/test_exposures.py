"""Exposures: what was seen, added up; their place and evidence under the key of the case, one case for each employee."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import NotFound
from domain.evidence import Pictured
from domain.exposure import Outcome
from domain.mention import Place
from domain.sighting import Presence, Verdict
from storage import captures, cases, dossiers, exposures, findings, outcome, tables
from storage.vault import Vault
from tests.conftest import NOW
from tests.storage.kept import BODY, PLACE, absent, enrolled, exposed, in_a_thread, seen, several


def test_an_exposure_comes_back_with_every_trace_and_look(vault: Vault) -> None:
    with vault.begin() as db:
        exposure = exposed(db, enrolled(db))
        assert exposures.get(db, exposure.id) == exposure
        assert exposures.all_of(db) == exposures.all_of(db, exposure.profile_id) == [exposure]
        assert exposures.all_of(db, "somebody else") == []
        assert exposures.of_finding(db, exposures.finding_of(db, exposure.id)) == exposure
        assert exposures.of_finding(db, "another") is None


@pytest.mark.parametrize("days", [(1, 2, 9)], ids=["three over a week"])
def test_looks_add_up_to_gone_and_the_index_says_the_same(vault: Vault, days: tuple[float, ...]) -> None:
    with vault.begin() as db:
        exposure = exposed(db, enrolled(db))
        for n, looks in enumerate(absent(exposure, *days), start=1):
            after = exposures.saw(db, exposure.id, looks)
            assert (after.outcome is Outcome.GONE) == (n == 3)
            assert exposures.count(db, after.outcome) == exposures.count(db) == 1
        assert exposures.last_seen(db, exposure.id) == NOW + timedelta(days=9)


def test_two_absences_are_not_gone(vault: Vault) -> None:
    with vault.begin() as db:
        exposure = exposed(db, enrolled(db))
        for looks in absent(exposure, 1, 9):
            after = exposures.saw(db, exposure.id, looks)
        assert after.outcome is Outcome.STILL_VISIBLE
        assert after.traces[0].standing.presence is Presence.FADING


def test_what_comes_back_is_counted(vault: Vault) -> None:
    with vault.begin() as db:
        exposure = exposed(db, enrolled(db))
        for looks in absent(exposure, 1, 2, 9):
            exposures.saw(db, exposure.id, looks)
        assert exposures.reappeared(db) == 0
        again = [(trace, seen(NOW + timedelta(days=40))) for trace in exposure.traces]
        assert exposures.saw(db, exposure.id, again).reappearances == 1
        assert exposures.reappeared(db) == 1


def test_each_trace_has_looks_of_its_own(vault: Vault) -> None:
    with vault.begin() as db:
        exposure = exposed(db, enrolled(db))
        address, name = exposure.traces
        looks = [(address, seen(NOW + timedelta(days=1), Verdict.ABSENT)), (name, seen(NOW + timedelta(days=1)))]
        after = exposures.saw(db, exposure.id, looks)
        assert [trace.sightings[-1].verdict for trace in after.traces] == [Verdict.ABSENT, Verdict.PRESENT]
        assert after.outcome is Outcome.STILL_VISIBLE


def test_what_was_never_kept_is_not_found(vault: Vault) -> None:
    with vault.begin() as db:
        for read in (exposures.get, cases.get):
            with pytest.raises(NotFound):
                read(db, "nothing")
        assert captures.newest(db, "nothing") is None
        assert captures.of_exposure(db, "nothing") == []


def test_the_evidence_moves_under_the_key_of_the_case(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        exposure = exposed(db, profile_id)
        ((at, kept),) = captures.of_exposure(db, exposure.id)
        assert (at, kept.originals[0].content) == (NOW, BODY)
        newest = captures.newest(db, exposure.id)
        assert newest is not None
        assert (newest.fetched_at, newest.stamped, newest.pictured) == (NOW, True, Pictured.OFF)
        assert dossiers.gather(db, exposure.id, "specialist-1", NOW).captures == (kept,)
    vault.keys.destroy(profile_id)
    with vault.begin() as db:
        assert exposures.get(db, exposure.id).place == PLACE
        assert captures.get(db, kept.capture_id) == kept
        with pytest.raises(NotFound):
            findings.get(db, exposures.finding_of(db, exposure.id))
    vault.keys.destroy(exposure.case_id)
    with vault.begin() as db:
        with pytest.raises(NotFound):
            exposures.get(db, exposure.id)
        with pytest.raises(NotFound):
            captures.get(db, kept.capture_id)


def test_no_place_stands_in_the_clear(vault: Vault) -> None:
    with vault.begin() as db:
        exposed(db, enrolled(db))
        (row,) = db.connection.execute(select(tables.exposures)).all()
    assert b"praatplein.example" not in bytes(row.sealed)
    assert PLACE.url not in str(row)


def test_there_is_one_case_for_each_employee(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        first = exposed(db, profile_id)
        second = exposed(db, profile_id, Place(PLACE.url, "bericht-9"))
        other = exposed(db, enrolled(db))
        assert first.case_id == second.case_id != other.case_id
        assert cases.count(db) == 2


def test_two_who_confirm_at_the_same_moment_open_one_case(vault: Vault) -> None:
    if not several(vault):
        pytest.skip("SQLite has one writer at a time")
    with vault.begin() as db:
        profile_id = enrolled(db)

    def confirm() -> None:
        with vault.begin() as db:
            cases.open_case(db, profile_id, "specialist-1", NOW)
            time.sleep(0.2)

    waits = [in_a_thread(confirm) for _ in range(2)]
    assert [wait() for wait in waits] == [None, None]
    with vault.begin() as db:
        assert cases.count(db) == 1
        assert cases.of_profile(db, profile_id) is not None


def test_a_hold_and_its_end_are_written_down(vault: Vault) -> None:
    with vault.begin() as db:
        case = cases.open_case(db, enrolled(db), "specialist-1", NOW)
        assert case.held_at is None
        cases.hold(db, case.id, "coordinator-1", NOW)
        assert cases.get(db, case.id).held_at == NOW
        cases.lift(db, case.id, "coordinator-1", NOW)
        cases.set_flags(db, case.id, "coordinator-1", NOW, suspected_criminal=True, police="agreed", threat=True)
        after = cases.get(db, case.id)
    assert (after.held_at, after.suspected_criminal, after.police, after.threat) == (None, True, "agreed", True)


def test_all_that_happened_is_counted_and_told_in_order(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        gone = exposed(db, profile_id)
        exposed(db, profile_id, Place(PLACE.url, "bericht-9"))
        for looks in absent(gone, 1, 2, 9):
            exposures.saw(db, gone.id, looks)
        totals = outcome.totals(db)
    assert (totals.exposures, totals.gone, totals.still_visible, totals.unclear) == (2, 1, 1, 0)
    assert {walk.exposure: walk.outcome for walk in totals.walks}[gone.id] is Outcome.GONE
