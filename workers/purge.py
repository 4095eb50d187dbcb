"""Erases: a profile that withdrew, with its keys; and content whose time has passed."""

from __future__ import annotations

from datetime import timedelta

from domain.due import Action, Due
from storage import crawls, due, erasure, retention
from storage.due import Taken
from workers.clock import RETENTION
from workers.services import Services

_DAILY = timedelta(days=1)


def act(services: Services, taken: Taken) -> None:
    now = services.now()
    if taken.thing == RETENTION:
        crawls.forget(services.vault, services.sources)
        with services.vault.begin() as db:
            retention.purge(db, services.retention, now)
            due.settle(db, taken, Due(Action.PURGE, RETENTION, now + _DAILY))
        return
    erasure.erase(services.vault, taken.thing, now)
    services.crowd.forget(taken.thing)
    crawls.forget(services.vault)  # an address may name whoever went
    with services.vault.begin() as db:
        due.settle(db, taken, None)
