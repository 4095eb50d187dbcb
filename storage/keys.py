"""The data keys: one for each profile and case, and the service's own; kept apart from the vault, wrapped by the ring.

Destroying a key is erasing: what it encrypted cannot be read any more, not in the vault, nor its backups or logs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.errors import NotFound
from storage import tables
from storage.cipher import KeyRing, new_key

_keys = tables.keys


class KeyStore:
    """`reread`: gives the ring as it is now, so that a master key can be added while everybody works."""

    def __init__(self, engine: Engine, ring: KeyRing, reread: Callable[[], KeyRing] | None = None) -> None:
        self.engine = engine
        self._ring = ring
        self._reread = reread

    @property
    def ring(self) -> KeyRing:
        """As it is now."""
        return self._reread() if self._reread is not None else self._ring

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

    def replace(self, key_id: str, key: bytes) -> None:
        """Put this key in the place of the one of that id."""
        name, wrapped = self.ring.wrap(key, key_id)
        with self.engine.begin() as connection:
            connection.execute(update(_keys).where(_keys.c.id == key_id).values(wrapped_by=name, wrapped=wrapped))

    def get(self, key_id: str) -> bytes:
        """Raises `NotFound` once destroyed."""
        with self.engine.begin() as connection:
            row = connection.execute(select(_keys.c.wrapped_by, _keys.c.wrapped).where(_keys.c.id == key_id)).one_or_none()
        if row is None:
            raise NotFound("the key is gone: this content has been erased")
        return self.ring.unwrap(row.wrapped_by, row.wrapped, key_id)

    def get_many(self, key_ids: Iterable[str]) -> dict[str, bytes]:
        """Those of these keys that are there, in one visit."""
        wanted = select(_keys).where(_keys.c.id.in_(list(key_ids)))
        with self.engine.begin() as connection:
            rows = connection.execute(wanted).all()
        return {row.id: self.ring.unwrap(row.wrapped_by, row.wrapped, row.id) for row in rows}

    def holds(self, key_id: str) -> bool:
        with self.engine.begin() as connection:
            return connection.execute(select(_keys.c.id).where(_keys.c.id == key_id)).one_or_none() is not None

    def destroy(self, key_id: str) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(_keys).where(_keys.c.id == key_id))

    def wrapped(self) -> dict[str, int]:
        """How many data keys each master key wraps, by its name."""
        query = select(_keys.c.wrapped_by, func.count()).group_by(_keys.c.wrapped_by).order_by(_keys.c.wrapped_by)
        with self.engine.begin() as connection:
            return {name: number for name, number in connection.execute(query)}

    def rotate(self, *, at_once: int = 500) -> int:
        """Wrap every data key with the ring's newest master key, so many in one transaction: others go on meanwhile. A key that
        somebody replaces or destroys at that moment is left as they want it. Returns how many were wrapped anew."""
        ring, total = self.ring, 0
        while True:
            with self.engine.begin() as connection:
                old = connection.execute(select(_keys).where(_keys.c.wrapped_by != ring.newest).limit(at_once)).all()
                for row in old:
                    name, wrapped = ring.wrap(ring.unwrap(row.wrapped_by, row.wrapped, row.id), row.id)
                    same = (_keys.c.id == row.id, _keys.c.wrapped == row.wrapped)
                    changed = connection.execute(update(_keys).where(*same).values(wrapped_by=name, wrapped=wrapped))
                    total += changed.rowcount
            if not old:
                return total

    def missing(self) -> dict[str, int]:
        """Master keys that wrap data keys and are not in the ring, with how many each wraps."""
        known = {name for name, _key in self.ring.keys}
        return {name: number for name, number in self.wrapped().items() if name not in known}
