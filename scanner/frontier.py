"""What a crawl still has to do: addresses waiting per host, one question at a time at each, hosts taking turns."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from domain.mention import Remembered
from scanner.urls import host_of

#: Stands for the depth of a site's own list of its pages (a sitemap), which is no page.
LISTING = -1


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address and how many links it lies from a start page; `known` is what the last crawl remembered of it."""

    url: str = field(repr=False)
    depth: int = 0
    known: Remembered | None = None


class Frontier(Protocol):
    """What a crawl needs to be told; one that keeps it on disk can be resumed."""

    def add(self, url: str, depth: int) -> bool:
        """Put it in line, unless it was ever there before; whether it was put."""

    def take(self) -> Waiting | None:
        """The next one of a host that nobody is at; the host is then taken until `free`. None if nothing can be taken now."""

    def free(self, host: str) -> None:
        """The host may be asked again."""

    def back(self, waiting: Waiting) -> None:
        """Taken, and not had: first in line again."""

    def done(self, url: str) -> None:
        """Taken, had, and whatever it bears is kept."""

    def drop(self, host: str) -> None:
        """Ask nothing more of this host."""

    def __contains__(self, url: object) -> bool:
        """Whether it was ever put in line."""

    def __len__(self) -> int:
        """How many wait or are taken and not done."""


class Met:
    """Addresses met, by 64 bits each. Python keys its hash anew in every process: nobody can make two addresses collide, and
    among a million two do so by chance once in forty million times."""

    def __init__(self, urls: Iterable[str] = ()) -> None:
        self._hashes = set(map(hash, urls))

    def add(self, url: str) -> None:
        self._hashes.add(hash(url))

    def __contains__(self, url: object) -> bool:
        return hash(url) in self._hashes


class InMemory:
    """A frontier for one run, made to hold millions. `known` are addresses that earlier runs have done."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = Met(known)
        self._lines: dict[str, deque[bytes]] = {}
        self._turns: dict[str, None] = {}  # hosts that may be asked, in order
        self._busy: set[str] = set()
        self._dropped: set[str] = set()
        self._count = 0

    def add(self, url: str, depth: int) -> bool:
        if url in self._known:
            return False
        self._known.add(url)
        host = host_of(url)
        if host in self._dropped:
            return False
        self._lines.setdefault(host, deque()).append(_packed(url, depth))
        self._count += 1
        if host not in self._busy:
            self._turns[host] = None
        return True

    def take(self) -> Waiting | None:
        if not self._turns:
            return None
        host = next(iter(self._turns))
        del self._turns[host]
        self._busy.add(host)
        packed = self._lines[host].popleft()
        return self.recalled(packed[1:].decode(), packed[0] + LISTING)

    def recalled(self, url: str, depth: int) -> Waiting:
        """One that remembers earlier crawls tells here what."""
        return Waiting(url, depth)

    def free(self, host: str) -> None:
        self._busy.discard(host)
        if self._lines.get(host):
            self._turns[host] = None  # to the back: hosts take turns

    def back(self, waiting: Waiting) -> None:
        host = host_of(waiting.url)
        if host not in self._dropped:
            self._lines.setdefault(host, deque()).appendleft(_packed(waiting.url, waiting.depth))

    def done(self, url: str) -> None:
        self._count -= 1

    def drop(self, host: str) -> None:
        self._dropped.add(host)
        self._turns.pop(host, None)
        self._count -= len(self._lines.pop(host, ()))

    def __contains__(self, url: object) -> bool:
        return url in self._known

    def __len__(self) -> int:
        return self._count


def _packed(url: str, depth: int) -> bytes:
    """A third of what an object of its own would take."""
    return bytes((depth - LISTING,)) + url.encode()
