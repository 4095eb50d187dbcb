"""In which queue a thing waits: what somebody waits for, or a flare-up presses, is not behind the routine of everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.due import QUEUES, Action, Due, Queue, scan_due
from domain.flare_up import FlareUp, FlareUpKind, Rhythm
from domain.watch import Watch
from tests.conftest import NOW

DAY = timedelta(days=1)


def test_every_action_has_its_queue() -> None:
    assert set(QUEUES) == set(Action)
    assert set(QUEUES.values()) == set(Queue)


@pytest.mark.parametrize(
    ("profile_id", "cadence", "queue"),
    [("p1", DAY / 4, Queue.INTERACTIVE), ("p1", DAY, Queue.CRAWL), (None, DAY / 4, Queue.CRAWL)],
    ids=["a hearing", "a year's end", "a site"],
)
def test_a_flare_up_that_asks_within_hours_is_not_behind_the_routine(
    profile_id: str | None, cadence: timedelta, queue: Queue
) -> None:
    watch = Watch("w1", "adressengids", profile_id, 30 * DAY)
    period = FlareUp("f1", "p1", FlareUpKind.HEARING, NOW - DAY, NOW + 9 * DAY, Rhythm(cadence, timedelta(), timedelta()))
    assert scan_due(watch, NOW, [period]) == Due(Action.SCAN, "w1", NOW + cadence, awaited=queue is Queue.INTERACTIVE)
    assert scan_due(watch, NOW, [period]).queue is queue


def test_without_a_flare_up_a_scan_is_routine() -> None:
    assert scan_due(Watch("w1", "adressengids", "p1", 30 * DAY), NOW, []).queue is Queue.CRAWL
