"""What a person may record on a request so that a gate can close: kept as a step with these facts, which the gates read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.roles import Role
from web.texts import later

_STAFF = frozenset({Role.SPECIALIST, Role.COORDINATOR})
_COORDINATOR = frozenset({Role.COORDINATOR})


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
    Note("clauses-approved", later("the legal officer approved the conditions"), (("clauses", "approved"),), _COORDINATOR),
    Note(
        "transfer-noted", later("a note on the transfer is in the register"), (("transfer", "in the register"),), _COORDINATOR
    ),
    Note("tipping-accepted", later("it may reach the possible offender; that is accepted"), (("tipping", "accepted"),), _STAFF),
)


def note_of(slug: str, role: Role) -> Note | None:
    """The note of that name, if this role may make it."""
    return next((note for note in NOTES if note.slug == slug and role in note.roles), None)
