"""When the other side is late: its legal term to the day, or the number it or we set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from config.holidays import calendar_of
from domain.deadlines import Pause
from domain.errors import BadInput
from domain.recipient import Recipient
from takedown.facts import Facts
from takedown.route import TermKind
from takedown.routes import route_of
from takedown.terms import reply_due

NL, IE = calendar_of("NL"), calendar_of("IE")


@pytest.fixture
def recipient(draft: Callable[..., Facts]) -> Recipient:
    return draft().recipient


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("route", "received", "deadline", "lapsed_from"),
    [
        ("gdpr17", "2026-11-23T10:00", "2026-12-23", "2026-12-25"),
        ("gdpr21", "2026-03-05T10:00", "2026-04-07", "2026-04-08"),
        ("ntd", "2026-04-24T10:00", "2026-05-07", "2026-05-08"),
        ("dsa16", "2026-11-23T10:00", "2026-11-30", "2026-12-01"),
        ("own", "2026-11-20T10:00", "2026-11-23", "2026-11-24"),
    ],
)
def test_each_route_has_its_own_term(recipient: Recipient, route: str, received: str, deadline: str, lapsed_from: str) -> None:
    due = reply_due(route_of(route), recipient, at(received), NL)

    assert (due.deadline.isoformat(), due.lapsed_from.isoformat()) == (deadline, lapsed_from)
    assert (due.kind is TermKind.STATUTORY) == route.startswith("gdpr")
    assert due.steps


def test_the_recipients_own_number_of_working_days_counts_before_ours(recipient: Recipient) -> None:
    due = reply_due(route_of("ntd"), replace(recipient, term_working_days=10), at("2026-04-24T10:00"), NL)

    assert due.deadline == date(2026, 5, 12)


def test_a_threat_shortens_our_own_timer_and_no_legal_term(recipient: Recipient) -> None:
    received = at("2026-11-23T10:00")

    assert reply_due(route_of("dsa16"), recipient, received, NL, threat=True).deadline == date(2026, 11, 24)
    assert reply_due(route_of("gdpr17"), recipient, received, NL, threat=True).deadline == date(2026, 12, 23)


def test_extension_and_pause_move_a_legal_term(recipient: Recipient) -> None:
    gdpr = route_of("gdpr17")

    assert reply_due(gdpr, recipient, at("2026-12-05T10:00"), NL, extended=True).deadline == date(2027, 3, 5)
    pause = Pause(date(2026, 11, 6), date(2026, 11, 13))
    assert reply_due(gdpr, recipient, at("2026-11-02T10:00"), NL, pause=pause).deadline == date(2026, 12, 9)


@pytest.mark.parametrize("route", ["dsa16", "ntd", "own"])
def test_what_the_law_does_not_set_cannot_be_extended(recipient: Recipient, route: str) -> None:
    with pytest.raises(BadInput, match="only a legal term"):
        reply_due(route_of(route), recipient, at("2026-11-23T10:00"), NL, extended=True)


def test_the_day_of_receipt_is_the_recipients_day(recipient: Recipient) -> None:
    irish = replace(recipient, country="IE")
    late = at("2026-11-22T23:30")  # Monday half past midnight in Amsterdam, still Sunday in Dublin

    dutch_due, irish_due = reply_due(route_of("gdpr17"), recipient, late, NL), reply_due(route_of("gdpr17"), irish, late, IE)

    assert (dutch_due.deadline, irish_due.deadline) == (date(2026, 12, 23), date(2026, 12, 22))
    assert dutch_due.lapses_at.astimezone(UTC) == at("2026-12-24T23:00")
    assert irish_due.lapses_at.astimezone(UTC) == at("2026-12-24T00:00")


def test_another_countrys_calendar_is_refused(recipient: Recipient) -> None:
    with pytest.raises(BadInput, match="another country"):
        reply_due(route_of("gdpr17"), recipient, at("2026-11-23T10:00"), IE)
