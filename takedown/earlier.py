"""What was said about this place before, so that a repeat quotes it (takedown.md r27)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.takedown import Event, Step, Takedown

_DECISIONS = frozenset({Event.CLAIM, Event.CLAIM_PARTIAL, Event.REFUSAL, Event.PROVEN_GONE, Event.OTHER_FULFILLED})


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier notice: its reference, when it left, and what was decided when (`decision` is a takedown event)."""

    reference: str
    sent_at: datetime | None
    decided_at: datetime | None
    decision: str
    seen_again_at: datetime


def earlier_round(takedown: Takedown) -> Earlier | None:
    """The round before the place came back, or None for a first notice. Their own decision counts before our proof."""
    again = takedown.last(Event.REPEATED)
    if again is None:
        return None
    before = takedown.steps[: max(n for n, step in enumerate(takedown.steps) if step is again)]
    sent = _newest(before, frozenset({Event.ACCEPTED}))
    decided = _newest(before, _DECISIONS - {Event.PROVEN_GONE, Event.OTHER_FULFILLED}) or _newest(before, _DECISIONS)
    return Earlier(
        takedown.reference,
        sent.at if sent else None,
        decided.at if decided else None,
        decided.event.value if decided else "",
        again.at,
    )


def _newest(steps: tuple[Step, ...], events: frozenset[Event]) -> Step | None:
    return next((step for step in reversed(steps) if step.event in events), None)
