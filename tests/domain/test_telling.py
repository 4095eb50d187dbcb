"""Who is told of a flare-up: ahead of its lead, and asked after; once for each time it comes, never of what was called off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.flare_up import USUAL, FlareUp, FlareUpKind
from domain.task import TaskKind
from domain.telling import owed, tellings

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)
HEARING = FlareUp("f1", "p", FlareUpKind.HEARING, NOW + 30 * DAY, NOW + 31 * DAY, USUAL[FlareUpKind.HEARING])


def test_the_employee_is_told_before_anything_is_looked_for_and_asked_after() -> None:
    ahead, after = tellings(HEARING)
    assert (ahead.kind, ahead.at) == (TaskKind.TELL_AHEAD, HEARING.begins - 2 * DAY)
    assert ahead.by <= HEARING.begins
    assert (after.kind, after.at) == (TaskKind.ASK_AFTER, HEARING.ends + DAY)


def test_of_what_was_called_off_nobody_is_told() -> None:
    assert tellings(replace(HEARING, cancelled_at=NOW)) == ()


def test_each_year_is_told_anew() -> None:
    marks = [mark for mark, one in owed(replace(HEARING, yearly=True), NOW, NOW + 800 * DAY) if one.kind is TaskKind.TELL_AHEAD]
    assert marks == ["f120261223", "f120271223", "f120281223"]


def test_what_is_over_is_not_told_ahead_and_what_is_long_past_not_asked_about() -> None:
    past = replace(HEARING, starts=NOW - 4 * DAY, ends=NOW - 3 * DAY)
    assert [one.kind for _, one in owed(past, NOW, NOW + DAY)] == [TaskKind.ASK_AFTER]
    long_past = replace(HEARING, starts=NOW - 40 * DAY, ends=NOW - 39 * DAY)
    assert list(owed(long_past, NOW, NOW + DAY)) == []
