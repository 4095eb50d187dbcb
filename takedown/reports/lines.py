"""One line for each time a request was made: when it left, what was said when, and when the place was proven gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.takedown import Event, Step, Takedown

_DECIDED = frozenset({Event.CLAIM, Event.CLAIM_PARTIAL, Event.REFUSAL, Event.REDIRECTION})
_GONE = frozenset({Event.PROVEN_GONE, Event.OTHER_FULFILLED})


@dataclass(frozen=True, slots=True)
class Line:
    """One attempt of one request. Moments are None for what did not happen. `gone_at` counts only what went after we asked;
    `unattributed`: it went, but before we asked or through another request, which is no success of this one."""

    reference: str
    case: str
    employee: str
    recipient: str
    route: str
    sent_at: datetime | None
    receipt_at: datetime | None
    decided_at: datetime | None
    decision: str
    gone_at: datetime | None
    unattributed: bool
    false_claim: bool
    reappeared: bool
    lapsed: bool
    bounced: bool
    state: str

    def days_to(self, what: str) -> float | None:
        """Days from leaving to `receipt`, `decided` or `gone`; None where it has not come to that."""
        at: datetime | None = getattr(self, f"{what}_at")
        return (at - self.sent_at).total_seconds() / 86400 if at and self.sent_at else None


def lines_of(takedown: Takedown, absent_since: datetime | None) -> tuple[Line, ...]:
    """The attempts of one takedown, oldest first. `absent_since`: when its newest absence was first seen."""
    rounds = list(_rounds(takedown))
    last = len(rounds) - 1
    return tuple(
        _line(takedown, steps, absent_since if number == last else None, again=number < last)
        for number, steps in enumerate(rounds)
    )


def _rounds(takedown: Takedown) -> Iterator[tuple[Step, ...]]:
    starts = [number for number, step in enumerate(takedown.steps) if step.event is Event.REPEATED]
    for begin, end in zip([0, *starts], [*starts, len(takedown.steps)], strict=True):
        yield takedown.steps[begin:end]


def _line(takedown: Takedown, steps: tuple[Step, ...], absent_since: datetime | None, *, again: bool) -> Line:
    sent, gone = _first(steps, frozenset({Event.ACCEPTED})), _first(steps, _GONE)
    decided = _first(steps, _DECIDED)
    early = sent is None or (absent_since is not None and absent_since < sent.at)
    ours = gone is not None and gone.event is Event.PROVEN_GONE and not early
    return Line(
        reference=takedown.reference,
        case=takedown.case_id,
        employee=takedown.profile_id,
        recipient=takedown.recipient,
        route=takedown.route,
        sent_at=sent.at if sent else None,
        receipt_at=_at(_first(steps, frozenset({Event.RECEIPT}))),
        decided_at=_said_at(decided),
        decision=decided.event.value if decided else "",
        gone_at=gone.at if gone and ours else None,
        unattributed=gone is not None and not ours,
        false_claim=_false(steps),
        reappeared=again and gone is not None,
        lapsed=_first(steps, frozenset({Event.LAPSE})) is not None,
        bounced=_first(steps, frozenset({Event.BOUNCE, Event.REJECTED})) is not None,
        state="repeated" if again else takedown.state.value,
    )


def _false(steps: tuple[Step, ...]) -> bool:
    """Whether a look after a claim still saw the place."""
    claim = _first(steps, frozenset({Event.CLAIM, Event.CLAIM_PARTIAL}))
    return claim is not None and any(step.fact("claim") == "false" and step.at >= claim.at for step in steps)


def _first(steps: tuple[Step, ...], events: frozenset[Event]) -> Step | None:
    return next((step for step in steps if step.event in events), None)


def _at(step: Step | None) -> datetime | None:
    return step.at if step else None


def _said_at(step: Step | None) -> datetime | None:
    """When they said it: a person may have read it days later."""
    received = step.fact("received") if step else ""
    return datetime.fromisoformat(received) if received else _at(step)
