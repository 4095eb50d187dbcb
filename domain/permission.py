"""What a source may be told of an employee: nothing that it would learn by being asked, unless the employee allows it there.

Consent lets luwte ask for a name. That a mailbox or a telephone number exists and belongs to somebody whom one looks for is
more: a source that does not show it by itself would learn it from us. Its definition says so (`learns`), and each employee
decides for each such source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.name import FamilyName, Name
from domain.profile import Address, IdentifierKind, Profile
from domain.source import Source

Kinds = frozenset[IdentifierKind]


@dataclass(frozen=True, slots=True)
class Permission:
    """What one source may learn of one employee, as they last said; `kinds` is empty where they took it back."""

    source: str
    kinds: Kinds
    given_at: datetime


def withheld(source: Source, allowed: Kinds) -> Kinds:
    """What this source would learn and may not."""
    return frozenset(source.learns) - allowed


def without(profile: Profile, kinds: Kinds) -> Profile:
    """The profile as if the employee had never given these kinds; who does not have a thing cannot send it."""
    told: dict[IdentifierKind, dict[str, Any]] = {
        IdentifierKind.NAME: {"name": Name(FamilyName("")), "former_names": ()},
        IdentifierKind.PHONE: {"phones": ()},
        IdentifierKind.EMAIL: {"emails": ()},
        IdentifierKind.HANDLE: {"handles": ()},
        IdentifierKind.ADDRESS: {"addresses": tuple(Address("", "", city=each.city) for each in profile.addresses)},
        IdentifierKind.BIRTH_DATE: {"birth_date": None},
        IdentifierKind.EMPLOYER: {"employer": ""},
        IdentifierKind.RELATIVE: {"relatives": ()},
    }
    for kind in kinds & told.keys():
        profile = replace(profile, **told[kind])
    if IdentifierKind.CITY in kinds:
        profile = replace(profile, addresses=tuple(replace(each, city="") for each in profile.addresses))
    return profile
