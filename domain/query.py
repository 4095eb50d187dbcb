"""What we ask a source, and what the asking tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from domain.profile import IdentifierKind

#: The fields that a query's URL may hold, with the kind of identifier that each tells the source.
FIELDS: dict[str, IdentifierKind] = {
    "surname": IdentifierKind.NAME,
    "prefix": IdentifierKind.NAME,
    "family": IdentifierKind.NAME,
    "called": IdentifierKind.NAME,
    "initials": IdentifierKind.NAME,
    "city": IdentifierKind.CITY,
    "postcode": IdentifierKind.ADDRESS,
    "number": IdentifierKind.ADDRESS,
    "phone": IdentifierKind.PHONE,
    "handle": IdentifierKind.HANDLE,
    "email": IdentifierKind.EMAIL,
}

#: How much each kind gives away to somebody who did not know it yet: a city fits thousands, an address one household.
#: Kinds that are missing here are told to no source: number plates, service numbers and bank accounts only recognise a page.
REVEALS: dict[IdentifierKind, int] = {
    IdentifierKind.CITY: 1,
    IdentifierKind.NAME: 2,
    IdentifierKind.HANDLE: 2,
    IdentifierKind.EMPLOYER: 3,
    IdentifierKind.BIRTH_DATE: 4,
    IdentifierKind.RELATIVE: 4,
    IdentifierKind.EMAIL: 5,
    IdentifierKind.PHONE: 5,
    IdentifierKind.ADDRESS: 6,
}

#: What gives so much away is not told to anybody before its definition has said whether that is new to the source.
DELICATE = frozenset(kind for kind, weight in REVEALS.items() if weight >= 4)

_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class QueryTemplate:
    """A URL with {fields}, and the kinds of identifier that filling it in discloses."""

    url: str
    discloses: tuple[IdentifierKind, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(_FIELD.findall(self.url))

    @property
    def revealing(self) -> int:
        """The lower, the earlier it is asked."""
        return sum(REVEALS[kind] for kind in set(self.discloses))


@dataclass(frozen=True, slots=True)
class Query:
    """One question as it goes out. Its kinds go into the disclosure log, its URL never into any log."""

    url: str = field(repr=False)
    discloses: tuple[IdentifierKind, ...]
