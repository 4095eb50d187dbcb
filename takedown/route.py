"""What a legal route is: its ground, who may be asked by it, in whose name, in which term, and what the letter must hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.exposure import DataCategory
from domain.profile import IdentifierKind
from domain.recipient import RecipientClass


class TermKind(StrEnum):
    """Whether the law sets the term or we do. A letter may call only the first one a legal term."""

    STATUTORY = "statutory"
    POLICY = "policy"


class Principal(StrEnum):
    """In whose name the letter goes."""

    EMPLOYER = "employer"
    EMPLOYEE = "employee"  # by mandate
    SELF = "self"  # the employee signs and sends it; luwte only writes


class Travel(StrEnum):
    """How the notice leaves."""

    NOTICE = "notice"  # by mail, or by the recipient's form where it has no address
    FORM = "form"  # only by the recipient's own form
    HAND = "hand"  # never by luwte: a person hands it over


@dataclass(frozen=True, slots=True)
class Rung:
    """A class that may be asked by this route: the lower `step`, the earlier, equal ones in parallel; `why` is for the person
    who chooses."""

    kind: RecipientClass
    step: int
    why: str


@dataclass(frozen=True, slots=True)
class ReplyTerm:
    """How long the other side has. Statutory: `rule` of domain.terms, and `extended` once extended with reasons, where it can
    be. Policy: the recipient's own number of working days where it states one, else `working_days`, or `days` (`threat_days`
    in danger)."""

    kind: TermKind
    rule: str = ""
    extended: str = ""
    working_days: int = 0
    days: int = 0
    threat_days: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """When a route comes after another: for recipients of these classes."""

    against: tuple[RecipientClass, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Route:
    """`ground` and `sources` name articles; `fields` are those of takedown.md §1.2 that the letter must fill, `optional` those
    that it may. `after_refusal` and `after_silence`: the routes that may follow. `asks_others_first`: whoever is nearer to the
    source must have been approached, or a reason recorded why not. `by_procedure`: only for recipients that name it among
    their procedures. `about`: only where one of these categories is exposed. `follow_up`: it exists only behind another
    request. `carries`: what of the employee's own the letter may hold, in its one place; `mandate`: what the employee ticks."""

    slug: str
    title: str
    ground: tuple[str, ...]
    ladder: tuple[Rung, ...]
    principal: Principal
    reply: ReplyTerm
    fields: tuple[str, ...]
    actions: tuple[str, ...]
    after_refusal: tuple[str, ...]
    after_silence: tuple[str, ...]
    sources: tuple[str, ...]
    optional: tuple[str, ...] = ()
    asks_others_first: bool = False
    by_procedure: bool = False
    about: frozenset[DataCategory] = frozenset()
    follow_up: FollowUp | None = None
    travel: Travel = Travel.NOTICE
    carries: frozenset[IdentifierKind] = frozenset()
    mandate: str = ""

    @property
    def needs_mandate(self) -> bool:
        return self.principal is Principal.EMPLOYEE

    def rung(self, kind: RecipientClass) -> Rung | None:
        """Where this class stands on the route's ladder, or None: it has no duty under this ground."""
        return next((rung for rung in self.ladder if rung.kind is kind), None)
