"""The service's signing key, and the list of those that came after one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sqlalchemy import insert, select

from storage.cipher import new_key
from storage.tables import rotations
from storage.vault import SIGNING_KEY, Db, Vault


class Statement(Protocol):
    """What the old key signs about the new one."""

    @property
    def statement(self) -> bytes: ...

    @property
    def signature(self) -> bytes: ...


def rotate(vault: Vault, vouch: Callable[[bytes, bytes], Statement]) -> None:
    """A new key in the old one's place. The statement is kept first: a crash in between leaves one about a key that never
    signed, which is harmless; the other way round nobody could vouch for the key that signs."""
    old, new = vault.keys.get(SIGNING_KEY), new_key()
    told = vouch(old, new)
    with vault.begin() as db:
        db.connection.execute(insert(rotations).values(statement=told.statement, signature=told.signature))
    vault.keys.replace(SIGNING_KEY, new)


def all_of(db: Db) -> list[tuple[bytes, bytes]]:
    """(statement, signature), oldest first."""
    query = select(rotations.c.statement, rotations.c.signature).order_by(rotations.c.seq)
    return [(row.statement, row.signature) for row in db.connection.execute(query)]
