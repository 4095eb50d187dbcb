"""Which clock of the other side runs: a receipt leaves it alone, a bounce voids it, an answer ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from config.holidays import calendar_of
from domain.takedown import Event, Step
from takedown.facts import Facts
from takedown.route import TermKind
from takedown.running import running
from takedown.terms import ReplyDue

SENT = (Event.DRAFTED, Event.SUBMITTED, Event.APPROVED, Event.RELEASED, Event.ACCEPTED)


@pytest.fixture
def clock(draft: Callable[..., Facts]) -> Callable[..., ReplyDue | None]:
    def look(route: str, *said: Event, question: str = "asked") -> ReplyDue | None:
        """Sent on 23 November 2026; what follows comes a day later each."""
        facts = draft(route)
        steps = [Step(event, facts.now, "x") for event in SENT]
        facts_of = (("identity", question),)
        steps += [Step(event, facts.now + (n + 1) * timedelta(days=1), "x", facts_of) for n, event in enumerate(said)]
        takedown = replace(facts.takedown, steps=tuple(steps))
        return running(takedown, facts.route, facts.recipient, calendar_of("NL"))

    return look


def deadline(due: ReplyDue | None) -> date | None:
    return due.deadline if due else None


def test_a_legal_term_runs_from_the_day_it_was_sent(clock: Callable[..., ReplyDue | None]) -> None:
    due = clock("gdpr17")

    assert due is not None
    assert (due.deadline, due.kind) == (date(2026, 12, 23), TermKind.STATUTORY)


@pytest.mark.parametrize("said", [(Event.RECEIPT,), (Event.RECEIPT, Event.NOTED), (Event.NOTED,), (Event.RECEIPT, Event.LAPSE)])
def test_no_receipt_stops_the_clock(clock: Callable[..., ReplyDue | None], said: tuple[Event, ...]) -> None:
    assert deadline(clock("gdpr17", *said)) == date(2026, 12, 23)
    assert deadline(clock("dsa16", *said)) == date(2026, 11, 30)


@pytest.mark.parametrize(
    "said", [Event.BOUNCE, Event.REFUSAL, Event.CLAIM, Event.REDIRECTION, Event.WITHDRAWAL, Event.PROVEN_GONE]
)
def test_a_bounce_an_answer_or_an_end_does(clock: Callable[..., ReplyDue | None], said: Event) -> None:
    assert clock("gdpr17", said) is None


def test_only_a_legal_term_is_extended_or_paused(clock: Callable[..., ReplyDue | None]) -> None:
    assert deadline(clock("gdpr17", Event.EXTENSION)) == date(2027, 2, 23)
    assert deadline(clock("dsa16", Event.EXTENSION)) == date(2026, 11, 30)
    assert deadline(clock("gdpr17", Event.QUESTION, Event.ANSWERED)) == date(2026, 12, 24)
    assert deadline(clock("gdpr17", Event.QUESTION, Event.ANSWERED, question="")) == date(2026, 12, 23)
    assert deadline(clock("dsa16", Event.QUESTION, Event.ANSWERED)) == date(2026, 11, 30)
