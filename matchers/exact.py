"""The kinds of identifier that stand by themselves: the same on the page and in the profile, or another's.

A kind is looked for only where somebody enrolled has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Final

from domain.profile import Profile
from matchers import emails, ibans, phones, plates, service_numbers
from matchers.scan import Scan
from matchers.slots import Slot

#: Of each kind: where it stands on a page, by start.
FOUND: Final[Mapping[str, Callable[[Scan], list[Slot]]]] = {
    "phone": lambda scan: scan.phones,
    "email": lambda scan: scan.emails,
    "plate": lambda scan: plates.find(scan.ascii),
    "iban": lambda scan: ibans.find(scan.ascii),
    "service-number": lambda scan: service_numbers.find(scan.ascii),
}

#: Of each kind: those of a profile as given, and the one form of any.
_OWN: Final[Mapping[str, tuple[Callable[[Profile], tuple[str, ...]], Callable[[str], str]]]] = {
    "phone": (attrgetter("phones"), phones.canonical),
    "email": (attrgetter("emails"), emails.canonical),
    "plate": (attrgetter("plates"), plates.canonical),
    "iban": (attrgetter("ibans"), ibans.canonical),
    "service-number": (attrgetter("service_numbers"), service_numbers.canonical),
}


def of(profile: Profile) -> set[tuple[str, str]]:
    """(kind, canonical form) of everything of the kind that this profile holds."""
    return {(kind, value) for kind, (given, canonical) in _OWN.items() for one in given(profile) if (value := canonical(one))}
