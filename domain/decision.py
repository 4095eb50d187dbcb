"""What people decide about a case and luwte only writes down: talks, the police, the media (recommendations 12, 14, 19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.errors import BadInput


class Matter(StrEnum):
    OFFENDER = "offender"  # whether anybody talks with whoever put it there (rec. 12)
    POLICE = "police"  # who reports to the police, or that nobody does (rec. 19)
    MEDIA = "media"  # what is said to the media, and by whom (rec. 14)


class Choice(StrEnum):
    NO_CONTACT = "no-contact"
    POLICE_TALKS = "police-talks"
    EMPLOYER_TALKS = "employer-talks"
    EMPLOYER_REPORTS = "employer-reports"
    EMPLOYEE_REPORTS = "employee-reports"
    NOBODY_REPORTS = "nobody-reports"
    SILENT = "silent"
    SPOKESPERSON = "spokesperson"
    STATEMENT = "statement"


#: What can be decided about each. That nothing is done is a decision as well.
CHOICES: dict[Matter, tuple[Choice, ...]] = {
    Matter.OFFENDER: (Choice.NO_CONTACT, Choice.POLICE_TALKS, Choice.EMPLOYER_TALKS),
    Matter.POLICE: (Choice.EMPLOYER_REPORTS, Choice.EMPLOYEE_REPORTS, Choice.NOBODY_REPORTS),
    Matter.MEDIA: (Choice.SILENT, Choice.SPOKESPERSON, Choice.STATEMENT),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """`with_employee`: it was talked over with whom it is about (recommendation 16). A later one about the same matter replaces
    an earlier one; both stay readable."""

    matter: Matter
    choice: Choice
    with_employee: bool
    by: str
    at: datetime


def decide(matter: Matter, choice: Choice, *, with_employee: bool, by: str, at: datetime) -> Decision:
    """Raises `BadInput` for a choice that belongs to another matter."""
    if choice not in CHOICES[matter]:
        raise BadInput("choice", f"about {matter.value} choose one of: {', '.join(CHOICES[matter])}")
    return Decision(matter, choice, with_employee, by, at)
