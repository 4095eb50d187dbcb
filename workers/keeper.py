"""Keeps the leases of what this process is at, as long as it lives: whoever dies loses them within minutes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from domain.errors import Conflict
from storage import due
from storage.due import Taken
from workers.services import Services

log = structlog.get_logger()
#: A lease is renewed after this share of it has passed, so that a database may be away for a while.
_SHARE = 3
#: And after a failure so many seconds later.
_AGAIN = 5.0


class Keeper:
    """One for a process, shared by its threads. Who lost a lease finds out when they save; here it is let go."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._guard = threading.Lock()
        self._at: set[Taken] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="leases", daemon=True)
        self._thread.start()

    @contextmanager
    def keeping(self, taken: Taken) -> Iterator[None]:
        with self._guard:
            self._at.add(taken)
        try:
            yield
        finally:
            with self._guard:
                self._at.discard(taken)

    def renew(self) -> None:
        """Every lease that is kept holds anew, until a whole lease from now."""
        with self._guard:
            kept = tuple(self._at)
        for taken in kept:
            try:
                with self._services.vault.begin() as db:
                    due.renew(db, taken, self._services.now() + self._services.lease)
            except Conflict:  # settled just now, or somebody else's since
                with self._guard:
                    self._at.discard(taken)

    def close(self) -> None:
        self._stop.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        pause = self._services.lease.total_seconds() / _SHARE
        wait = pause
        while not self._stop.wait(wait):
            wait = pause
            try:
                self.renew()
            except Exception as failure:  # noqa: BLE001 - the top of a thread: the database may be away for a while
                log.warning("leases were not renewed", kind=type(failure).__name__)
                wait = min(pause, _AGAIN)
