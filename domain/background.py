"""What the vault knows about one takedown, besides the takedown itself: what the gates and the letters look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.evidence import Pictured
from domain.exposure import Exposure
from domain.finding import Judgement
from domain.profile import Grant, Identifier
from domain.recipient import RecipientClass
from domain.sighting import Verdict
from domain.takedown import Takedown


class PoliceWord(StrEnum):
    """What the police said about acting."""

    NOT_ASKED = "not-asked"
    AGREED = "agreed"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class CaseFlags:
    """`tipping_accepted_by`: who accepted that the notice may reach the possible offender; a second person, not the author."""

    suspected_criminal: bool = False
    recipient_may_be_offender: bool = False
    police: PoliceWord = PoliceWord.NOT_ASKED
    held: bool = False
    threat: bool = False
    tipping_accepted_by: str = ""


@dataclass(frozen=True, slots=True)
class EmployeeWord:
    """`override_by`: the two who decided that it was too urgent to wait for the employee, who was told at once."""

    informed_at: datetime | None = None
    objected: bool = False
    override_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """The newest judgement of the finding, and who that judge is to the employee. `unit`s are teams."""

    judgement: Judgement | None = None
    judge_profile: str | None = None
    judge_unit: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The newest capture of the place, and what the newest telling look at it said (None: no such look since that capture).
    `unclear_since`: a look after that could not tell, which changes nothing (i6)."""

    capture_id: str
    captured_at: datetime
    sealed: bool
    stamped: bool
    last_verdict: Verdict | None = None
    override_by: tuple[str, ...] = ()  # the two who decided, in acute danger, not to wait for a time stamp
    pictured: Pictured = Pictured.OFF
    unclear_since: bool = False


class Link(StrEnum):
    """The chain from the source up."""

    UPLOADER = "uploader"
    SITE = "site"
    DOMAIN_HOLDER = "domain-holder"
    RESELLER = "reseller"
    HOST = "host"
    REGISTRAR = "registrar"


#: Which link a recipient of this class is; the others are no part of the chain.
LINK_OF: dict[str, Link] = {
    RecipientClass.CONTROLLER: Link.SITE,
    RecipientClass.PUBLIC_BODY: Link.SITE,
    RecipientClass.REGISTER: Link.SITE,
    RecipientClass.PLATFORM: Link.SITE,
    RecipientClass.SMALL_PLATFORM: Link.SITE,
    RecipientClass.MARKETPLACE: Link.SITE,
    RecipientClass.HOST: Link.HOST,
    RecipientClass.REGISTRAR: Link.REGISTRAR,
}


class NotApproached(StrEnum):
    """Why somebody nearer to the source was not asked."""

    NOT_POSSIBLE = "not-possible"
    NOT_SAFE = "not-safe"
    POLICE_ASKED_NOT_TO = "police-asked-not-to"


@dataclass(frozen=True, slots=True)
class Approach:
    """One link nearer to the source: the reference of our letter to it and when that left, or the reason why there is none."""

    link: Link
    reference: str = ""
    on: datetime | None = None
    reason: NotApproached | None = None


class IntentSign(StrEnum):
    """What a specialist saw beside the details that may show an intent; whether it is one, the prosecutor judges."""

    THREAT = "threat"  # a threat stands beside them
    CALL = "call"  # others are called upon to visit, call or harm
    AIMED = "aimed"  # they are tied to the person's work or a decision of theirs
    REPEATED = "repeated"  # put back after they were taken away


@dataclass(frozen=True, slots=True)
class Reputation:
    """What the recipient knows of us: `alike` other takedowns still open with it about the same place by the same route;
    of `decided` notices so many were found `unfounded`; `bounced`: its address did, since it was last verified."""

    alike: int = 0
    decided: int = 0
    unfounded: int = 0
    bounced: bool = False


@dataclass(frozen=True, slots=True)
class Assent:
    """Who agreed to what. `approved`: the digest of the text that was released (see takedown/approval.py);
    `journalism_by`: the legal officer, to a notice about journalism."""

    releaser: str = ""
    approved: str = ""
    clauses_by: str = ""
    transfer_note: str = ""
    journalism_by: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """`identifiers` are those of the exposed: what no letter may hold. `previous`: the request that this one follows."""

    takedown: Takedown
    exposure: Exposure
    proof: Proof
    grants: tuple[Grant, ...]
    identifiers: tuple[Identifier, ...] = field(repr=False)
    case: CaseFlags = CaseFlags()
    employee: EmployeeWord = EmployeeWord()
    review: Review = Review()
    assent: Assent = Assent()
    reputation: Reputation = Reputation()
    approaches: tuple[Approach, ...] = ()
    previous: Takedown | None = None
