"""What the actors of this process did, counted for whoever watches over the service; no label ever names a person.

Labels are words of ours: actions, verdicts, reasons, events, the slugs of sources. What stands in the vault is counted there
(`storage/figures.py`); these are what the vault does not keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from prometheus_client import Counter, Histogram

from domain.due import Action
from domain.errors import Unclear
from domain.sighting import Verdict
from domain.takedown import Event
from takedown.replies import ReplyEvent


class Outcome(StrEnum):
    DONE = "done"
    FAILED = "failed"  # its line comes due again
    STRUCK = "struck"  # no consent, or erased: nothing was left to do
    LOST = "lost"  # somebody else had the line meanwhile


_JOBS = Counter("luwte_jobs", "Lines of the diary that an actor was given, by what became of it.", ["action", "outcome"])
_SECONDS = Histogram(
    "luwte_job_seconds",
    "How long an actor took.",
    ["action"],
    unit="seconds",
    buckets=(0.05, 0.25, 1, 5, 15, 60, 300, 1800, 7200),
)
_SCANS = Counter("luwte_scans", "Scans of a source, by what they said; reason: why unclear.", ["source", "verdict", "reason"])
_LOOKS = Counter("luwte_looks", "Looks at a place, by what they said; reason: why unclear.", ["verdict", "reason"])
_LETTERS = Counter("luwte_letters", "Attempts to send a notice, by the event that came of it.", ["event"])
_REPLIES = Counter("luwte_replies", "Messages taken from the mailbox, by what they were taken for.", ["event"])


@contextmanager
def timed(action: Action) -> Iterator[None]:
    with _SECONDS.labels(action.value).time():
        yield


def job(action: Action, outcome: Outcome) -> None:
    _JOBS.labels(action.value, outcome.value).inc()


def scan(source: str, verdict: Verdict, reason: Unclear | None) -> None:
    _SCANS.labels(source, verdict.value, reason.value if reason else "").inc()


def look(verdict: Verdict, reason: Unclear | None) -> None:
    _LOOKS.labels(verdict.value, reason.value if reason else "").inc()


def letter(event: Event, attempt: str = "") -> None:
    """`attempt`: for a step that is only noted, what became of the attempt."""
    _LETTERS.labels(attempt or event.value).inc()


def reply(event: ReplyEvent) -> None:
    _REPLIES.labels(event.value).inc()
