"""The audit log: a line that was changed, taken out or cut off is seen, here and in a file elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from domain.errors import BadInput
from storage import audit
from storage.vault import Vault
from tests.conftest import NOW, RING


@pytest.fixture
def log(small_vault: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Vault:
    """Five lines, linked."""
    monkeypatch.setenv("LUWTE_HOME", str(tmp_path))
    monkeypatch.setenv("LUWTE_DATABASE_URL", str(small_vault.engine.url))
    monkeypatch.setenv("LUWTE_KEYS_DATABASE_URL", str(small_vault.keys.engine.url))
    monkeypatch.setenv("LUWTE_ENCRYPTION_KEYS", RING)
    with small_vault.begin() as db:
        for number in range(5):
            audit.write(db, NOW, "specialist-1", "opened", purpose="review", about=f"{number:032x}", detail='a "quote", é')
    with small_vault.begin() as db:
        audit.chain(db)
    return small_vault


def luwte(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["audit", *arguments])


def change(log: Vault, statement: str) -> None:
    with log.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_a_log_that_is_whole_says_where_it_stands(log: Vault) -> None:
    told = luwte("verify")
    assert told.exit_code == 0
    assert luwte("head").stdout.strip() in told.stdout
    assert "not anchored" in told.stdout


def test_that_the_end_was_cut_off_is_seen_by_whoever_kept_the_head(log: Vault) -> None:
    head = luwte("head").stdout.strip()
    assert luwte("verify", "--head", head).exit_code == 0
    change(log, "DELETE FROM audit WHERE seq > 3")
    assert luwte("verify").exit_code == 0  # the chain alone cannot tell
    cut = luwte("verify", "--head", head)
    assert cut.exit_code == 1
    assert "its end was cut off" in cut.stderr


def test_a_head_is_not_satisfied_by_another_line_in_its_place(log: Vault) -> None:
    head = luwte("head").stdout.strip()
    change(log, "DELETE FROM audit WHERE seq = 5")
    with log.begin() as db:
        audit.write(db, NOW, "specialist-1", "opened")
    with log.begin() as db:
        audit.chain(db)
    assert luwte("verify", "--head", head).exit_code == 1


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_an_export_is_checked_elsewhere(log: Vault, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / f"audit.{kind}"
    told = luwte("export", str(file), "--format", kind)
    head = luwte("head").stdout.strip()
    assert told.exit_code == 0
    assert head in told.stdout
    for name in ("LUWTE_DATABASE_URL", "LUWTE_KEYS_DATABASE_URL", "LUWTE_ENCRYPTION_KEYS"):
        monkeypatch.delenv(name)  # no database, no key
    assert luwte("check", str(file), "--head", head).exit_code == 0
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("specialist-1", "specialist-2", 1), encoding="utf-8")
    assert "not as it was written" in luwte("check", str(file)).stderr
    lines = whole.splitlines(keepends=True)
    file.write_text("".join(lines[:-1]), encoding="utf-8")
    assert luwte("check", str(file)).exit_code == 0
    assert "cut off" in luwte("check", str(file), "--head", head).stderr
    file.write_text("".join(lines[:2] + lines[3:]), encoding="utf-8")
    assert luwte("check", str(file)).exit_code == 1


def test_an_export_holds_ids_and_words_and_nothing_else(log: Vault, tmp_path: Path) -> None:
    luwte("export", str(tmp_path / "audit.jsonl"))
    (first, *_rest) = (tmp_path / "audit.jsonl").read_text().splitlines()
    assert set(json.loads(first)) == {"seq", "at", "by", "action", "purpose", "about", "detail", "chain"}
    again = luwte("export", str(tmp_path / "audit.jsonl"))
    assert isinstance(again.exception, BadInput)


@pytest.mark.parametrize("head", ["", "5", "x:" + "a" * 64, "5:zz", "-1:" + "a" * 64])
def test_what_is_no_head_is_refused(log: Vault, head: str) -> None:
    assert isinstance(luwte("verify", "--head", head).exception, BadInput)


@pytest.mark.parametrize("written", ["nonsense", '{"seq": 1}', "seq,at\n1,2\n"])
def test_what_is_no_export_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "x").write_text(written)
    assert isinstance(luwte("check", str(tmp_path / "x")).exception, BadInput)
