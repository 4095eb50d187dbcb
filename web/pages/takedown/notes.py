"""What a person may record on a request so that a gate can close: kept as a step with these facts, which the gates read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.roles import Role
from web.texts import later

_STAFF = frozenset({Role.SPECIALIST, Role.COORDINATOR})
_COORDINATOR = frozenset({Role.COORDINATOR})
#: What the law decides is noted by whoever answers for it, never on somebody's behalf.
_LEGAL = frozenset({Role.LEGAL})


@dataclass(frozen=True, slots=True)
class Note:
    """`facts` go into a step "noted" of the takedown."""

    slug: str
    text: Any
    facts: tuple[tuple[str, str], ...]
    roles: frozenset[Role]


NOTES = (
    Note("informed", later("the employee was told, and does not object"), (("informed", "yes"),), _STAFF),
    Note(
        "uploader-not-safe",
        later("whoever posted it cannot be approached safely"),
        (("approach", "uploader"), ("reason", "not-safe")),
        _STAFF,
    ),
    Note(
        "uploader-not-possible",
        later("whoever posted it cannot be reached"),
        (("approach", "uploader"), ("reason", "not-possible")),
        _STAFF,
    ),
    Note(
        "site-not-possible",
        later("the operator of the site cannot be reached"),
        (("approach", "site"), ("reason", "not-possible")),
        _STAFF,
    ),
    Note(
        "police-asked-not-to",
        later("whoever posted it was not approached: the police asked us not to"),
        (("approach", "uploader"), ("reason", "police-asked-not-to")),
        _STAFF,
    ),
    Note(
        "site-not-safe",
        later("the operator of the site cannot be approached safely"),
        (("approach", "site"), ("reason", "not-safe")),
        _STAFF,
    ),
    Note(
        "host-not-possible",
        later("the host cannot be reached, or is not known"),
        (("approach", "host"), ("reason", "not-possible")),
        _STAFF,
    ),
    Note(
        "registrar-not-possible",
        later("the registrar cannot be reached, or is not known"),
        (("approach", "registrar"), ("reason", "not-possible")),
        _STAFF,
    ),
    Note("intent-threat", later("a threat stands beside the details"), (("intent", "threat"),), _STAFF),
    Note("intent-call", later("others are called upon to visit, call or harm"), (("intent", "call"),), _STAFF),
    Note("intent-aimed", later("the details are tied to the person's work"), (("intent", "aimed"),), _STAFF),
    Note("intent-repeated", later("the details were put back after they were removed"), (("intent", "repeated"),), _STAFF),
    Note(
        "journalism-agreed",
        later("the legal officer agreed to a notice about journalism"),
        (("journalism", "agreed"),),
        _LEGAL,
    ),
    Note("clauses-approved", later("the legal officer approved the conditions"), (("clauses", "approved"),), _LEGAL),
    Note(
        "transfer-noted", later("a note on the transfer is in the register"), (("transfer", "in the register"),), _COORDINATOR
    ),
    Note("tipping-accepted", later("it may reach the possible offender; that is accepted"), (("tipping", "accepted"),), _STAFF),
    Note(
        "urgent", later("it cannot wait for the employee; they are told at once"), (("override", "coordinator"),), _COORDINATOR
    ),
    Note("urgent-legal", later("legal: it cannot wait for the employee"), (("override", "legal"),), _LEGAL),
    Note("heard", later("the employee was heard about accepting it"), (("heard", "yes"),), _STAFF),
    Note("lawful", later("legal: it is lawful, or nothing more can be asked"), (("lawful", "agreed"),), _LEGAL),
)


def note_of(slug: str, role: Role) -> Note | None:
    """The note of that name, if this role may make it."""
    return next((note for note in NOTES if note.slug == slug and role in note.roles), None)
