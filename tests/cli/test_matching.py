"""`luwte matching` on a real vault: learns only from enough, keeps only what helps, and can be taken back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import cli
from domain.finding import Grade, Judgement, Opinion, Signal
from domain.mention import Place
from domain.profile import GrantKind
from storage import audit, captures, findings, profiles
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import Vault, open_vault
from tests.conftest import RING, consent
from tests.storage.kept import EXCERPT, PLACE, enrolled, filed, finding, sealed

ROOT = Path(cli.__file__).parent.parent
TODAY = datetime.now(UTC)


@dataclass
class Office:
    """A vault, and the command as an administrator types it."""

    vault: Vault
    home: Path
    profile_id: str

    def type(self, *words: str) -> tuple[int, str, str]:
        urls = {
            f"LUWTE_{of}DATABASE_URL": f"sqlite:///{self.home}/{file}.db" for of, file in (("", "vault"), ("KEYS_", "keys"))
        }
        given = {"LUWTE_HOME": str(self.home), "LUWTE_ENCRYPTION_KEYS": RING, **urls}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("LUWTE_")}
        command = [sys.executable, "-m", "cli.main", "matching", *words]
        done = subprocess.run(command, cwd=ROOT, env=clean | given, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def judge(self, score: float, grade: Grade, confirmed: int, dismissed: int, *, days_ago: float = 1) -> None:
        """So many findings of this score, judged."""
        at = TODAY - timedelta(days=days_ago)
        with self.vault.begin() as db:
            for number in range(confirmed + dismissed):
                found = replace(finding(self.profile_id, Place(PLACE.url, f"{score}-{number}"), score), grade=grade)
                evidence = sealed()
                captures.keep(db, self.profile_id, evidence, at)
                findings.file(db, found, "praatplein", evidence.capture_id, at, EXCERPT, "scan")
            new = [one for one in findings.of_profile(db, self.profile_id) if not one.judgements]
            for number, one in enumerate(new):
                opinion = Opinion.CONFIRMED if number < confirmed else Opinion.DISMISSED
                findings.judge(db, one.id, Judgement(opinion, "specialist-1", at))

    def actions(self) -> list[tuple[str, str]]:
        with self.vault.begin() as db:
            return [(line.action, line.by) for line in audit.lines(db) if line.by == "administrator"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    vault = open_vault(f"sqlite:///{tmp_path}/vault.db", f"sqlite:///{tmp_path}/keys.db", KeyRing.parse(RING))
    upgrade(vault)
    long_ago = TODAY - timedelta(days=400)
    with vault.begin() as db:
        profile_id = enrolled(db, consent(long_ago), at=long_ago)
    yield Office(vault, tmp_path, profile_id)
    vault.close()


def test_what_was_judged_decides_until_it_is_taken_back(office: Office) -> None:
    assert office.type("show") == (0, "None: every score is taken at its word.\n", "")
    office.judge(0.4, Grade.POSSIBLE, 36, 4)
    office.judge(0.9999, Grade.CERTAIN, 34, 6)

    code, out, _ = office.type("calibrate", "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["reviewed"], told["confirmed"], told["dismissed"], told["kept"]) == (80, 70, 10, True)
    assert told["grades"]["possible"] == {"reviewed": 40, "confirmed": 36, "share": 0.9}
    assert told["grades"]["probable"] == {"reviewed": 0, "confirmed": 0, "share": None}
    assert told["error_before"] == pytest.approx((40 * (0.9 - 0.4) + 40 * (0.9999 - 0.85)) / 80)
    assert told["error_after"] < told["error_before"] / 2
    shares = [share for _, share in told["points"]]
    assert shares == sorted(shares)

    code, out, _ = office.type("show", "--json")
    assert code == 0
    assert json.loads(out)["points"] == told["points"]
    assert "error_after" in json.loads(out)

    assert office.type("reset")[0] == 0
    assert office.type("show", "--json") == (0, '{"points": []}\n', "")
    assert office.actions() == [("calibrated", "administrator")] * 2


def test_a_dry_run_shows_the_same_and_keeps_nothing(office: Office) -> None:
    office.judge(0.4, Grade.POSSIBLE, 50, 10)
    code, out, _ = office.type("calibrate", "--dry-run")
    assert code == 0
    assert "possible\t60\t83.3% confirmed" in out
    assert "Expected error of the scores: 0.433." in out
    assert "  score 0.3333\tshare 0." in out
    assert out.endswith("Nothing was kept.\n")
    assert office.type("show")[1].startswith("None")
    assert office.actions() == []


@pytest.mark.parametrize(("confirmed", "dismissed"), [(0, 0), (39, 10), (60, 9), (9, 60)])
def test_from_too_few_nothing_is_learned(office: Office, confirmed: int, dismissed: int) -> None:
    office.judge(0.4, Grade.POSSIBLE, confirmed, dismissed)
    code, out, err = office.type("calibrate")
    assert code == 1
    assert f"confirmed {confirmed}, dismissed {dismissed}" in out
    assert "it takes 50 reviewed findings, of them 10 confirmed and 10 dismissed" in err
    assert office.actions() == []


def test_old_findings_do_not_count_since_of_those_the_dismissed_are_gone(office: Office) -> None:
    office.judge(0.4, Grade.POSSIBLE, 50, 10, days_ago=91)
    code, out, _ = office.type("calibrate", "--json")
    assert code == 1
    assert json.loads(out)["reviewed"] == 0


def test_scores_that_are_right_are_left_alone_when_a_map_would_be_further_off(office: Office) -> None:
    office.judge(0.3, Grade.POSSIBLE, 9, 21)
    office.judge(0.8, Grade.POSSIBLE, 24, 6)
    code, out, err = office.type("calibrate", "--json")
    assert code == 1
    assert json.loads(out)["kept"] is False
    assert "they stay in force as they are" in err
    assert office.type("show")[1].startswith("None")


def test_forms_are_counted_where_the_rest_would_have_been_enough(office: Office) -> None:
    name, phone = Signal("name", "J. v.d. Berg", 0, 12, "initials", 10.0), Signal("phone", "06-12345671", 20, 31, "exact", 28.0)
    other = replace(phone, form="other", weight=-1.0)
    clip = Signal("clip", "", None, None, "name: beside an identifier", -4.0, "rule")
    with office.vault.begin() as db:
        for number, signals in enumerate([(name, phone, clip), (replace(name, form="exact"), phone), (name, other), (name,)]):
            found = replace(finding(office.profile_id, Place(PLACE.url, f"b-{number}")), signals=signals)
            opinion = Opinion.CONFIRMED if number < 3 else Opinion.DISMISSED
            findings.judge(db, filed(db, found, TODAY), Judgement(opinion, "specialist-1", TODAY))

    code, out, _ = office.type("forms", "--json")
    assert code == 0
    assert json.loads(out) == {"confirmed": 3, "forms": {"name": {"initials": 1, "exact": 1}}}
    assert "name\texact\t1 of 2\t0.50\n" in office.type("forms")[1]
    assert office.actions() == [("forms counted", "administrator")] * 2


def test_forms_of_who_took_consent_back_are_not_opened(office: Office) -> None:
    office.judge(0.98, Grade.PROBABLE, 2, 0)
    with office.vault.begin() as db:
        profiles.take_back(db, office.profile_id, GrantKind.CONSENT, "employee-1", TODAY)
    assert json.loads(office.type("forms", "--json")[1]) == {"confirmed": 0, "forms": {}}
