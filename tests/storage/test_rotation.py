"""The ring is rotated while a process works: it never fails, never restarts, and the old master key can go afterwards."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from config.settings import load_settings
from domain.errors import BadInput, Locked
from domain.profile import Grant, GrantKind
from storage import profiles
from storage.cipher import KeyRing, new_key
from storage.keys import KeyStore
from storage.ring_file import RingFile
from storage.vault import Vault
from tests.conftest import RING, joke
from workers.opening import vault_of

ROOT = Path(__file__).parents[2]
NEW = f"second:{base64.b64encode(new_key()).decode()}"


@pytest.fixture
def settings_of(vault: Vault, tmp_path: Path) -> dict[str, str]:
    urls = [engine.url.render_as_string(hide_password=False) for engine in (vault.engine, vault.keys.engine)]
    (tmp_path / "ring").write_text(RING)
    return {
        "LUWTE_DATABASE_URL": urls[0],
        "LUWTE_KEYS_DATABASE_URL": urls[1],
        "LUWTE_ENCRYPTION_KEYS_FILE": str(tmp_path / "ring"),
        "LUWTE_HOME": str(tmp_path),
    }


@pytest.fixture
def at_work(vault: Vault, settings_of: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    with vault.begin() as db:
        profile_id = profiles.invite(db, "team", "coordinator-1", since)
        profiles.save(db, joke(profile_id), "employee-1", since)
        profiles.give(db, profile_id, Grant(GrantKind.CONSENT, since), "page", "employee-1", since)
    environment = {**settings_of, "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.storage.at_work", profile_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
        yield process
        process.kill()


def rounds(process: subprocess.Popen[str], number: int) -> set[str]:
    assert process.stdout is not None
    return {process.stdout.readline().strip() for _ in range(number)}


def test_a_process_works_on_while_the_ring_is_rotated_and_the_old_key_retired(
    vault: Vault, at_work: subprocess.Popen[str], settings_of: dict[str, str]
) -> None:
    ring = Path(settings_of["LUWTE_ENCRYPTION_KEYS_FILE"])
    assert rounds(at_work, 5) == {"well"}
    ring.write_text(NEW[:20])  # read in the middle of being written
    assert rounds(at_work, 5) == {"well"}
    ring.write_text(f"{NEW},{RING}")
    both = vault_of(load_settings(settings_of))
    assert both.keys.rotate(at_once=2) >= 3
    both.keys.rotate()  # what was made with the old ring between two batches
    assert set(both.keys.wrapped()) == {"second"}
    assert rounds(at_work, 10) == {"well"}
    ring.write_text(NEW)
    assert rounds(at_work, 10) == {"well"}
    assert set(both.keys.wrapped()) == {"second"}
    both.close()
    alone = vault_of(load_settings(settings_of))
    assert alone.keys.missing() == {}
    alone.close()
    ring.write_text(f"{NEW},{RING}")
    KeyStore(vault.keys.engine, KeyRing.parse(f"{RING},{NEW}")).rotate()  # as the next test on this database expects it


def test_who_retires_a_key_too_early_is_told_which_and_nothing_is_lost(vault: Vault, settings_of: dict[str, str]) -> None:
    key = vault.keys.make("profile-1", "profile")
    Path(settings_of["LUWTE_ENCRYPTION_KEYS_FILE"]).write_text(NEW)
    with pytest.raises(BadInput, match="'first'"):
        vault_of(load_settings(settings_of))
    with pytest.raises(Locked):
        KeyStore(vault.keys.engine, KeyRing.parse(NEW)).get("profile-1")
    assert vault.keys.get("profile-1") == key
    Path(settings_of["LUWTE_ENCRYPTION_KEYS_FILE"]).write_text(f"{NEW},{RING}")
    vault_of(load_settings(settings_of)).close()


def test_a_ring_file_that_is_half_written_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "ring"
    file.write_text(RING)
    ring = RingFile(file, KeyRing.parse(RING))
    file.write_text(NEW[:20])
    with capture_logs() as logs:
        assert ring().newest == "first"
        assert ring().newest == "first"
    assert [line["kind"] for line in logs] == ["BadInput"]
    file.write_text(f"{NEW},{RING}")
    assert ring().newest == "second"
    file.unlink()
    with capture_logs():
        assert ring().newest == "second"
