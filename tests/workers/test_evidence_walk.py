"""Whatever happens in whatever order: no takedown without a verified seal, nothing half-sealed called evidence.

Five hundred steps here, to be quick; ten thousand in `python -m bench evidence_walk`."""

from __future__ import annotations

from domain.exposure import Exposure
from storage import exposures
from tests.workers.evidence_walk import Walk
from tests.workers.house import House

STEPS = 500


def test_five_hundred_steps_of_chance(house: House, exposure: Exposure) -> None:
    walk = Walk(house, exposure, seed=20261125)
    try:
        for number in range(STEPS):
            walk.step()
            if number % 25 == 24:
                assert walk.wrong() == [], (number, walk.counts)
    finally:
        walk.close()
    assert walk.counts["press_on"], "some takedowns may exist"
    assert walk.counts["press_on, refused"], "and some may not"
    assert walk.counts["capture, refused"], "the disk was full at least once"
    assert walk.counts["capture_is_cut_short, refused"]
    with house.vault.begin() as db:
        assert exposures.get(db, exposure.id).id == exposure.id
