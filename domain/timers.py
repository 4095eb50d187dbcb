"""The clocks T1 to T12, one line each: what starts it, how long, whose term it is, and what it does when it rings
(takedown.md §2.4). The lengths stand in config/timers.yml; those of the law in domain/terms.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.states import Event
from domain.task import TaskKind


class TimerKind(StrEnum):
    """Whose rule the length is. A letter may call only the first one a legal term."""

    STATUTORY = "statutory"  # a law binds them
    OURS = "ours"  # a law binds us
    POLICY = "policy"  # nobody but ourselves, or their own promise


class Timer(StrEnum):
    RECEIPT = "T1"
    REPLY = "T2"
    RETRY = "T3"
    ANSWER = "T4"
    COMPLAINT = "T5"
    OBJECTION = "T6"
    HOLD = "T7"
    RECHECK = "T8"
    EVIDENCE = "T9"
    MANDATE = "T10"
    SUPPORT = "T11"
    RETENTION = "T12"


@dataclass(frozen=True, slots=True)
class Rule:
    """`does`: the step it takes by itself; `asks`: the task it makes for a person; `runs` names the actor."""

    timer: Timer
    meaning: str
    starts: str
    kind: TimerKind
    runs: str
    does: Event | None = None
    asks: TaskKind | None = None


TABLE: tuple[Rule, ...] = (
    Rule(Timer.RECEIPT, "no receipt came", "sent", TimerKind.POLICY, "ask", Event.NOTED, TaskKind.REMIND),
    # T2 is statutory where the route's term is a law's: see the clock itself.
    Rule(Timer.REPLY, "no reply came in time", "it arrived", TimerKind.POLICY, "ask", Event.LAPSE, TaskKind.DECIDE_SILENCE),
    Rule(
        Timer.RETRY, "their server said: not now", "first try", TimerKind.POLICY, "send", Event.REJECTED, TaskKind.FIND_ADDRESS
    ),
    Rule(Timer.ANSWER, "they wait for our answer", "their question", TimerKind.POLICY, "ask", Event.NOTED, TaskKind.ANSWER),
    Rule(Timer.COMPLAINT, "DSA 20 closes", "their decision", TimerKind.OURS, "ask", Event.NOTED, TaskKind.COMPLAIN),
    Rule(Timer.OBJECTION, "UAVG 35 or Awb 6:7 closes", "their decision", TimerKind.OURS, "ask", Event.NOTED, TaskKind.OBJECT),
    Rule(Timer.HOLD, "does the police hold still stand", "the hold", TimerKind.POLICY, "ask", None, TaskKind.ASK_POLICE),
    Rule(Timer.RECHECK, "look again", "each look, each claim", TimerKind.POLICY, "look"),
    Rule(Timer.EVIDENCE, "the evidence is a day old", "the newest capture", TimerKind.POLICY, "ask", Event.STOPPED),
    Rule(Timer.MANDATE, "the mandate ends soon", "the mandate", TimerKind.POLICY, "remind", None, TaskKind.RENEW_MANDATE),
    Rule(Timer.SUPPORT, "was support offered", "the case", TimerKind.POLICY, "remind", None, TaskKind.OFFER_SUPPORT),
    Rule(Timer.RETENTION, "content past its time", "its end", TimerKind.POLICY, "purge"),
)
RULES: Mapping[Timer, Rule] = {rule.timer: rule for rule in TABLE}


@dataclass(frozen=True, slots=True)
class Periods:
    """The lengths that are ours to choose, from config/timers.yml."""

    receipt_soon: timedelta  # T1 on `receipt_soon_routes`
    receipt_soon_routes: tuple[str, ...]
    receipt_working_days: int  # T1 elsewhere
    retry_first: timedelta  # T3: doubled after every try
    retry_longest: timedelta
    retry_until: timedelta  # T3: since the first try
    answer_working_days: int  # T4
    complaint_warn_months: int  # T5
    complaint_warn_last: timedelta  # T5: so long before our last safe day
    objection_warn_weeks: tuple[int, ...]  # T6
    hold_first: timedelta  # T7
    hold_then: timedelta
    mandate_warn: timedelta  # T10
    support: tuple[timedelta, ...]  # T11
    evidence_fresh: timedelta  # T9

    def retry_after(self, tries: int) -> timedelta:
        """T3: how long to wait after so many tries that were put off; the first wait is `retry_first`."""
        return min(self.retry_first * (1 << min(max(tries - 1, 0), 20)), self.retry_longest)


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock that runs for one thing. It rings `at`; `by`: the moment it guards, where that is another one. `mark` tells
    its rings apart; `why` shows the arithmetic."""

    timer: Timer
    mark: str
    since: datetime
    at: datetime
    kind: TimerKind
    by: datetime | None = None
    why: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How a step notes that it rang."""
        return f"{self.timer}:{self.mark}" if self.mark else self.timer.value
