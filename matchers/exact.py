"""The kinds of identifier that stand by themselves: the same on the page and in the profile, or another's.

A kind is looked for only where somebody enrolled has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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

_OWN: Final[Mapping[str, Callable[[Profile], Iterable[str]]]] = {
    "phone": lambda profile: phones.enrolled(profile.phones),
    "email": lambda profile: map(emails.canonical, profile.emails),
    "plate": lambda profile: map(plates.canonical, profile.plates),
    "iban": lambda profile: map(ibans.canonical, profile.ibans),
    "service-number": lambda profile: map(service_numbers.canonical, profile.service_numbers),
}


def of(profile: Profile) -> set[tuple[str, str]]:
    """(kind, canonical form) of everything of the kind that this profile holds."""
    return {(kind, value) for kind, own in _OWN.items() for value in own(profile) if value}
