"""What must be true before anything leaves: G1 to G12 of takedown.md §2.1, asked again inside the sending transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.roles import Role
from takedown import conditions
from takedown.approval import approval
from takedown.facts import Facts

__all__ = ["FOUR_EYES", "Gate", "approval", "gates", "open_gates", "ready_gates"]

FOUR_EYES = "G9"


@dataclass(frozen=True, slots=True)
class Gate:
    """`why` is one of a fixed set of sentences, so that it can be translated; `owner`: who can make the gate hold."""

    id: str
    holds: bool
    why: str
    owner: Role


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    owner: Role
    reason: Callable[[Facts], str]
    good: str
    but: Callable[[Facts], str] = lambda facts: ""  # said instead of `good` where it holds in spite of something


#: In the order in which a person reads them.
RULES = (
    _Rule(
        "G1",
        Role.SPECIALIST,
        conditions.evidence,
        "The place is captured, sealed and time-stamped, and was seen there.",
        conditions.in_spite_of_an_unclear_look,
    ),
    _Rule("G2", Role.EMPLOYEE, conditions.mandate, "The route needs no mandate, or the employee's mandate covers it."),
    _Rule("G3", Role.COORDINATOR, conditions.informed, "The employee knows and does not object."),
    _Rule("G4", Role.COORDINATOR, conditions.police, "The police do not ask us to wait."),
    _Rule("G5", Role.SPECIALIST, conditions.review, "A specialist at a distance confirmed that it is about the employee."),
    _Rule("G6", Role.SPECIALIST, conditions.minimal, "The letter gives nothing away."),
    _Rule("G7", Role.SPECIALIST, conditions.recipient, "The recipient can act, and its address is verified."),
    _Rule("G8", Role.SPECIALIST, conditions.ladder, "Those nearer to the source were asked, or there is a reason why not."),
    _Rule(FOUR_EYES, Role.COORDINATOR, conditions.four_eyes, "Another person than the author released exactly this text."),
    _Rule("G10", Role.LEGAL, conditions.clauses, "The recipient sets no conditions, or they were approved."),
    _Rule(
        "G11", Role.COORDINATOR, conditions.reputation, "The question is not open already, and our notices are well founded."
    ),
    _Rule("G12", Role.COORDINATOR, conditions.transfer, "Nothing is stored outside the EEA without a note."),
)


def gates(facts: Facts) -> tuple[Gate, ...]:
    """All twelve, whether they hold and why."""
    reasons = ((rule, rule.reason(facts)) for rule in RULES)
    return tuple(Gate(rule.id, not reason, reason or rule.but(facts) or rule.good, rule.owner) for rule, reason in reasons)


def open_gates(facts: Facts) -> tuple[Gate, ...]:
    """Those that do not hold: nothing leaves while there is one."""
    return tuple(gate for gate in gates(facts) if not gate.holds)


def ready_gates(facts: Facts) -> tuple[Gate, ...]:
    """Those that keep a letter from being offered for release: all open ones but the four eyes, which the release closes."""
    return tuple(gate for gate in open_gates(facts) if gate.id != FOUR_EYES)
