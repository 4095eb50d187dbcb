"""Whether an extension that the other side announces counts: by the clock, and by whether it says why (takedown.md r14)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.holidays import Calendar
from domain.recipient import Recipient
from domain.takedown import Event, Takedown
from takedown.route import Route, TermKind
from takedown.running import running


class Extension(StrEnum):
    """Only a valid one moves the term; the others are kept and change nothing."""

    VALID = "valid"
    LATE = "late"  # after the first term had ended on every reading
    UNREASONED = "unreasoned"  # GDPR 12(3): with the reasons for the delay
    NO_LEGAL_TERM = "no-legal-term"  # what the law does not set it does not extend
    NO_CLOCK = "no-clock"  # nothing runs: never arrived, answered already, or extended before


def extension(
    takedown: Takedown, route: Route, recipient: Recipient, calendar: Calendar, said_at: datetime, *, reasons: bool
) -> Extension:
    """What an extension is worth that was announced at `said_at`, the moment at which it reached us."""
    if route.reply.kind is not TermKind.STATUTORY:
        return Extension.NO_LEGAL_TERM
    clock = running(takedown, route, recipient, calendar)
    if clock is None or any(step.event is Event.EXTENSION for step in takedown.round):
        return Extension.NO_CLOCK
    if said_at >= clock.lapses_at:
        return Extension.LATE
    return Extension.VALID if reasons else Extension.UNREASONED
