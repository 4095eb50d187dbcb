"""Somebody who is not enrolled is doxed tonight: what may be done on a telephone call, and what is owed for it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from domain.task import TaskKind

#: What was said by telephone holds so long; then it must stand in writing, or everything stops by itself.
SPOKEN_CONSENT = timedelta(days=7)
#: How such a consent was given.
BY_TELEPHONE = "telephone with witness"
MOST_PLACES = 10


@dataclass(frozen=True, slots=True)
class Owed:
    """What must be caught up, within how long after the call."""

    kind: TaskKind
    within: timedelta


OWED: tuple[Owed, ...] = (
    Owed(TaskKind.FIRST_NOTICE, timedelta(hours=1)),
    Owed(TaskKind.INFORM, timedelta(hours=24)),
    Owed(TaskKind.FILE_REPORT, timedelta(hours=24)),
    Owed(TaskKind.COMPLETE_REVIEW, timedelta(hours=24)),
    Owed(TaskKind.CONFIRM_CONSENT, timedelta(days=3)),
    Owed(TaskKind.COMPLETE_PROFILE, timedelta(days=3)),
    Owed(TaskKind.CATCH_UP_SCAN, timedelta(days=3)),
)
