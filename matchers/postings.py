"""Who is led to by what: small maps from a key to profiles, in little memory."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)


class Postings(dict[str, str | tuple[str, ...]]):
    """A key to the ids of the profiles that it leads to; most keys lead to one."""

    __slots__ = ()

    def add_all(self, keys: Iterable[str], profile_id: str) -> None:
        known_to = self.get
        for key in keys:
            known = known_to(key)
            if known is None:
                self[key] = profile_id
            else:
                self[key] = (known, profile_id) if isinstance(known, str) else (*known, profile_id)

    def remove(self, key: str, profile_id: str) -> None:
        """Raises `KeyError` when the key leads to nobody."""
        left = tuple(one for one in self.of(key) if one != profile_id)
        if not left:
            del self[key]
        else:
            self[key] = left[0] if len(left) == 1 else left

    def of(self, key: str) -> tuple[str, ...]:
        """Everybody whom this key leads to."""
        known = self.get(key, ())
        return (known,) if isinstance(known, str) else known

    def mention(self, profile_id: str) -> bool:
        return any(profile_id in self.of(key) for key in self)


class Counts(dict[_Key, int], Generic[_Key]):
    """How many profiles a key (a word, the words of a name) belongs to; one of nobody is forgotten."""

    __slots__ = ()

    def add(self, key: _Key) -> bool:
        """Whether it is the first of that key."""
        known = self.get(key, 0)
        self[key] = known + 1
        return not known

    def add_all(self, keys: Iterable[_Key]) -> None:
        number_of = self.get
        for key in keys:
            self[key] = number_of(key, 0) + 1

    def remove(self, key: _Key) -> bool:
        """Whether it was the last of that key. Raises `KeyError` when there was none."""
        self[key] -= 1
        if self[key]:
            return False
        del self[key]
        return True
