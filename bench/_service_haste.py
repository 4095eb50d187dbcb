"""How soon a finding is there once a page has changed, in a flare-up: over the whole road, with processes of their own."""

from __future__ import annotations

import random
import time
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

from sqlalchemy import func, select

from domain.flare_up import FlareUp, FlareUpKind, Rhythm
from storage import calendar, profiles
from storage import watches as watching
from storage.tables import findings, scans, watches
from storage.vault import new_id
from tests.chaos import folk
from tests.chaos.servers import until
from tests.chaos.town import Town, built_town
from tests.conftest import consent

ROUNDS = 6
_INTERVAL = timedelta(seconds=8)
SEED = 20261126


def haste(home: Path) -> dict[str, object]:
    """`above`: by how much the slowest of them exceeded the interval at which the source is asked."""
    dice, took = random.Random(SEED), []
    with built_town(home, people=20, sources=1, letters=0, lease=60.0) as town:
        town.start("clock", "worker")
        for number in range(folk.LATE, folk.LATE + ROUNDS):
            profile_id = _flaring(town, number)
            until(lambda who=profile_id: _count(town, who)[0] > 0, "a first scan", 600)  # type: ignore[misc]  # bound now
            time.sleep(dice.random() * _INTERVAL.total_seconds())
            with urlopen(f"http://127.0.0.1:{town.setting.site}/verschijnt/{number}") as told:
                told.read()
            changed = time.monotonic()
            until(lambda who=profile_id: _count(town, who)[1] > 0, "the finding", 600, pause=0.02)  # type: ignore[misc]  # bound now
            took.append(time.monotonic() - changed)
    interval = _INTERVAL.total_seconds()
    return {"interval": interval, "seconds": [round(one, 2) for one in took], "above": round(max(took) - interval, 2)}


def _flaring(town: Town, number: int) -> str:
    """Somebody whose hearing is today."""
    now = town.setting.now()
    with town.vault.begin() as db:
        profile_id = profiles.invite(db, "wijk", "coordinator-1", now)
        profiles.save(db, folk.person(number, profile_id), "employee-1", now)
        profiles.give(db, profile_id, consent(now), "page", "employee-1", now)
        watching.watch_profile(db, profile_id, town.setting.known().values(), "employee-1", now)
        rhythm = Rhythm(_INTERVAL, timedelta(), timedelta())
        hearing = FlareUp(new_id(), profile_id, FlareUpKind.HEARING, now, now + timedelta(days=1), rhythm)
        calendar.save(db, hearing, "coordinator-1", now)
    return profile_id


def _count(town: Town, profile_id: str) -> tuple[int, int]:
    """How often they were scanned for, and what was found."""
    scanned = select(func.count()).select_from(scans.join(watches)).where(watches.c.profile_id == profile_id)
    found = select(func.count()).select_from(findings).where(findings.c.profile_id == profile_id)
    with town.vault.begin() as db:
        first, second = (int(db.connection.execute(query).scalar_one()) for query in (scanned, found))
    return first, second
