"""The flare-up calendar moves what is due: set, moved, called off, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.due import Action, Due
from domain.errors import NotFound, NotPermitted, Unclear
from domain.flare_up import FlareUp, FlareUpKind, Rhythm
from domain.sighting import Verdict
from domain.source import Source, SourceKind, SourceState
from storage import agenda, calendar, due, flare_ups, profiles, watches
from storage.vault import Vault
from tests.conftest import NOW, consent, joke

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SOURCES = (
    Source("adressengids", "Adressengids", SourceKind.RESULT_LIST, 1, SourceState.FICTIONAL, "nl", ("adressengids.example",)),
    Source("praatplein", "Praatplein", SourceKind.SITE, 1, SourceState.FICTIONAL, "nl", ("praatplein.example",)),
)


@pytest.fixture
def profile_id(vault: Vault) -> str:
    """Joke, whose two sources were scanned just now."""
    with vault.begin() as db:
        made = profiles.invite(db, "wijk", "coordinator-0", NOW)
        profiles.save(db, joke(made), "employee-0", NOW)
        profiles.give(db, made, consent(), "page", "employee-0", NOW)
        watches.watch_profile(db, made, SOURCES, "coordinator-0", NOW)
        for line in due.take(db, NOW, HOUR, 10, [Action.SCAN]):
            watch = watches.get(db, line.thing)
            due.settle(db, line, watches.save_scan(db, watch, NOW, Verdict.ABSENT, None, 1, [], 0))
    return made


def hearing(profile_id: str, starts: datetime = NOW + 5 * DAY) -> FlareUp:
    rhythm = Rhythm(6 * HOUR, timedelta(), timedelta())
    return FlareUp("f1", profile_id, FlareUpKind.HEARING, starts, starts + DAY, rhythm)


def noted(vault: Vault) -> set[datetime]:
    with vault.begin() as db:
        return {line.at for line in due.agenda(db) if line.action is Action.SCAN}


def save(vault: Vault, flare_up: FlareUp, now: datetime = NOW) -> None:
    with vault.begin() as db:
        calendar.save(db, flare_up, "coordinator-0", now)


def test_a_hearing_brings_scans_forward_to_its_beginning_of_sites_too(vault: Vault, profile_id: str) -> None:
    save(vault, hearing(profile_id))
    assert noted(vault) == {NOW + 5 * DAY}


def test_one_that_is_moved_takes_its_scans_along(vault: Vault, profile_id: str) -> None:
    before = noted(vault)
    save(vault, hearing(profile_id))
    save(vault, hearing(profile_id, NOW + 7 * DAY))
    assert noted(vault) == {min(at, NOW + 7 * DAY) for at in before}
    with vault.begin() as db:
        assert [one.starts for one in flare_ups.of_profile(db, profile_id)] == [NOW + 7 * DAY]


def test_one_that_is_called_off_leaves_the_routine_and_a_trace(vault: Vault, profile_id: str) -> None:
    before = noted(vault)
    save(vault, hearing(profile_id))
    with vault.begin() as db:
        calendar.call_off(db, profile_id, "f1", NOW + DAY)
        assert flare_ups.get(db, profile_id, "f1").cancelled_at == NOW + DAY
        assert flare_ups.shaping(db, profile_id, NOW) == []
    assert noted(vault) == before


def test_a_scan_that_was_asked_for_at_once_is_not_put_off(vault: Vault, profile_id: str) -> None:
    with vault.begin() as db:
        (watch,) = watches.of_profile(db, profile_id)
        due.note(db, Due(Action.SCAN, watch.id, NOW))
    save(vault, hearing(profile_id))
    assert NOW in noted(vault)


def test_without_consent_no_flare_up_is_set(vault: Vault) -> None:
    with vault.begin() as db:
        stranger = profiles.invite(db, "wijk", "coordinator-0", NOW)
    with pytest.raises(NotPermitted):
        save(vault, hearing(stranger))
    with vault.begin() as db:
        assert flare_ups.of_profile(db, stranger) == []


def test_nobody_changes_the_flare_up_of_another(vault: Vault, profile_id: str) -> None:
    save(vault, hearing(profile_id))
    with vault.begin() as db:
        other = profiles.invite(db, "wijk", "coordinator-0", NOW)
        with pytest.raises(NotFound):
            calendar.call_off(db, other, "f1", NOW)


def test_the_agenda_says_what_is_scanned_when_and_why(vault: Vault, profile_id: str) -> None:
    save(vault, hearing(profile_id))
    with vault.begin() as db:
        planned = agenda.of_profile(db, profile_id, NOW + 5 * DAY, NOW + 6 * DAY)
    assert [(one.watch.source, one.coming.at) for one in planned] == [
        (source, NOW + 5 * DAY + hours * HOUR) for hours in (0, 6, 12, 18) for source in ("adressengids", "praatplein")
    ]
    assert all(one.coming.because and one.coming.because.flare_up.id == "f1" for one in planned)


def test_afterwards_it_is_told_what_was_covered(vault: Vault, profile_id: str) -> None:
    with vault.begin() as db:
        (watch,) = watches.of_profile(db, profile_id)
        for hours, verdict, reason in ((6, Verdict.UNCLEAR, Unclear.BLOCKED), (12, Verdict.ABSENT, None)):
            watches.save_scan(db, watch, NOW + hours * HOUR, verdict, reason, 1, [], 0)
        told = {one.source: one for one in agenda.covered(db, profile_id, NOW + HOUR, NOW + DAY)}
    assert (told["adressengids"].scans, told["adressengids"].answered) == (2, 1)
    assert told["adressengids"].unclear == (("blocked", 1),)
    assert not told["praatplein"].seen


def test_a_yearly_one_still_shapes_years_later(vault: Vault, profile_id: str) -> None:
    save(vault, replace(hearing(profile_id), yearly=True))
    with vault.begin() as db:
        later = NOW + 3 * 365 * DAY
        assert [one.id for one in flare_ups.shaping(db, None, later)] == ["f1"]
        assert flare_ups.shaping(db, None, later)[0].rhythm == hearing(profile_id).rhythm
