"""A calibration rests on the last judgement of each finding, names nobody, and is never changed once it is kept."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select

from domain.finding import Grade, Judgement, Opinion, Reviewed
from domain.mention import Place
from storage import audit, backup, calibrations, erasure, findings
from storage.calibrations import Kept
from storage.tables import calibrations as table
from storage.tables import metadata
from storage.vault import Db, Vault
from tests.conftest import NOW
from tests.storage.kept import PLACE, enrolled, filed, finding

MADE = Kept(NOW, "administrator", {"points": [[0.25, 0.4], [0.75, 0.8123456789012345]]}, 60, 20, 0.12, 0.03)
LONG_AGO = NOW - timedelta(days=3650)


def judged(db: Db, profile_id: str, score: float, *opinions: Opinion, at: datetime = NOW) -> str:
    """A finding of its own place, judged so one after another."""
    place = Place(PLACE.url, f"bericht-{findings.count(db)}")
    finding_id = filed(db, replace(finding(profile_id, place, score), grade=Grade.POSSIBLE), at)
    for hour, opinion in enumerate(opinions):
        findings.judge(db, finding_id, Judgement(opinion, "specialist-1", at + timedelta(hours=hour)))
    return finding_id


def test_each_finding_counts_once_by_its_last_judgement(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        judged(db, profile_id, 0.9, Opinion.UNSURE, Opinion.DISMISSED, Opinion.CONFIRMED)
        judged(db, profile_id, 0.4, Opinion.DISMISSED, Opinion.DISMISSED)
        told = calibrations.reviewed(db, LONG_AGO)
    assert sorted(told, key=lambda one: one.score) == [
        Reviewed(0.4, Grade.POSSIBLE, False),
        Reviewed(0.9, Grade.POSSIBLE, True),
    ]


def test_what_nobody_decided_and_what_is_too_old_tells_nothing(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        judged(db, profile_id, 0.9)
        judged(db, profile_id, 0.8, Opinion.UNSURE)
        judged(db, profile_id, 0.7, Opinion.DISMISSED, Opinion.UNSURE)
        judged(db, profile_id, 0.6, Opinion.CONFIRMED)
        judged(db, profile_id, 0.5, Opinion.CONFIRMED, at=NOW + timedelta(days=1))
        assert [one.score for one in calibrations.reviewed(db, NOW + timedelta(hours=1))] == [0.5]


def test_the_newest_is_in_force_and_those_before_stay(vault: Vault) -> None:
    with vault.begin() as db:
        assert calibrations.latest(db) is None
        calibrations.keep(db, MADE)
    undone = replace(MADE, made_at=NOW - timedelta(hours=1), plain={"points": []}, by="administrator-2")
    with vault.begin() as db:
        assert calibrations.latest(db) == MADE
        calibrations.keep(db, undone)
        assert calibrations.latest(db) == undone, "whatever the clock said"
        assert db.connection.execute(select(func.count()).select_from(table)).scalar_one() == 2


def test_who_made_one_is_written_down(vault: Vault) -> None:
    with vault.begin() as db:
        calibrations.keep(db, MADE)
        (line,) = audit.lines(db)
    assert (line.at, line.by, line.action) == (NOW, "administrator", "calibrated")
    assert line.detail == "60 confirmed, 20 dismissed, error 0.120 to 0.030"


def test_it_outlives_the_people_it_was_learned_from_whose_findings_do_not(vault: Vault) -> None:
    with vault.begin() as db:
        profile_id = enrolled(db)
        judged(db, profile_id, 0.9, Opinion.DISMISSED)
        calibrations.keep(db, MADE)
        erasure.withdraw(db, profile_id, "employee-1", NOW)
    erasure.erase(vault, profile_id, NOW)
    with vault.begin() as db:
        assert calibrations.reviewed(db, LONG_AGO) == []
        assert calibrations.latest(db) == MADE


def test_it_comes_back_from_a_backup_and_the_next_one_follows_it(vault: Vault) -> None:
    with vault.begin() as db:
        calibrations.keep(db, MADE)
    raw = io.BytesIO()
    backup.write(vault, raw)
    raw.seek(0)
    with vault.engine.begin() as connection:
        for each in reversed(metadata.sorted_tables):
            connection.execute(each.delete())
    backup.restore(vault, raw, "backup")
    with vault.begin() as db:
        assert calibrations.latest(db) == MADE
        calibrations.keep(db, replace(MADE, confirmed=61))
        assert calibrations.latest(db) == replace(MADE, confirmed=61)


def test_the_migrations_make_the_tables_that_the_code_knows(vault: Vault) -> None:
    with vault.engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
