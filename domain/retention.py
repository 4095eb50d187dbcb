"""How long things are kept that nothing rests on; the periods themselves stand in config/retention.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: No word keeps evidence for longer than this from the day on which it is given; it can be given again.
LONGEST = timedelta(days=730)


class Ground(StrEnum):
    """Why a person keeps the evidence of a case longer than the rule does (GDPR art. 17(3)(e), or the employee's own wish)."""

    CLAIM = "claim"  # a legal claim is being made, or defended against
    REPORT = "report"  # a report to the police is being prepared or looked into
    FLARE_UP = "flare-up"  # a trial, a hearing or a broadcast is ahead, at which it may come back
    EMPLOYEE = "employee"  # the employee asks for it


class Restriction(StrEnum):
    """Why evidence of somebody who withdrew stays for now, locked and used for nothing else."""

    POLICE = "police"  # the police asked us to keep it
    CLAIM = "claim"  # a person wrote down until when a legal claim needs it (GDPR art. 17(3)(e))


@dataclass(frozen=True, slots=True)
class Retention:
    """After this long the content of a finding goes; the audit line stays."""

    dismissed_finding: timedelta
    unjudged_finding: timedelta
    evidence: timedelta  # of a case that has been quiet for so long, where no crime is suspected
    evidence_reported: timedelta  # where one is: then a coordinator is asked, nothing goes by itself
    incident: timedelta  # the words of a report, after it was closed; the line in the register stays, without who reported


@dataclass(frozen=True, slots=True)
class CaseQuiet:
    """What decides how long a case's evidence is kept. `last`: when anything was last seen there, sent or said."""

    case_id: str
    last: datetime
    requests_open: bool
    criminal: bool
    held: bool
    kept_until: datetime | None = None  # a person's word that it is needed until then
    kept_for: Ground | None = None
    profile_id: str = ""


def evidence_ends(case: CaseQuiet, periods: Retention) -> datetime | None:
    """When the evidence has been kept long enough; None while a request is open or the police asked us to wait."""
    if case.requests_open or case.held:
        return None
    ends = case.last + (periods.evidence_reported if case.criminal else periods.evidence)
    return max(ends, case.kept_until) if case.kept_until is not None else ends
