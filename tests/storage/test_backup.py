"""A backup can be put back, answers the same, and never brings back what was erased."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from domain.errors import BadInput, Conflict, NotFound
from domain.profile import Purpose
from storage import backup, erasure, profiles
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import Vault, open_vault
from tests.conftest import RING, consent, joke


def enrol(vault: Vault, now: datetime) -> str:
    with vault.begin() as db:
        profile_id = profiles.invite(db, "team a", "coordinator-1", now)
        profiles.save(db, joke(profile_id), "employee-1", now)
        profiles.give(db, profile_id, consent(), "page", "employee-1", now)
    return profile_id


def put_back(vault: Vault, raw: bytes, tmp_path: Path) -> Vault:
    """A new vault from the backup, with the same key store."""
    other = open_vault(
        f"sqlite:///{tmp_path}/other.db", str(vault.keys.engine.url.render_as_string(hide_password=False)), KeyRing.parse(RING)
    )
    upgrade(other)
    backup.restore(other, raw, "backup")
    return other


def test_a_backup_put_back_answers_the_same(vault: Vault, now: datetime, tmp_path: Path) -> None:
    profile_id = enrol(vault, now)
    other = put_back(vault, backup.write(vault), tmp_path)
    with other.begin() as db:
        assert profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan") == joke(profile_id)
    other.close()


def test_what_was_erased_after_the_backup_cannot_be_read_from_it(vault: Vault, now: datetime, tmp_path: Path) -> None:
    profile_id = enrol(vault, now)
    raw = backup.write(vault)
    with vault.begin() as db:
        erasure.withdraw(db, profile_id, "employee-1", now)
    erasure.erase(vault, profile_id, now)
    other = put_back(vault, raw, tmp_path)
    with pytest.raises(NotFound), other.begin() as db:
        profiles.open_for(db, Purpose.SCAN, profile_id, now, "scan")
    other.close()


def test_who_was_erased_after_the_backup_is_erased_again_and_the_others_are_not(
    vault: Vault, now: datetime, tmp_path: Path
) -> None:
    gone, stays = enrol(vault, now), enrol(vault, now)
    raw = backup.write(vault)
    with vault.begin() as db:
        erasure.withdraw(db, gone, "employee-1", now)
    erasure.erase(vault, gone, now)
    other = put_back(vault, raw, tmp_path)
    assert erasure.erase_keyless(other, now) == 1
    with other.begin() as db:
        assert [profile.id for profile in profiles.open_all_for(db, Purpose.SCAN, now, "index")] == [stays]
    other.close()


def test_a_backup_holds_nothing_in_the_clear_and_needs_the_ring(vault: Vault, now: datetime) -> None:
    enrol(vault, now)
    assert b"team a" not in backup.write(vault)
    with pytest.raises(BadInput):
        backup.restore(vault, b"something else", "x.bak")
    with pytest.raises(Conflict):
        backup.restore(vault, backup.write(vault), "x.bak")
