"""Asks a source's canaries whether it can still be read; an absence seen there counts only while it can."""

from __future__ import annotations

from datetime import timedelta

from domain.due import Action, Due
from domain.errors import Unclear
from scanner.health import check
from storage import due
from storage.due import Taken
from workers.canaries import heard
from workers.services import Services
from workers.ways import way_to

_DAILY = timedelta(days=1)
_SOONER = timedelta(hours=2)


def act(services: Services, taken: Taken) -> None:
    source = services.source(taken.thing)
    found = check(source, way_to(services, source))
    now = services.now()
    with services.vault.begin() as db:
        reason = None if found.healthy else found.reason or Unclear.NO_CONTROL
        heard(db, source.slug, source.version, reason, now)
        due.settle(db, taken, Due(Action.CHECK, source.slug, now + (_DAILY if found.healthy else _SOONER)))
