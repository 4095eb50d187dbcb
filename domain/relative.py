"""Who lives with an employee and is found together with them: an adult consents alone, for a child whoever holds custody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

OF_AGE = 18


class Stage(StrEnum):
    """How far a relative is."""

    INVITED = "invited"
    ENROLLED = "enrolled"


@dataclass(frozen=True, slots=True)
class Relative:
    """`profile_id`: the relative's own; `declared_at`: when the employee declared that they hold custody of this child."""

    id: str
    employee_id: str
    profile_id: str
    minor: bool
    stage: Stage
    made_at: datetime
    declared_at: datetime | None = None


def comes_of_age(born: date) -> date:
    """The day from which only they themselves can consent; for 29 February the day after the 28th."""
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:
        return date(born.year + OF_AGE, 3, 1)
