"""The data keys: one for each profile and case, and the service's own; kept apart from the vault, wrapped by the ring.

Destroying a key is erasing: what it encrypted cannot be read any more, not in the vault, nor its backups or logs.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.errors import NotFound
from storage import tables
from storage.cipher import KeyRing, new_key

_keys = tables.keys


@dataclass(frozen=True, slots=True)
class KeyStore:
    engine: Engine
    ring: KeyRing

    def make(self, key_id: str, owner: str) -> bytes:
        """A key of that id: the existing one, else a new one, committed at once (before anything is locked with it)."""
        key = new_key()
        name, wrapped = self.ring.wrap(key, key_id)
        try:
            with self.engine.begin() as connection:
                connection.execute(insert(_keys).values(id=key_id, owner=owner, wrapped_by=name, wrapped=wrapped))
        except IntegrityError:
            return self.get(key_id)
        return key

    def get(self, key_id: str) -> bytes:
        """Raises `NotFound` once destroyed."""
        with self.engine.begin() as connection:
            row = connection.execute(select(_keys.c.wrapped_by, _keys.c.wrapped).where(_keys.c.id == key_id)).one_or_none()
        if row is None:
            raise NotFound("the key is gone: this content has been erased")
        return self.ring.unwrap(row.wrapped_by, row.wrapped, key_id)

    def holds(self, key_id: str) -> bool:
        with self.engine.begin() as connection:
            return connection.execute(select(_keys.c.id).where(_keys.c.id == key_id)).one_or_none() is not None

    def destroy(self, key_id: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(_keys).where(_keys.c.id == key_id))

    def rotate(self) -> int:
        """Wrap every data key with the ring's newest master key; returns how many were re-wrapped."""
        with self.engine.begin() as connection:
            old = connection.execute(select(_keys).where(_keys.c.wrapped_by != self.ring.newest)).all()
            for row in old:
                name, wrapped = self.ring.wrap(self.ring.unwrap(row.wrapped_by, row.wrapped, row.id), row.id)
                connection.execute(update(_keys).where(_keys.c.id == row.id).values(wrapped_by=name, wrapped=wrapped))
        return len(old)
