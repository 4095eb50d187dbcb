"""A tenth of the thousand kills, always the same ones; the whole is `python -m tests.chaos.sending`."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.states import State
from tests.chaos import sending
from tests.chaos.killed import Became
from workers.crowd import Crowd

pytestmark = pytest.mark.house


def test_whenever_we_are_killed_nothing_leaves_twice_and_nothing_is_lost(tmp_path: Path) -> None:
    crowd = Crowd()
    tally = sending.run(tmp_path, sending.prepared(tmp_path, crowd), crowd, 100, seed=1)
    assert (tally.twice, tally.lost) == ([], [])
    assert tally.kills == 100
    assert len(tally.places) >= 70
    assert len(tally.ended) >= 6, "the server answered in every way"


@pytest.mark.parametrize(
    ("state", "taken", "asked", "due", "twice", "lost"),
    [
        (State.SENT, 1, False, False, 0, 0),
        (State.SEND_UNKNOWN, 0, True, False, 0, 0),
        (State.BOUNCED, 0, True, False, 0, 0),
        (State.SENT, 2, False, False, 1, 0),
        (State.SENT, 0, False, False, 0, 1),
        (State.SEND_UNKNOWN, 1, False, False, 0, 1),
        (State.SENDING, 0, False, True, 0, 1),
        (State.BOUNCED, 1, True, False, 0, 1),
    ],
)
def test_the_judge_knows_what_is_wrong(state: State, taken: int, asked: bool, due: bool, twice: int, lost: int) -> None:
    tally = sending.Tally()
    tally.judge("takes", "here", Became(state, asked, due), taken)
    assert (len(tally.twice), len(tally.lost)) == (twice, lost)
