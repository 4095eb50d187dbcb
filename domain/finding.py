"""The machine's claim that a mention is about a profile, with its reasons; and the specialist's judgement of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.mention import Place


class Grade(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    WEAK = "weak"  # a full name alone; shown on request, never stored


@dataclass(frozen=True, slots=True)
class Signal:
    """One matcher's word with its reason. `start` and `end` count characters of the visible text, or are None
    and `where` says in what it stands (title, meta, json-ld, alt, link, attribute, noscript). `weight` is in bits."""

    kind: str
    found: str = field(repr=False)
    start: int | None
    end: int | None
    form: str
    weight: float
    where: str = "text"


@dataclass(frozen=True, slots=True)
class Finding:
    """ "We think it is about them." `score` = 1 / (1 + 2^-(prior + sum of weights)); `others`: how many other
    residents are expected to fit the same evidence."""

    profile_id: str
    place: Place
    grade: Grade
    score: float
    household: bool
    signals: tuple[Signal, ...]
    prior: float
    calibrated: float
    others: float


class Opinion(StrEnum):
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    UNSURE = "unsure"
    SECOND = "second"  # put aside by one; a second person must agree (domain/risk.py)


#: It waits for somebody; None: nobody judged it yet.
WAITING = frozenset({None, Opinion.UNSURE, Opinion.SECOND})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A specialist's word on a finding. Only a confirming one makes an exposure."""

    opinion: Opinion
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FiledFinding:
    """A finding as kept: when and from which source, in which capture, and what was judged of it."""

    id: str
    finding: Finding
    source: str
    capture_id: str
    found_at: datetime
    excerpt: str = field(default="", repr=False)
    judgements: tuple[Judgement, ...] = ()

    @property
    def opinion(self) -> Opinion | None:
        return self.judgements[-1].opinion if self.judgements else None

    @property
    def waits(self) -> bool:
        """Whether somebody must still decide."""
        return self.opinion in WAITING


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a judged finding tells of the machine: its score and grade as filed, and whether it was about the employee.
    Nothing of whom, nor of where."""

    score: float
    grade: Grade
    confirmed: bool
