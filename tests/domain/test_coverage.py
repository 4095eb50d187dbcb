"""That nothing was found says something only beside what was looked at."""

from __future__ import annotations

from datetime import timedelta

from domain.coverage import Scanned, coverage
from domain.sighting import Verdict
from tests.conftest import NOW

HOUR = timedelta(hours=1)
UNTIL = NOW + 24 * HOUR


def scanned(hours: int, verdict: Verdict, reason: str = "") -> Scanned:
    return Scanned(NOW + hours * HOUR, verdict, reason, pages=3, findings=int(verdict is Verdict.PRESENT))


def test_answers_and_what_stood_in_their_way_are_counted_apart() -> None:
    scans = [
        scanned(2, Verdict.PRESENT),
        scanned(8, Verdict.UNCLEAR, "captcha"),
        scanned(10, Verdict.UNCLEAR, "captcha"),
        scanned(12, Verdict.UNCLEAR, "too-slow"),
        scanned(20, Verdict.ABSENT),
    ]
    told = coverage("praatplein", scans, NOW, UNTIL)
    assert (told.scans, told.answered, told.pages, told.findings) == (5, 2, 15, 1)
    assert told.unclear == (("captcha", 2), ("too-slow", 1))
    assert told.longest_gap == 18 * HOUR
    assert told.seen


def test_a_source_that_never_answered_was_not_seen() -> None:
    told = coverage("praatplein", [scanned(2, Verdict.UNCLEAR, "captcha")], NOW, UNTIL)
    assert not told.seen
    assert told.longest_gap == 24 * HOUR


def test_what_lies_outside_the_period_does_not_count() -> None:
    outside = [scanned(-1, Verdict.PRESENT), scanned(24, Verdict.PRESENT)]
    assert coverage("praatplein", outside, NOW, UNTIL).scans == 0
