"""What a language must say about answers: the patterns for each kind, and what makes a pattern doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass
from re import Pattern


def words(*alternatives: str) -> Pattern[str]:
    """One pattern of alternatives, each of whole words, on text folded to lower case without accents."""
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")")


@dataclass(frozen=True, slots=True)
class Wording:
    """All patterns meet one folded sentence at a time. `asides` are taken out first: they sound like doubt and are none.
    A claim or refusal counts only where its `doubt` does not meet the same sentence.
    `small_talk` says nothing; what is neither it nor any of the others may say anything."""

    language: str
    asides: Pattern[str]
    removed: Pattern[str]
    removal_doubt: Pattern[str]
    not_the_place: Pattern[str]
    curt: Pattern[str]
    partial: Pattern[str]
    blurred: Pattern[str]
    remaining: Pattern[str]
    refused: Pattern[str]
    refusal_doubt: Pattern[str]
    reasons: tuple[tuple[str, Pattern[str]], ...]
    asked: Pattern[str]
    asking_doubt: Pattern[str]
    extended: Pattern[str]
    extension_doubt: Pattern[str]
    because: Pattern[str]
    not_ours: Pattern[str]
    elsewhere: Pattern[str]
    inside: Pattern[str]
    small_talk: Pattern[str]
    received: Pattern[str]
    away: Pattern[str]
