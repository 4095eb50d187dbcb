"""Keeps a lease alive while long work goes on, page by page."""

from __future__ import annotations

from domain.mention import Capture
from domain.ports import Fetch
from storage import due
from storage.due import Taken
from workers.services import Services


def leased(services: Services, taken: Taken) -> Fetch:
    """The services' fetch, which renews the lease when a third of it has passed. Raises `Conflict` once it is lost."""
    renewed_at = services.now()

    def fetch(url: str, *, cold: bool = False) -> Capture:
        nonlocal renewed_at
        now = services.now()
        if now - renewed_at > services.lease / 3:
            with services.vault.begin() as db:
                due.renew(db, taken, now + services.lease)
            renewed_at = now
        return services.http(url, cold=cold)

    return fetch
