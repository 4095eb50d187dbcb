"""What a legal route is: its ground, who may be asked by it, in whose name, in which term, and what the letter must hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.recipient import RecipientClass


class TermKind(StrEnum):
    """Whether the law sets the term or we do. A letter may call only the first one a legal term."""

    STATUTORY = "statutory"
    POLICY = "policy"


class Principal(StrEnum):
    """In whose name the letter goes."""

    EMPLOYER = "employer"
    EMPLOYEE = "employee"


@dataclass(frozen=True, slots=True)
class Rung:
    """A class that may be asked by this route: the lower `step`, the earlier; `why` is for the person who chooses."""

    kind: RecipientClass
    step: int
    why: str


@dataclass(frozen=True, slots=True)
class ReplyTerm:
    """How long the other side has. Statutory: `rule` of domain.terms, and `extended` once extended with reasons. Policy: the
    recipient's own number of working days where it states one, else `working_days`, or `days` (`threat_days` in danger)."""

    kind: TermKind
    rule: str = ""
    extended: str = ""
    working_days: int = 0
    days: int = 0
    threat_days: int = 0


@dataclass(frozen=True, slots=True)
class Route:
    """`ground` and `sources` name articles; `fields` are those of takedown.md §1.2 that the letter must fill;
    `asks_others_first`: whoever is nearer to the source must have been approached, or a reason recorded why not."""

    slug: str
    title: str
    ground: tuple[str, ...]
    ladder: tuple[Rung, ...]
    principal: Principal
    reply: ReplyTerm
    fields: tuple[str, ...]
    actions: tuple[str, ...]
    next_after_refusal: tuple[str, ...]
    sources: tuple[str, ...]
    asks_others_first: bool = False

    @property
    def needs_mandate(self) -> bool:
        return self.principal is Principal.EMPLOYEE

    def rung(self, kind: RecipientClass) -> Rung | None:
        """Where this class stands on the route's ladder, or None: it has no duty under this ground."""
        return next((rung for rung in self.ladder if rung.kind is kind), None)
