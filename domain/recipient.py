"""Who is asked: the party that can take a place away, or that judges who does not; and what the law calls it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class RecipientClass(StrEnum):
    """Decides which rights exist against it (takedown.md §1)."""

    CONTROLLER = "controller"  # decides on the data itself: a site owner, a data broker
    HOST = "host"  # stores for others
    PLATFORM = "platform"  # a host that shows to the public
    SMALL_PLATFORM = "small-platform"  # the same, micro or small: DSA 16-18 only
    MARKETPLACE = "marketplace"
    SEARCH_ENGINE = "search-engine"
    REGISTRAR = "registrar"
    REGISTER = "register"
    PUBLIC_BODY = "public-body"
    OWN = "own"  # the organisation's own house
    # Those who judge the others, or act on what we hand over; they decide on no place themselves.
    REGISTRY = "registry"  # keeps a top-level domain, such as SIDN: its host
    DATA_AUTHORITY = "data-authority"  # hears complaints under the GDPR: the AP
    PLATFORM_AUTHORITY = "platform-authority"  # hears complaints under the DSA: the ACM
    DISPUTE_BODY = "dispute-body"  # certified under DSA 21
    POLICE = "police"
    COURT = "court"


#: Whom one writes about a place that is not theirs: who judges, and who shows the way to it.
ANYWHERE = frozenset(
    {
        RecipientClass.SEARCH_ENGINE,
        RecipientClass.DATA_AUTHORITY,
        RecipientClass.PLATFORM_AUTHORITY,
        RecipientClass.DISPUTE_BODY,
        RecipientClass.POLICE,
        RecipientClass.COURT,
    }
)


#: Who decides on no place, but judges how others dealt with it: what can follow their word depends on those others.
JUDGES = (ANYWHERE - {RecipientClass.SEARCH_ENGINE}) | {RecipientClass.REGISTRY}


class Who(StrEnum):
    """What a form's "who are you" is to be answered with."""

    SELF = "self"
    AGENT = "agent"
    ORGANISATION = "organisation"


class Automation(StrEnum):
    """Whether the form's owner lets machines fill it in. luwte never does, whatever stands here."""

    UNKNOWN = "unknown"
    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class WebForm:
    """A form that a person fills in. `asks`: its own questions, each with the field of takedown.md §1.2 that answers it."""

    url: str
    who: Who = Who.ORGANISATION
    automation: Automation = Automation.UNKNOWN
    account: bool = False
    captcha: bool = False
    asks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """`hosts`: the hosts on which it decides. `term_working_days`: its own stated term, where it has one.
    `verified_on` None, or fewer than two in `verified_by`: nothing leaves to it yet."""

    slug: str
    name: str
    kind: RecipientClass
    email: str  # empty where only a form is known
    country: str
    language: str
    hosts: tuple[str, ...]
    verified_on: date | None
    verified_by: tuple[str, ...]
    term_working_days: int | None = None
    prefers: str = ""  # the route it asks for itself
    clauses: tuple[str, ...] = ()  # indemnity, costs, jurisdiction, account: need the legal officer
    outside_eea: bool = False
    transfer: str = ""  # where it stores, and on what ground that is allowed
    fictional: bool = False  # exists only in the demo and the tests
    procedures: tuple[str, ...] = ()  # routes that exist only where they are offered: an opt-out, a register's shielding
    form: WebForm | None = None
    xarf: bool = False  # its abuse desk reads XARF
    journalism: bool = False  # publishes journalism: no notice without the legal officer
    publishes: bool = False  # publishes the requests that it gets
    certificate: str = field(default="", repr=False)  # PEM, for S/MIME
    pgp_key: str = field(default="", repr=False)  # armoured
    quality: str = ""  # of an imported contact, in the words of where it came from
    sources: tuple[str, ...] = ()  # where the contact stands
