"""The simulation of removals is deterministic, tells right from wrong, and finds nothing falsely gone on a small scale."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from bench import removals
from bench.removals import Listing


@pytest.mark.parametrize(
    ("hours", "ended"), [(0, "false gone"), (30, "by luck"), (8 * 24, "proven gone"), (20 * 24, "false gone")]
)
def test_what_counts_as_wrong_is_what_stands_there(hours: int, ended: str) -> None:
    gone, back = removals._START + timedelta(hours=1), removals._START + timedelta(days=15)
    ends: Counter[str] = Counter()
    proven: list[float] = []
    removals._proven(Listing(2, "comes back", gone, gone, back, None), removals._START + timedelta(hours=hours), ends, proven)
    assert ends[ended] == 1
    assert bool(proven) == (ended != "false gone")


def test_the_same_seed_gives_the_same_figures_and_removals_are_proven() -> None:
    first, again = removals.measure(8, (7,)), removals.measure(8, (7,))
    assert first == again
    for run in first["runs"]:  # type: ignore[attr-defined]
        assert run["false gone"] == 0
        assert run["proven gone"] >= run["truly removed"] > 0
        assert run["days from removal to proof"]["longest"] >= 7
