"""What tasks, clocks and kinds of places are called on the screen."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from domain.exposure import Kind, Scope
from domain.task import TaskKind
from domain.timers import Timer, TimerKind
from web.texts import later

TASKS: dict[StrEnum, Any] = {
    TaskKind.REMIND: later("no receipt came: try another contact"),
    TaskKind.DECIDE_SILENCE: later("their term is over: decide what to do"),
    TaskKind.FIND_ADDRESS: later("it was not delivered: find another address"),
    TaskKind.DECIDE_ARRIVAL: later("find out whether it arrived"),
    TaskKind.ANSWER: later("answer their question"),
    TaskKind.COMPLAIN: later("complain to the platform, before its procedure closes"),
    TaskKind.OBJECT: later("go to court or object, before the six weeks end"),
    TaskKind.ASK_POLICE: later("ask the police whether the hold still stands"),
    TaskKind.CHECK_BY_HAND: later("look yourself: luwte could not tell"),
    TaskKind.LOOK_BEYOND: later("look whether it still stands there when seen from elsewhere"),
    TaskKind.SWEEP_RESIDUE: later("look for what is left in search engines, caches and archives"),
    TaskKind.RENEW_MANDATE: later("the mandate ends: ask the employee for a new one"),
    TaskKind.OFFER_SUPPORT: later("was support offered to the employee?"),
    TaskKind.TELL_AHEAD: later("tell the employee that a moment is ahead, and what will be searched"),
    TaskKind.ASK_AFTER: later("ask how it went, or have the leader ask; was support offered?"),
    TaskKind.DOXED: later("says to be doxed now: get in touch within the hour"),
    TaskKind.FIRST_NOTICE: later("the first letter must be out"),
    TaskKind.INFORM: later("tell the employee what went out"),
    TaskKind.CONFIRM_CONSENT: later("get the consent in writing"),
    TaskKind.COMPLETE_PROFILE: later("let the employee fill in the rest"),
    TaskKind.COMPLETE_REVIEW: later("look again at what was confirmed in haste"),
    TaskKind.FILE_REPORT: later("write down who reports to the police, or that nobody does"),
    TaskKind.CATCH_UP_SCAN: later("search all other sources"),
}
TIMERS: dict[StrEnum, Any] = {
    Timer.RECEIPT: later("their receipt is awaited"),
    Timer.REPLY: later("their answer is awaited"),
    Timer.RETRY: later("their server is tried again"),
    Timer.ANSWER: later("our answer is awaited"),
    Timer.COMPLAINT: later("we may complain to the platform"),
    Timer.OBJECTION: later("we may go to court or object"),
    Timer.HOLD: later("the police hold is asked after"),
    Timer.RECHECK: later("the place is looked at again"),
    Timer.EVIDENCE: later("the evidence grows too old"),
    Timer.MANDATE: later("the mandate ends"),
    Timer.SUPPORT: later("support is asked after"),
    Timer.RETENTION: later("the contents are erased"),
}
TIMER_KINDS: dict[StrEnum, Any] = {
    TimerKind.STATUTORY: later("their legal term"),
    TimerKind.OURS: later("our own legal term"),
    TimerKind.POLICY: later("our own rule"),
}
KINDS: dict[StrEnum, Any] = {
    Kind.ORIGIN: later("the place itself"),
    Kind.SEARCH_RESULT: later("search result"),
    Kind.CACHE: later("cached page"),
    Kind.THUMBNAIL: later("thumbnail"),
    Kind.ARCHIVE: later("web archive"),
    Kind.MIRROR: later("mirror of the page"),
    Kind.COPY: later("copy put up elsewhere"),
}
SCOPES: dict[StrEnum, Any] = {
    Scope.ORIGIN: later("from here"),
    Scope.OUTSIDE_EU: later("outside the European Union"),
    Scope.OTHER_VERSIONS: later("in a search engine's versions for other countries"),
}
