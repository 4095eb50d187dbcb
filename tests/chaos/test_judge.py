"""The judge of the chaos knows what is wrong, and says nothing where nothing is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from domain.due import Action, Due
from storage import due
from storage.tables import diary, scans, watches
from storage.vault import Db, Vault, new_id
from tests.chaos import judge
from tests.conftest import NOW
from tests.storage.kept import enrolled


@dataclass
class Setting:
    lease: float = 60.0

    def now(self) -> datetime:
        return NOW + timedelta(hours=1)


@dataclass
class Town:
    """As much of a town as the judge looks at."""

    vault: Vault
    ledger: Path
    watched: list[str] = field(default_factory=lambda: ["watch"])
    letters: list[str] = field(default_factory=list)
    setting: Setting = field(default_factory=Setting)


def scanned(db: Db, verdict: str, reason: str = "") -> None:
    values = {"id": new_id(), "watch_id": "watch", "at": NOW, "pages": 1, "findings": 0, "source_version": 1}
    db.connection.execute(insert(scans).values(**values, verdict=verdict, reason=reason))


@pytest.fixture
def town(small_vault: Vault, tmp_path: Path) -> Town:
    """One watch, scanned with a clear answer, and due again."""
    with small_vault.begin() as db:
        profile_id = enrolled(db)
        db.connection.execute(insert(watches).values(id="watch", source="bron-00", profile_id=profile_id, cadence_seconds=9))
        due.note(db, Due(Action.SCAN, "watch", NOW + timedelta(days=30)))
    return Town(small_vault, tmp_path / "ledger.jsonl")


def absent_of_what_is_there(town: Town, db: Db) -> None:
    scanned(db, "absent")


def unclear_and_nobody_knows_why(town: Town, db: Db) -> None:
    scanned(db, "unclear")


def present_and_nothing_filed(town: Town, db: Db) -> None:
    scanned(db, "present")


def never_scanned(town: Town, db: Db) -> None:
    return None


def not_due_any_more(town: Town, db: Db) -> None:
    scanned(db, "unclear", "network")
    due.strike(db, "watch")


def held_for_ever(town: Town, db: Db) -> None:
    scanned(db, "unclear", "network")
    db.connection.execute(update(diary).values(lease="x", leased_until=NOW + timedelta(days=9)))


def sent_twice(town: Town, db: Db) -> None:
    scanned(db, "unclear", "network")
    town.ledger.write_text(2 * (json.dumps({"letter": "<1@x.example>"}) + "\n"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (absent_of_what_is_there, "1 scans say absent of what is there"),
        (unclear_and_nobody_knows_why, "1 scans are unclear without a reason"),
        (present_and_nothing_filed, "1 findings are not there"),
        (never_scanned, "1 scans were never done"),
        (not_due_any_more, "1 watches are not due any more"),
        (held_for_ever, "1 lines are held beyond their lease"),
        (sent_twice, "a letter was sent 2 times"),
    ],
)
def test_the_judge_says_what_is_wrong(town: Town, wrong: Callable[[Town, Db], None], said: str) -> None:
    with town.vault.begin() as db:
        wrong(town, db)
    assert judge.complaints(town) == [said]  # type: ignore[arg-type]  # as much of a town as it looks at


def test_the_judge_has_nothing_against_what_is_honestly_unclear(town: Town) -> None:
    with town.vault.begin() as db:
        scanned(db, "unclear", "network")
    assert judge.complaints(town) == []  # type: ignore[arg-type]  # as much of a town as it looks at
