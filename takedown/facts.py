"""Everything that the gates and the letters look at, gathered by the caller in one transaction; nothing here goes and looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from domain.background import (
    Approach,
    Assent,
    Background,
    CaseFlags,
    EmployeeWord,
    IntentSign,
    Link,
    NotApproached,
    PoliceWord,
    Proof,
    Reputation,
    Review,
)
from domain.exposure import Exposure
from domain.profile import Grant, Identifier
from domain.recipient import Recipient
from domain.takedown import Takedown
from takedown.desk import Desk
from takedown.earlier import Earlier, earlier_round
from takedown.route import Route
from takedown.routes import all_routes

__all__ = [
    "Approach",
    "Assent",
    "CaseFlags",
    "EmployeeWord",
    "Facts",
    "IntentSign",
    "Link",
    "NotApproached",
    "PoliceWord",
    "Proof",
    "Reputation",
    "Review",
    "gathered",
]


@dataclass(frozen=True, slots=True)
class Facts:
    """One takedown at the moment `now`. Its subject and text are the final ones; `identifiers` are those of the exposed."""

    takedown: Takedown
    exposure: Exposure
    recipient: Recipient
    route: Route
    desk: Desk
    proof: Proof
    grants: tuple[Grant, ...]
    identifiers: tuple[Identifier, ...] = field(repr=False)
    now: datetime
    case: CaseFlags = field(default_factory=CaseFlags)
    employee: EmployeeWord = field(default_factory=EmployeeWord)
    review: Review = field(default_factory=Review)
    assent: Assent = field(default_factory=Assent)
    reputation: Reputation = field(default_factory=Reputation)
    approaches: tuple[Approach, ...] = ()
    earlier: Earlier | None = None
    file_names: tuple[str, ...] = field(default=(), repr=False)
    previous: Takedown | None = None


def gathered(background: Background, recipient: Recipient, desk: Desk, now: datetime) -> Facts:
    """The facts of a takedown from what the vault knows of it."""
    return Facts(
        takedown=background.takedown,
        exposure=background.exposure,
        recipient=recipient,
        route=all_routes()[background.takedown.route],
        desk=desk,
        proof=background.proof,
        grants=background.grants,
        identifiers=background.identifiers,
        now=now,
        case=background.case,
        employee=background.employee,
        review=background.review,
        assent=background.assent,
        reputation=background.reputation,
        approaches=background.approaches,
        earlier=earlier_round(background.takedown),
        previous=background.previous,
    )
