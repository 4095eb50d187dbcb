"""Looks at a place of the forum as the calendar runs, and how it looks once the post is taken away."""

from __future__ import annotations

from datetime import timedelta

from domain.due import Action
from domain.exposure import Exposure
from domain.sighting import Verdict
from storage import exposures
from tests.workers import pages
from tests.workers.house import House

#: What stands in the thread once the post is taken away: the others stay.
EMPTIED = pages.thread("[verwijderd door de beheerder]")
PHONELESS = pages.thread(f"Die bonnen schrijft {pages.NAME}, ze woont gewoon {pages.HOME}.")


def look(house: House, exposure: Exposure) -> Exposure:
    house.play(Action.LOOK, exposure.id)
    with house.vault.begin() as db:
        return exposures.get(db, exposure.id)


def verdicts(exposure: Exposure) -> list[Verdict]:
    return [look.verdict for look in exposure.traces[0].sightings]


def gone(house: House, exposure: Exposure) -> Exposure:
    """Taken away, and proven so."""
    house.web.pages[pages.THREAD] = EMPTIED
    for days in (0, 1, 7):
        house.turn(days=days)
        exposure = look(house, exposure)
    return exposure


def follow(house: House, exposure: Exposure, *, days: int) -> Exposure:
    """Let the calendar run: every look at its own time."""
    until = house.now() + timedelta(days=days)
    while (at := house.noted(Action.LOOK, exposure.id)) is not None and at <= until:
        house.now.at = at
        assert not [line for line in house.run() if line["log_level"] != "info"]
    with house.vault.begin() as db:
        return exposures.get(db, exposure.id)
