"""An extension counts only in time, with reasons, and for a term that the law sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.holidays import calendar_of
from domain.takedown import Event, Step
from takedown.extensions import Extension, extension
from takedown.facts import Facts

SENT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def judged(facts: Facts, said_at: datetime, *more: Event, reasons: bool = True) -> Extension:
    events = (Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED, *more)
    steps = (*facts.takedown.steps, *(Step(event, SENT, "luwte") for event in events))
    takedown = replace(facts.takedown, steps=steps)
    return extension(takedown, facts.route, facts.recipient, calendar_of("NL"), said_at, reasons=reasons)


@pytest.mark.parametrize(
    ("said_at", "verdict"),
    [
        (SENT + timedelta(days=3), Extension.VALID),
        (datetime(2026, 12, 23, 22, 59, tzinfo=UTC), Extension.VALID),
        (datetime(2026, 12, 24, 22, 59, tzinfo=UTC), Extension.VALID),  # on the later reading the 24th is still in time
        (datetime(2026, 12, 29, 23, 30, tzinfo=UTC), Extension.LATE),
        (SENT + timedelta(days=90), Extension.LATE),
    ],
)
def test_it_must_arrive_before_the_first_term_has_ended(
    draft: Callable[..., Facts], said_at: datetime, verdict: Extension
) -> None:
    assert judged(draft("gdpr17"), said_at) is verdict


def test_without_reasons_it_extends_nothing(draft: Callable[..., Facts]) -> None:
    assert judged(draft("gdpr17"), SENT + timedelta(days=3), reasons=False) is Extension.UNREASONED


@pytest.mark.parametrize("route", ["dsa16", "ntd"])
def test_a_term_of_our_own_cannot_be_extended_by_them(draft: Callable[..., Facts], route: str) -> None:
    assert judged(draft(route), SENT + timedelta(days=1)) is Extension.NO_LEGAL_TERM


@pytest.mark.parametrize("before", [Event.EXTENSION, Event.REFUSAL])
def test_where_no_first_term_runs_there_is_nothing_to_extend(draft: Callable[..., Facts], before: Event) -> None:
    assert judged(draft("gdpr17"), SENT + timedelta(days=5), before) is Extension.NO_CLOCK
