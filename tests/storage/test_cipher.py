"""Encryption at rest, the key ring, and erasing by destroying a key."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput, Locked, NotFound
from storage.cipher import KeyRing, blind_index, lock, new_key, unlock
from storage.keys import KeyStore
from storage.vault import Vault
from tests.conftest import RING

KEY = new_key()


@given(st.binary(), st.text())
def test_what_was_locked_can_be_unlocked_where_it_belongs(plain: bytes, row: str) -> None:
    assert unlock(KEY, lock(KEY, plain, row), row) == plain


@given(st.binary(), st.integers(min_value=0), st.integers(0, 7))
def test_a_changed_bit_is_noticed(plain: bytes, at: int, bit: int) -> None:
    locked = bytearray(lock(KEY, plain, "row"))
    locked[at % len(locked)] ^= 1 << bit
    with pytest.raises(NotFound):
        unlock(KEY, bytes(locked), "row")


def test_content_cannot_be_moved_to_another_row_or_key() -> None:
    locked = lock(KEY, b"secret", "profile:1")
    for key, row in ((KEY, "profile:2"), (new_key(), "profile:1")):
        with pytest.raises(NotFound):
            unlock(key, locked, row)


def test_a_blind_index_tells_equality_to_those_with_the_key_alone() -> None:
    other = new_key()
    assert blind_index(KEY, "a") == blind_index(KEY, "a") != blind_index(KEY, "b")
    assert blind_index(KEY, "a") != blind_index(other, "a")


@pytest.mark.parametrize("text", ["", "a", "a:b", "a:QUFB", ":" + RING.split(":")[1], f"{RING},{RING}"])
def test_a_ring_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        KeyRing.parse(text)


def test_rotation_wraps_every_key_anew_and_changes_none(vault: Vault) -> None:
    before = vault.keys.make("profile-1", "profile")
    newer = f"second:{base64.b64encode(new_key()).decode()}"
    store = KeyStore(vault.keys.engine, KeyRing.parse(f"{newer},{RING}"))
    assert store.rotate() > 0
    assert store.rotate() == 0
    assert KeyStore(vault.keys.engine, KeyRing.parse(newer)).get("profile-1") == before
    with pytest.raises(Locked):  # nothing is gone: that process has an old ring
        vault.keys.get("profile-1")
    KeyStore(vault.keys.engine, KeyRing.parse(f"{RING},{newer}")).rotate()
    assert vault.keys.get("profile-1") == before


def test_a_key_is_made_once(vault: Vault) -> None:
    assert vault.keys.make("profile-1", "profile") == vault.keys.make("profile-1", "profile")


def test_destroying_a_key_erases_what_it_locked(vault: Vault) -> None:
    with vault.begin() as db:
        vault.keys.make("profile-1", "profile")
        locked = db.lock("profile-1", b"secret", "row")
        vault.keys.destroy("profile-1")
        with pytest.raises(NotFound):
            db.unlock("profile-1", locked, "row")
