"""Encryption at rest: AES-256-GCM under a data key, and a ring of master keys that wraps the data keys.

The ring comes from a setting, never from the database, and is no part of a backup. Its first key wraps; the others
still unwrap, so that a key can be rotated while everything runs.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import BadInput, Locked, NotFound

_VERSION = b"\x01"
_NONCE = 12
_KEY = 32


def new_key() -> bytes:
    """256 random bits."""
    return AESGCM.generate_key(bit_length=256)


def lock(key: bytes, plain: bytes, bound_to: str) -> bytes:
    """version ‖ nonce ‖ ciphertext with tag; `bound_to` names the row, so that no ciphertext can be moved to another."""
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unlock(key: bytes, locked: bytes, bound_to: str) -> bytes:
    """The reverse of `lock`; raises `NotFound` when key, row or content do not belong together."""
    if locked[:1] != _VERSION:
        raise NotFound("this content was written by a newer luwte")
    try:
        return AESGCM(key).decrypt(locked[1 : 1 + _NONCE], locked[1 + _NONCE :], bound_to.encode())
    except InvalidTag:
        raise NotFound("this content cannot be opened with the key that belongs to it") from None


def blind_index(key: bytes, text: str) -> str:
    """HMAC-SHA256 in hex: equality can be asked, the value cannot be guessed without the key."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Master keys by name, the wrapping one first."""

    keys: tuple[tuple[str, bytes], ...] = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> KeyRing:
        """ "name:base64key[,name:base64key…]", the newest first. Raises `BadInput`."""
        keys = []
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            name, _, encoded = part.partition(":")
            try:
                key = base64.b64decode(encoded, validate=True)
            except (binascii.Error, ValueError):
                key = b""
            if not name or len(key) != _KEY:
                raise BadInput("LUWTE_ENCRYPTION_KEYS", "each key is NAME:BASE64 of 32 bytes; make one with `luwte keys new`")
            keys.append((name, key))
        if not keys:
            raise BadInput("LUWTE_ENCRYPTION_KEYS", "no key given; make one with `luwte keys new`")
        if len({name for name, _ in keys}) != len(keys):
            raise BadInput("LUWTE_ENCRYPTION_KEYS", "two keys bear the same name")
        return cls(tuple(keys))

    @property
    def newest(self) -> str:
        return self.keys[0][0]

    def wrap(self, data_key: bytes, bound_to: str) -> tuple[str, bytes]:
        """(name of the master key, wrapped data key)."""
        name, master = self.keys[0]
        return name, lock(master, data_key, bound_to)

    def unwrap(self, name: str, wrapped: bytes, bound_to: str) -> bytes:
        """Raises `Locked` without the master key of that name, or with another one under it."""
        master = dict(self.keys).get(name)
        if master is None:
            raise Locked(f"the key ring has no key {name!r}; put it back behind the newest one")
        try:
            return unlock(master, wrapped, bound_to)
        except NotFound:
            raise Locked(f"the key ring has another key under the name {name!r}") from None
