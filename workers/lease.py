"""Keeps a lease alive while long work goes on, page by page."""

from __future__ import annotations

import threading

from domain.mention import Capture, Remembered
from domain.ports import Fetch
from storage import due
from storage.due import Taken
from workers.services import Services


def leased(services: Services, taken: Taken, way: Fetch) -> Fetch:
    """This way to pages, which renews the lease when a third of it has passed; for
    many threads at once. Raises `Conflict` once it is lost."""
    renewed_at, guard = services.now(), threading.Lock()

    def fetch(url: str, *, cold: bool = False, known: Remembered | None = None) -> Capture:
        nonlocal renewed_at
        now = services.now()
        with guard:
            if now - renewed_at > services.lease / 3:
                with services.vault.begin() as db:
                    due.renew(db, taken, now + services.lease)
                renewed_at = now
        return way(url, cold=cold) if known is None else way(url, cold=cold, known=known)

    return fetch
