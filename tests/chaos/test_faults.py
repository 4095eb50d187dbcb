"""A small share of the faults, in one town: workers killed, the broker emptied, the line to the database cut. The whole is
`python -m tests.chaos`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos import judge
from tests.chaos.faults import FAULTS, Size, emptied, unreachable, workers
from tests.chaos.servers import Missing, Redis
from tests.chaos.town import Town, built_town

pytestmark = pytest.mark.house
SMALL = Size(scans=40, kills=2, away=1.0, letters=2, patience=300.0)


def several(town: Town, size: Size) -> str:
    return "; ".join(one(town, size) for one in (workers, emptied, unreachable))


@pytest.fixture
def home() -> Iterator[Path]:
    """Not pytest's own: PostgreSQL may be another account, and must be able to pass through."""
    with tempfile.TemporaryDirectory(prefix="luwte-chaos-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "town"


def test_whatever_breaks_it_is_the_same_story_as_in_one_process_where_nothing_breaks(home: Path) -> None:
    """Workers are killed, the broker is emptied, the database goes away; beside it `luwte run` on SQLite, undisturbed."""
    size = {"people": 2, "letters": SMALL.letters}
    try:
        with built_town(home / "apart", broker=Redis, **size) as town:
            town.start("clock", "worker")
            town.round(SMALL.scans, SMALL.letters)
            several(town, SMALL)
            town.settle(SMALL.patience)
            apart = judge.story(town)
            assert judge.complaints(town) == []
            assert sum(part.deaths for part in town.parts) >= SMALL.kills
    except Missing as missing:
        pytest.skip(str(missing))
    with built_town(home / "together", broker=None, **size) as town:
        town.start("all")
        town.round(SMALL.scans, SMALL.letters)
        town.settle(SMALL.patience)
        assert judge.complaints(town) == []
        assert judge.story(town) == apart
    assert apart["scans"] == {"present": SMALL.scans}
    assert apart["taken"] == SMALL.letters


def test_every_fault_says_what_it_does() -> None:
    assert len(FAULTS) == 15
    assert all(fault.does.__name__ and "clock" in fault.parts for fault in FAULTS.values())
