"""How far off calibrated scores are after so many reviewed findings, in simulated worlds whose scores are wrong in known ways.

The findings judged with are never those learned from; each row is the mean of several draws, with the worst beside it."""

from __future__ import annotations

import random
import statistics

from matchers import expected_error, fit, unseen_error
from matchers.odds import probability

SEED = 20261124
DRAWS = 10
UNSEEN = 20_000
REVIEWED = (50, 200, 600, 2_000)
#: name: (bits that the true odds lie above what the score says, how steeply they rise with it)
WORLDS = {
    "right": (0.0, 1.0),
    "two bits too low": (2.0, 1.0),
    "three bits too high": (-3.0, 1.0),
    "too bold": (0.0, 0.5),
}


def measure() -> dict[str, object]:
    return {"draws": DRAWS, "unseen": UNSEEN, "worlds": {name: _world(*wrong) for name, wrong in WORLDS.items()}}


def _world(shift: float, slope: float) -> dict[str, object]:
    draw = random.Random(SEED)
    unseen = _findings(draw, UNSEEN, shift, slope)
    rows = {}
    for number in REVIEWED:
        after, foretold = [], []
        for _ in range(DRAWS):
            reviewed = _findings(draw, number, shift, slope)
            learned = fit(reviewed)
            after.append(expected_error([(learned.of(score), right) for score, right in unseen]))
            foretold.append(unseen_error(reviewed))
        rows[str(number)] = {
            "error": round(statistics.mean(after), 3),
            "worst": round(max(after), 3),
            "as calibrate foretells it": round(statistics.mean(foretold), 3),
        }
    return {"error of the scores": round(expected_error(unseen), 3), "reviewed": rows}


def _findings(draw: random.Random, number: int, shift: float, slope: float) -> list[tuple[float, bool]]:
    """(score, confirmed), from just above *possible* to beyond doubt."""
    bits = [draw.uniform(-1.5, 12) for _ in range(number)]
    return [(probability(one), draw.random() < probability(slope * one + shift)) for one in bits]
