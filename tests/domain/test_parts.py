"""When a part is up, down, or not asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain import parts
from domain.parts import Checked, Condition, Organ, Part, Pulse, Reading

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
QUEUES = frozenset({"crawl", "mail"})


def pulse(organ: Organ, ago: float = 0, queues: tuple[str, ...] = (), index_ago: float | None = None) -> Pulse:
    at = NOW - timedelta(seconds=ago)
    compared = None if index_ago is None else NOW - timedelta(seconds=index_ago)
    return Pulse("x", organ, "1", at, at, queues, compared)


@pytest.mark.parametrize(
    ("pulses", "condition"),
    [
        ([], Condition.DOWN),
        ([pulse(Organ.WORKER)], Condition.DOWN),
        ([pulse(Organ.CLOCK, 59)], Condition.UP),
        ([pulse(Organ.CLOCK, 61)], Condition.DOWN),
        ([pulse(Organ.CLOCK, 61), pulse(Organ.CLOCK, 5)], Condition.UP),  # one of two was killed
    ],
)
def test_one_clock_that_turns_is_enough(pulses: list[Pulse], condition: Condition) -> None:
    assert parts.clock(pulses, NOW).condition is condition


def test_every_queue_needs_a_worker_that_lives() -> None:
    crawl, mail, dead = pulse(Organ.WORKER, queues=("crawl",)), pulse(Organ.WORKER, queues=("mail",)), 90
    assert parts.workers([crawl, mail], QUEUES, NOW).condition is Condition.UP
    missing = parts.workers([crawl, pulse(Organ.WORKER, dead, ("mail",))], QUEUES, NOW)
    assert (missing.condition, missing.why) == (Condition.DOWN, "nobody takes from mail")


@pytest.mark.parametrize(
    ("index_ago", "waiting", "condition"),
    [
        (None, None, Condition.OFF),
        (None, timedelta(minutes=5), Condition.OFF),
        (None, timedelta(hours=2), Condition.DOWN),
        (60, timedelta(hours=2), Condition.UP),
        (7200, None, Condition.UP),  # nobody waits: it need not be newer
        (7200, timedelta(hours=2), Condition.DOWN),
    ],
)
def test_an_old_index_is_bad_only_where_somebody_waits(
    index_ago: float | None, waiting: timedelta | None, condition: Condition
) -> None:
    since = None if waiting is None else NOW - waiting
    assert parts.index([pulse(Organ.WORKER, index_ago=index_ago)], since, NOW).condition is condition


def test_what_was_said_long_ago_says_nothing_any_more() -> None:
    up, off = Reading(Part.BROKER, Condition.UP), Reading(Part.BROKER, Condition.OFF)
    old = NOW - timedelta(minutes=6)
    assert parts.checked(Part.BROKER, Checked(up, NOW), NOW) == up
    assert parts.checked(Part.BROKER, Checked(up, old), NOW).condition is Condition.DOWN
    assert parts.checked(Part.BROKER, Checked(off, old), NOW).condition is Condition.OFF
    assert parts.checked(Part.BROKER, None, NOW).condition is Condition.OFF


def test_ready_is_that_nothing_is_down() -> None:
    assert parts.ready([Reading(Part.KEYS, Condition.UP), Reading(Part.MAIL_IN, Condition.OFF)])
    assert not parts.ready([Reading(Part.KEYS, Condition.UP), Reading(Part.MAIL_IN, Condition.DOWN)])
