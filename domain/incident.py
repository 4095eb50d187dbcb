"""What anybody in the organisation reports in a minute, criminal or not, also a mere suspicion (recommendation 9): the
register's words, and how a report moves through it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.errors import Conflict, NotFound


class Nature(StrEnum):
    """What it is, as whoever reports sees it."""

    PUBLISHED = "published"  # private details stand somewhere
    CALLED_UPON = "called-upon"  # others are called upon to visit, call or harm
    THREAT = "threat"
    APPROACHED = "approached"  # at the door, followed, called at home
    LEAK = "leak"  # our own organisation gave something away
    SUSPICION = "suspicion"  # a feeling that something is coming
    OTHER = "other"


class About(StrEnum):
    """Whom it is about, seen from whoever reports."""

    SELF = "self"
    COLLEAGUE = "colleague"
    SEVERAL = "several"
    OUTSIDER = "outsider"  # a relative, a volunteer, somebody hired


class Criminal(StrEnum):
    """Whether it seems to be a crime. Nobody needs to know that to report."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    REPORTED = "reported"
    TAKEN = "taken"  # somebody has it
    CLOSED = "closed"


class Closing(StrEnum):
    """Why it was closed."""

    CASE = "case"  # it goes on as a case
    HANDLED = "handled"
    NOTHING = "nothing"  # looked at: nothing needs to be done
    DECLINED = "declined"  # whom it is about does not want anything done
    DUPLICATE = "duplicate"
    POLICE = "police"  # handed over to the police


@dataclass(frozen=True, slots=True)
class Account:
    """The words of whoever reports: sealed, shown to the contact point alone. `who`: name or team, as far as they say it."""

    what: str = field(repr=False)
    who: str = field(default="", repr=False)
    where: str = field(default="", repr=False)
    reach: str = field(default="", repr=False)  # how they can be reached


@dataclass(frozen=True, slots=True)
class Incident:
    """One line of the register, without its contents. `by`, `owner`: pseudonyms; `case_id`: the case as which it goes on."""

    id: str
    reference: str
    at: datetime
    by: str
    nature: Nature
    about: About
    criminal: Criminal
    danger: bool
    unit: str
    happened_on: date | None = None
    owner: str = ""
    taken_at: datetime | None = None
    closed_at: datetime | None = None
    closing: Closing | None = None
    case_id: str = ""
    erased: bool = False

    @property
    def standing(self) -> Standing:
        if self.closed_at is not None:
            return Standing.CLOSED
        return Standing.TAKEN if self.taken_at is not None else Standing.REPORTED

    def belongs_to(self, by: str) -> None:
        """Raises `NotFound` for anybody but whoever reported it: others are not told that there is one."""
        if not by or self.by != by:
            raise NotFound("there is no such report")

    def must_be_open(self) -> None:
        """Raises `Conflict` for one that was closed."""
        if self.standing is Standing.CLOSED:
            raise Conflict("this report was closed already")


def urgency(incident: Incident) -> tuple[bool, bool, datetime]:
    """To sort the register by: danger first, then what nobody took yet, then the oldest."""
    return (not incident.danger, incident.standing is not Standing.REPORTED, incident.at)
