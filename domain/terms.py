"""The terms that the law, a host or a covenant gives: how long, in which unit, under which rules, and whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import BadInput


class Law(StrEnum):
    """Which rules move the end of a term."""

    EU = "Reg. 1182/71"
    ATW = "Algemene termijnenwet"
    NONE = "as promised"


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working days"


#: Atw art. 4(a): a longer term than this is not moved by that law.
ATW_LONGEST = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3, Unit.WORKING_DAYS: 0}


@dataclass(frozen=True, slots=True)
class Term:
    """So many units from an event, under a law. `ours`: we are the ones who must act in time."""

    count: int
    unit: Unit
    law: Law
    ours: bool = False

    @property
    def moves(self) -> bool:
        """Whether a last day on which nobody works is put off to the next day on which somebody does."""
        return self.law is Law.EU or (self.law is Law.ATW and self.count <= ATW_LONGEST[self.unit])

    def country(self, addressee: str) -> str:
        """Whose calendar counts: the addressee's, but for a Dutch statutory term always the Dutch one."""
        return "NL" if self.law is Law.ATW else addressee

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit.removesuffix('s')}"


RULES: dict[str, Term] = {
    "gdpr-reply": Term(1, Unit.MONTHS, Law.EU),  # AVG 12(3)
    "gdpr-extended": Term(
        3, Unit.MONTHS, Law.EU
    ),  # AVG 12(3): the two further months, reckoned from receipt (the later reading)
    "dsa20-window": Term(6, Unit.MONTHS, Law.EU, ours=True),  # DSA 20(1)
    "dsa21-decision": Term(90, Unit.DAYS, Law.EU),  # DSA 21(4)
    "dsa21-extended": Term(180, Unit.DAYS, Law.EU),  # DSA 21(4), highly complex
    "six-weeks": Term(6, Unit.WEEKS, Law.ATW, ours=True),  # UAVG 35(2), Awb 6:7
    "two-weeks": Term(2, Unit.WEEKS, Law.ATW),  # Awb 4:17(3)
    "three-months": Term(3, Unit.MONTHS, Law.EU),  # AVG 78(2)
    "three-days": Term(3, Unit.DAYS, Law.ATW),  # Atw art. 2
}


def term_of(rule: str) -> Term:
    """The term that a rule's name stands for; `working-days:N` for what a host promises. Raises BadInput."""
    if counted := re.fullmatch(r"working-days:([1-9][0-9]{0,2})", rule):
        return Term(int(counted[1]), Unit.WORKING_DAYS, Law.NONE)
    if rule not in RULES:
        raise BadInput("rule", f"not known; choose one of {', '.join(RULES)} or working-days:N with N from 1 to 999")
    return RULES[rule]
