"""What a person owes: a thing that no machine may decide or do, by when, and who asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.roles import Role


class TaskKind(StrEnum):
    """Each names what is to be done; `OWNER` says by whom."""

    REMIND = "remind"  # no receipt came: another contact (T1)
    DECIDE_SILENCE = "decide-silence"  # their term lapsed (T2)
    FIND_ADDRESS = "find-address"  # it came back, or never left (T3)
    DECIDE_ARRIVAL = "decide-arrival"  # nobody knows whether it left
    ANSWER = "answer"  # they asked us something (T4)
    COMPLAIN = "complain"  # the platform's complaint procedure closes (T5)
    OBJECT = "object"  # the six weeks of UAVG 35 or Awb 6:7 end (T6)
    ASK_POLICE = "ask-police"  # does the hold still stand (T7)
    CHECK_BY_HAND = "check-by-hand"  # three looks in a row could not tell
    LOOK_BEYOND = "look-beyond"  # gone from here alone, or perhaps: is it there elsewhere
    SWEEP_RESIDUE = "sweep-residue"  # proven gone: what is left in search results, caches, archives
    RENEW_MANDATE = "renew-mandate"  # it ends within 30 days (T10)
    OFFER_SUPPORT = "offer-support"  # rec. 17 (T11)
    TELL_AHEAD = "tell-ahead"  # rec. 23: a flare-up comes, and what will be searched because of it
    ASK_AFTER = "ask-after"  # rec. 15: it is over; how did it go
    DOXED = "doxed"  # somebody pressed the button: get in touch within the hour
    FIRST_NOTICE = "first-notice"  # urgent: within the hour
    INFORM = "inform"  # urgent: tell the employee what went out without them
    CONFIRM_CONSENT = "confirm-consent"  # urgent: what was said by telephone, in writing
    COMPLETE_PROFILE = "complete-profile"  # urgent: the rest of what can lead to them
    COMPLETE_REVIEW = "complete-review"  # urgent: a specialist of another team looks at what was confirmed in haste
    FILE_REPORT = "file-report"  # urgent: who reports to the police, or declines to (rec. 19)
    CATCH_UP_SCAN = "catch-up-scan"  # urgent: all other sources


OWNER: dict[TaskKind, Role] = {
    TaskKind.REMIND: Role.SPECIALIST,
    TaskKind.DECIDE_SILENCE: Role.SPECIALIST,
    TaskKind.FIND_ADDRESS: Role.SPECIALIST,
    TaskKind.DECIDE_ARRIVAL: Role.SPECIALIST,
    TaskKind.ANSWER: Role.SPECIALIST,
    TaskKind.COMPLAIN: Role.SPECIALIST,
    TaskKind.OBJECT: Role.SPECIALIST,
    TaskKind.ASK_POLICE: Role.COORDINATOR,
    TaskKind.CHECK_BY_HAND: Role.SPECIALIST,
    TaskKind.LOOK_BEYOND: Role.SPECIALIST,
    TaskKind.SWEEP_RESIDUE: Role.SPECIALIST,
    TaskKind.RENEW_MANDATE: Role.COORDINATOR,
    TaskKind.OFFER_SUPPORT: Role.COORDINATOR,
    TaskKind.TELL_AHEAD: Role.COORDINATOR,
    TaskKind.ASK_AFTER: Role.COORDINATOR,
    TaskKind.DOXED: Role.COORDINATOR,
    TaskKind.FIRST_NOTICE: Role.SPECIALIST,
    TaskKind.INFORM: Role.COORDINATOR,
    TaskKind.CONFIRM_CONSENT: Role.COORDINATOR,
    TaskKind.COMPLETE_PROFILE: Role.COORDINATOR,
    TaskKind.COMPLETE_REVIEW: Role.SPECIALIST,
    TaskKind.FILE_REPORT: Role.COORDINATOR,
    TaskKind.CATCH_UP_SCAN: Role.COORDINATOR,
}


@dataclass(frozen=True, slots=True)
class Task:
    """`thing`: the id of what it is about (a takedown, an exposure, a case, a profile). `mark` tells one task of a kind from
    the next about the same thing: a clock that rings twice makes two, a clock that is read twice makes one."""

    id: str
    kind: TaskKind
    thing: str
    profile_id: str
    mark: str
    opened_at: datetime
    due_at: datetime
    done_at: datetime | None = None
    done_by: str = ""
    outcome: str = ""

    @property
    def owner(self) -> Role:
        return OWNER[self.kind]

    def late(self, now: datetime) -> bool:
        """Whether it was done after its time, or is not done and its time is past."""
        return (self.done_at or now) > self.due_at
