"""What the domain's words are called on the screen."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from domain.errors import Unclear
from domain.exposure import DataCategory, Kind, Outcome, Scope
from domain.finding import Grade, Opinion
from domain.profile import GrantKind, IdentifierKind, Purpose
from domain.risk import Danger
from domain.roles import Role
from domain.sighting import Presence, Verdict
from domain.source import SourceKind, SourceState
from domain.takedown import Event, State
from domain.task import TaskKind
from domain.timers import Timer, TimerKind
from web.case_words import CASES
from web.found_words import DANGERS, REASONS, SIGNALS
from web.incident_words import INCIDENTS
from web.task_words import KINDS, SCOPES, TASKS, TIMER_KINDS, TIMERS
from web.texts import later

WORDS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    Role: {
        Role.EMPLOYEE: later("employee"),
        Role.SPECIALIST: later("specialist"),
        Role.COORDINATOR: later("contact point"),
        Role.LEGAL: later("legal officer"),
        Role.DPO: later("data protection officer"),
        Role.ADMINISTRATOR: later("administrator"),
    },
    DataCategory: {
        DataCategory.NAME: later("name"),
        DataCategory.HOME_ADDRESS: later("home address"),
        DataCategory.PHONE: later("phone number"),
        DataCategory.EMAIL: later("e-mail address"),
        DataCategory.ACCOUNT: later("account"),
        DataCategory.BIRTH_DATE: later("date of birth"),
        DataCategory.FAMILY: later("family"),
        DataCategory.WORK: later("work"),
        DataCategory.PLATE: later("number plate"),
        DataCategory.SERVICE_NUMBER: later("service number"),
        DataCategory.BANK_ACCOUNT: later("bank account number"),
    },
    IdentifierKind: {
        IdentifierKind.NAME: later("name"),
        IdentifierKind.PHONE: later("phone number"),
        IdentifierKind.EMAIL: later("e-mail address"),
        IdentifierKind.HANDLE: later("account name"),
        IdentifierKind.ADDRESS: later("home address"),
        IdentifierKind.CITY: later("place of residence"),
        IdentifierKind.BIRTH_DATE: later("date of birth"),
        IdentifierKind.EMPLOYER: later("employer"),
        IdentifierKind.RELATIVE: later("family member"),
        IdentifierKind.PLATE: later("number plate"),
        IdentifierKind.SERVICE_NUMBER: later("service number"),
        IdentifierKind.IBAN: later("bank account number"),
    },
    Outcome: {
        Outcome.GONE: later("gone, and proven"),
        Outcome.STILL_VISIBLE: later("still visible"),
        Outcome.UNCLEAR: later("unclear: the last look could not tell"),
    },
    Kind: KINDS,
    Scope: SCOPES,
    TaskKind: TASKS,
    Timer: TIMERS,
    TimerKind: TIMER_KINDS,
    Presence: {
        Presence.VISIBLE: later("visible"),
        Presence.FADING: later("absent, not yet proven"),
        Presence.GONE: later("gone, and proven"),
        Presence.REAPPEARED: later("came back"),
    },
    Verdict: {
        Verdict.PRESENT: later("present"),
        Verdict.ABSENT: later("absent"),
        Verdict.UNCLEAR: later("unclear"),
        Verdict.SITE_GONE: later("the whole site is gone"),
    },
    Unclear: {
        Unclear.BLOCKED: later("the site kept us out"),
        Unclear.LAYOUT_CHANGED: later("the site looks different than before"),
        Unclear.NO_CONTROL: later("nothing showed that the site can still be read"),
        Unclear.NOT_HTML: later("it was no web page"),
        Unclear.UNREADABLE: later("the page could not be read"),
        Unclear.TOO_LARGE: later("the page was too large"),
        Unclear.TOO_SLOW: later("the site answered too slowly"),
        Unclear.REDIRECTED: later("the site sent us elsewhere"),
        Unclear.SERVER_ERROR: later("the site had a fault"),
        Unclear.NETWORK: later("the site could not be reached"),
        Unclear.ROBOTS: later("the site does not want us there"),
        Unclear.INWARD: later("the address lies in our own network"),
        Unclear.NOT_ALLOWED: later("our own settings forbid it"),
        Unclear.NO_BROWSER: later("the page needs a browser, and there is none here"),
        Unclear.WITHHELD: later("the employee does not allow this source to be told what it must be asked with"),
        Unclear.DOUBTED: later("the source turned out not to be readable: earlier absences are open again"),
    },
    Grade: {
        Grade.CERTAIN: later("certain"),
        Grade.PROBABLE: later("probable"),
        Grade.POSSIBLE: later("possible"),
        Grade.WEAK: later("weak"),
    },
    Opinion: {
        Opinion.CONFIRMED: later("confirmed"),
        Opinion.DISMISSED: later("dismissed"),
        Opinion.UNSURE: later("not sure"),
        Opinion.SECOND: later("dismissed by one; a second must agree"),
    },
    Danger: DANGERS,
    GrantKind: {
        GrantKind.CONSENT: later("consent"),
        GrantKind.MANDATE: later("mandate"),
        GrantKind.PORTRAIT: later("find portraits again"),
    },
    Purpose: {
        Purpose.SCAN: later("searching the sources"),
        Purpose.REVIEW: later("judging a finding"),
        Purpose.NOTIFY: later("asking for removal"),
        Purpose.ACT: later("acting in the employee's name"),
        Purpose.PORTRAIT: later("search for portraits"),
        Purpose.SELF: later("looking at one's own data"),
        Purpose.ERASE: later("erasing"),
    },
    SourceKind: {
        SourceKind.RESULT_LIST: later("search list"),
        SourceKind.ACCOUNT: later("accounts"),
        SourceKind.SITE: later("site"),
        SourceKind.JSON_API: later("programming interface"),
        SourceKind.FEED: later("news feed or channel"),
        SourceKind.SEARCH_ENGINE: later("search engine"),
    },
    SourceState: {
        SourceState.FICTIONAL: later("fictional"),
        SourceState.UNVERIFIED: later("not tried on the real site: off"),
        SourceState.VERIFIED: later("on"),
        SourceState.RETIRED: later("retired"),
    },
    State: {
        State.DRAFT: later("draft"),
        State.GATED: later("waiting for its gates"),
        State.READY: later("ready to be released"),
        State.SENDING: later("being sent"),
        State.SEND_UNKNOWN: later("sent, perhaps: a person must decide"),
        State.SENT: later("sent"),
        State.BOUNCED: later("returned undelivered"),
        State.RECEIPTED: later("receipt confirmed"),
        State.INFO_REQUESTED: later("they ask for something"),
        State.EXTENDED: later("they take more time"),
        State.CLAIMED_REMOVED: later("said to be removed"),
        State.CLAIMED_PARTIAL: later("said to be partly removed"),
        State.REFUSED: later("refused"),
        State.REDIRECTED: later("they point to somebody else"),
        State.LAPSED: later("term has lapsed"),
        State.ESCALATED: later("taken further"),
        State.POLICE_HOLD: later("police hold"),
        State.MOOT: later("gone before it was sent"),
        State.FULFILLED: later("fulfilled: gone, and proven"),
        State.CLOSED_LAWFUL: later("closed: accepted as lawful"),
        State.WITHDRAWN: later("withdrawn"),
        State.SUPERSEDED: later("overtaken by another request"),
    },
    Event: {
        Event.DRAFTED: later("drafted"),
        Event.SUBMITTED: later("submitted"),
        Event.APPROVED: later("approved: every gate holds"),
        Event.EDITED: later("text changed"),
        Event.SEEN_ABSENT: later("seen to be gone already"),
        Event.RELEASED: later("released"),
        Event.ACCEPTED: later("taken by their mail server"),
        Event.REJECTED: later("refused by their mail server"),
        Event.LOST_TRACK: later("nobody knows whether it left"),
        Event.STOPPED: later("stopped: a gate no longer held"),
        Event.BOUNCE: later("returned undelivered"),
        Event.RECEIPT: later("receipt confirmed"),
        Event.QUESTION: later("they asked something"),
        Event.ANSWERED: later("answered"),
        Event.EXTENSION: later("they took more time"),
        Event.CLAIM: later("they say that it is removed"),
        Event.CLAIM_PARTIAL: later("they say that it is partly removed"),
        Event.REFUSAL: later("refused"),
        Event.REDIRECTION: later("they point to somebody else"),
        Event.LAPSE: later("the term lapsed"),
        Event.ESCALATION: later("taken further"),
        Event.HOLD: later("police hold"),
        Event.HOLD_LIFTED: later("police hold lifted"),
        Event.WITHDRAWAL: later("withdrawn"),
        Event.ACCEPTED_AS_LAWFUL: later("accepted as lawful"),
        Event.PROVEN_GONE: later("proven gone"),
        Event.OTHER_FULFILLED: later("another request did it"),
        Event.REPEATED: later("it came back: asked again"),
        Event.NOTED: later("noted"),
    },
    **CASES,
    **INCIDENTS,
}


def word(member: StrEnum) -> str:
    """The word for a member of one of the domain's enumerations; every one of them has one."""
    return str(WORDS[type(member)][member])


def kind(value: str) -> str:
    """The word for a kind of identifier, as a row holds it."""
    return word(IdentifierKind(value))


def purpose(value: str) -> str:
    """The word for a purpose, as an audit line holds it."""
    return word(Purpose(value)) if value else ""


def unclear(value: str) -> str:
    """The word for why something is unclear, as a row holds it."""
    return word(Unclear(value))


def signal(value: str) -> str:
    """The word for a kind of signal; a matcher that is new here is called as it calls itself."""
    return str(SIGNALS.get(value, value))


def reason(value: str) -> str:
    return str(REASONS.get(value, value))


def host(url: str) -> str:
    """The site of a place, without the page: enough to know where, not what."""
    return urlsplit(url).hostname or ""


FILTERS = {
    "word": word,
    "kind_word": kind,
    "purpose_word": purpose,
    "unclear_word": unclear,
    "signal_word": signal,
    "reason_word": reason,
    "host": host,
}
