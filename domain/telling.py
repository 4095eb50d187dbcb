"""Who is told of a flare-up, and when: the employee before anything is looked for because of it, and somebody asks afterwards
(recommendations 15, 17 and 23). Tasks for the contact point: luwte tells nobody by itself what lies ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.flare_up import FlareUp
from domain.task import TaskKind

#: So long before the lead begins the employee is told; so long after the end somebody asks; and so long there is for either.
AHEAD, AFTERWARDS, TIME_FOR_IT = timedelta(days=2), timedelta(days=1), timedelta(days=2)
_WORTH_ASKING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Telling:
    """`at`: from when it is owed; `by`: before when."""

    kind: TaskKind
    at: datetime
    by: datetime


def tellings(one: FlareUp) -> tuple[Telling, ...]:
    """Of one occurrence; none of one that was called off."""
    if one.cancelled_at is not None:
        return ()
    ahead, after = one.begins - AHEAD, one.ends + AFTERWARDS
    return (
        Telling(TaskKind.TELL_AHEAD, ahead, max(one.begins, ahead + TIME_FOR_IT)),
        Telling(TaskKind.ASK_AFTER, after, after + TIME_FOR_IT),
    )


def owed(known: FlareUp, now: datetime, until: datetime) -> Iterator[tuple[str, Telling]]:
    """(mark, telling) of every occurrence that still matters: not told ahead of what is over, nor asked about long ago."""
    for one in known.occurrences(now - _WORTH_ASKING, until):
        for telling in tellings(one):
            over = one.ends <= now if telling.kind is TaskKind.TELL_AHEAD else telling.at < now - _WORTH_ASKING
            if not over:
                yield f"{known.id}{one.starts:%Y%m%d}", telling
