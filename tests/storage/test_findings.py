"""A finding is known by profile and place; what was judged of it stays; nothing of it can be read without its key."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.errors import Conflict, NotFound, NotPermitted
from domain.finding import Finding, Grade, Judgement, Opinion, Signal
from domain.mention import Place
from domain.profile import GrantKind
from storage import audit, captures, findings, profiles, tables
from storage.vault import Vault
from tests.conftest import NOW
from tests.storage.kept import BODY, EXCERPT, PLACE, enrolled, filed, finding, in_a_thread, sealed, several

OTHER = Place(PLACE.url, "bericht-3107")


def judgement(opinion: Opinion, by: str = "specialist-1", at: datetime = NOW) -> Judgement:
    return Judgement(opinion, by, at)


def kept_captures(vault: Vault) -> int:
    with vault.begin() as db:
        return len(db.connection.execute(select(tables.captures.c.id)).all())


def test_a_finding_comes_back_as_it_was_filed(vault: Vault, now: datetime) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        finding_id = filed(db, finding(profile_id, phone=True))
    with vault.begin() as db:
        found = findings.get(db, finding_id)
    assert (found.finding, found.excerpt, found.source, found.found_at) == (
        finding(profile_id, phone=True),
        EXCERPT,
        "praatplein",
        now,
    )


def test_the_same_place_is_the_same_finding_and_another_record_is_another(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        first = filed(db, finding(profile_id))
        assert filed(db, finding(profile_id, phone=True)) == first
        assert filed(db, finding(profile_id, OTHER)) != first
        assert findings.count(db) == 2
        assert len(findings.get(db, first).finding.signals) == 2
    assert kept_captures(vault) == 2, "what was replaced takes its capture with it"


def test_two_people_at_one_place_are_two_findings(vault: Vault) -> None:
    with vault.begin() as db:
        filed(db, finding(enrolled(db)))
        filed(db, finding(enrolled(db)))
        assert findings.count(db) == 2


@pytest.mark.parametrize("opinion", list(Opinion))
def test_nothing_that_was_judged_is_replaced(vault: Vault, opinion: Opinion) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        finding_id = filed(db, finding(profile_id))
        findings.judge(db, finding_id, judgement(opinion))
        before = findings.get(db, finding_id)
        anew = finding(profile_id, phone=True)
        assert not findings.wants(db, anew, NOW, "scan")
        assert not findings.file(db, anew, "praatplein", before.capture_id, NOW, EXCERPT, "scan")
        assert findings.get(db, finding_id) == before


def test_only_what_is_new_is_wanted(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        assert findings.wants(db, finding(profile_id), NOW, "scan")
        filed(db, finding(profile_id))
        assert not findings.wants(db, replace(finding(profile_id), score=0.5), NOW, "scan")
        assert findings.wants(db, finding(profile_id, phone=True), NOW, "scan")


def test_what_a_calibration_grades_anew_is_filed_anew_until_it_is_judged(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        finding_id = filed(db, finding(profile_id))
        regraded = replace(finding(profile_id), grade=Grade.POSSIBLE, calibrated=0.6)
        assert findings.wants(db, regraded, NOW, "scan")
        filed(db, regraded)
        assert findings.get(db, finding_id).finding == regraded
        findings.judge(db, finding_id, judgement(Opinion.DISMISSED))
        assert not findings.wants(db, finding(profile_id), NOW, "scan")


def test_without_consent_nothing_is_wanted_nor_filed_and_both_refusals_are_remembered(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        profiles.take_back(db, profile_id, GrantKind.CONSENT, "employee-1", NOW)
    with pytest.raises(NotPermitted), vault.begin() as db:
        findings.wants(db, finding(profile_id), NOW, "scan")
    with pytest.raises(NotPermitted), vault.begin() as db:
        filed(db, finding(profile_id))
    with vault.begin() as db:
        assert [line.action for line in audit.lines(db, about=profile_id)[:2]] == ["refused", "refused"]
        assert findings.count(db) == 0
    assert kept_captures(vault) == 0


def test_judgements_add_up_until_one_confirms(vault: Vault) -> None:
    with vault.begin() as db:
        finding_id = filed(db, finding(enrolled(db)))
        for hour, opinion in enumerate((Opinion.UNSURE, Opinion.DISMISSED, Opinion.CONFIRMED)):
            findings.judge(db, finding_id, judgement(opinion, at=NOW + timedelta(hours=hour)))
        found = findings.get(db, finding_id)
        assert [one.opinion for one in found.judgements] == [Opinion.UNSURE, Opinion.DISMISSED, Opinion.CONFIRMED]
        assert found.opinion is Opinion.CONFIRMED
        assert findings.count(db, Opinion.CONFIRMED) == 1
        with pytest.raises(Conflict):
            findings.judge(db, finding_id, judgement(Opinion.DISMISSED))


def test_what_is_not_there_cannot_be_judged_or_read(vault: Vault) -> None:
    with vault.begin() as db:
        for attempt in (findings.get, captures.get):
            with pytest.raises(NotFound):
                attempt(db, "nothing")
        with pytest.raises(NotFound):
            findings.judge(db, "nothing", judgement(Opinion.UNSURE))


def test_two_specialists_cannot_both_confirm(vault: Vault) -> None:
    with vault.begin() as db:
        finding_id = filed(db, finding(enrolled(db)))

    def confirm(by: str) -> None:
        with vault.begin() as db:
            findings.judge(db, finding_id, judgement(Opinion.CONFIRMED, by))
            if by == "specialist-1":
                time.sleep(0.3)

    first = in_a_thread(lambda: confirm("specialist-1"))
    time.sleep(0.1)
    second = in_a_thread(lambda: confirm("specialist-2"))
    assert sorted(type(one).__name__ for one in (first(), second())) == ["Conflict", "NoneType"]
    with vault.begin() as db:
        assert len(findings.get(db, finding_id).judgements) == 1


def test_one_place_found_by_two_scans_at_once_is_one_finding(vault: Vault) -> None:
    if not several(vault):
        pytest.skip("SQLite has one writer at a time")
    with vault.begin() as db:
        profile_id = enrolled(db)

    def scan() -> None:
        with vault.begin() as db:
            filed(db, finding(profile_id))
            time.sleep(0.2)

    waits = [in_a_thread(scan) for _ in range(2)]
    failures = [wait() for wait in waits]
    assert failures.count(None) >= 1
    with vault.begin() as db:
        assert findings.count(db) == 1
    assert kept_captures(vault) == 1


def test_neither_page_nor_finding_stands_in_the_clear_and_both_go_with_the_key(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        finding_id = filed(db, finding(profile_id, phone=True))
        capture_id = findings.get(db, finding_id).capture_id
        assert captures.get(db, capture_id).originals[0].content == BODY
        stored = [
            bytes(row.sealed) for table in (tables.findings, tables.captures) for row in db.connection.execute(select(table))
        ]
    for plain in (b"Joke", b"praatplein.example", b"06-12345671", EXCERPT.encode()):
        assert not any(plain in one for one in stored)
    vault.keys.destroy(profile_id)
    with vault.begin() as db:
        for read in (lambda: findings.get(db, finding_id), lambda: captures.get(db, capture_id)):
            with pytest.raises(NotFound):
                read()


TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
SIGNALS = st.builds(
    Signal,
    TEXT,
    TEXT,
    st.none() | st.integers(0, 10**9),
    st.none() | st.integers(0, 10**9),
    TEXT,
    st.floats(-100, 100),
    TEXT,
)
RATE = st.floats(0, 1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.builds(Place, TEXT, TEXT),
    grade=st.sampled_from(Grade),
    rates=st.tuples(RATE, RATE, RATE),
    household=st.booleans(),
    signals=st.lists(SIGNALS, max_size=4),
    excerpt=TEXT,
)
def test_whatever_a_finding_says_comes_back_the_same(
    small_vault: Vault,
    place: Place,
    grade: Grade,
    rates: tuple[float, float, float],
    household: bool,
    signals: list[Signal],
    excerpt: str,
) -> None:
    with small_vault.begin() as db:
        profile_id = enrolled(db)
        told = Finding(profile_id, place, grade, rates[0], household, tuple(signals), -24.0, rates[1], rates[2])
        evidence = sealed()
        captures.keep(db, profile_id, evidence, NOW)
        assert findings.file(db, told, "praatplein", evidence.capture_id, NOW, excerpt, "scan")
        (found,) = findings.of_profile(db, profile_id)
        assert (found.finding, found.excerpt) == (told, excerpt)
        assert captures.get(db, evidence.capture_id) == evidence
