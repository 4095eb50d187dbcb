"""What a crawl still has to do: addresses waiting per host, hosts taking turns, nearest pages first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from scanner.urls import host_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address and how many links it lies from a start page."""

    url: str = field(repr=False)
    depth: int = 0


class Frontier(Protocol):
    """What a crawl needs to be told; one that keeps it on disk can be resumed."""

    def add(self, url: str, depth: int) -> None:
        """Put it in line, unless it was ever there before."""

    def take(self) -> Waiting | None:
        """The next one, which stays taken until `done`; None if nothing waits."""

    def done(self, url: str) -> None: ...

    def drop(self, host: str) -> None:
        """Ask nothing more of this host."""

    def __len__(self) -> int: ...


class InMemory:
    """A frontier for one run. `known` are addresses that earlier runs have done."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = set(known)
        self._hosts: dict[str, deque[Waiting]] = {}
        self._taken: dict[str, Waiting] = {}
        self._dropped: set[str] = set()

    def add(self, url: str, depth: int) -> None:
        host = host_of(url)
        if url not in self._known and host not in self._dropped:
            self._known.add(url)
            self._hosts.setdefault(host, deque()).append(Waiting(url, depth))

    def take(self) -> Waiting | None:
        while self._hosts:
            host, line = next(iter(self._hosts.items()))
            del self._hosts[host]
            if not line:
                continue
            waiting = line.popleft()
            if line:
                self._hosts[host] = line  # to the back: hosts take turns
            self._taken[waiting.url] = waiting
            return waiting
        return None

    def done(self, url: str) -> None:
        self._taken.pop(url, None)

    def drop(self, host: str) -> None:
        self._dropped.add(host)
        self._hosts.pop(host, None)

    def __len__(self) -> int:
        return sum(map(len, self._hosts.values())) + len(self._taken)
