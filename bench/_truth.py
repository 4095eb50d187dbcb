"""What a generated world promises: pages, and for each page who stands on it, how, and who only seems to.

Two worlds keep this promise, written apart from each other: one to develop with, one to judge by. Nothing is ever tuned on
the second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.profile import Profile


@dataclass(frozen=True, slots=True)
class Stands:
    """An enrolled person who stands on a page. `kind`: what stands together in the one record, in alphabetical order joined
    by + (name, given, initials, surname, phone, landline, email, handle, address, street, postcode, city, birth-date, age, …).
    `identifiable`: a name beside a phone number, address, e-mail address, postcode, street with city or birth date; or a
    mobile number, e-mail address or distinctive handle alone. `household`: only what everybody at the address shares
    stands there. `noise`: how it was disguised (reversed, zero-width, typo-surname, phone-dots, …); empty where it
    was not."""

    profile: str
    kind: str
    identifiable: bool
    household: bool = False
    noise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seems:
    """Somebody else who looks like an enrolled person: that profile must not be reported as probable here. `kind` is one
    of DECOYS."""

    profile: str
    kind: str


DECOYS = (
    "namesake",  # same full name, other particulars
    "same-surname",
    "neighbour",  # same postcode, other number
    "same-street",
    "phone-beside",  # one digit off
    "email-beside",  # one character off, or another domain
    "relative",  # lives at the same address: the household at most
    "name-far",  # the name in one record, the phone number or address in another
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the world. Everybody enrolled who is in neither list does not stand there."""

    name: str
    body: bytes
    stands: tuple[Stands, ...]
    seems: tuple[Seems, ...] = ()
    media_type: str = "text/html"


class World(Protocol):
    """`origins`: of each profile that bears one, the origin of its name (dutch, frisian, turkish, moroccan, surinamese,
    polish, …)."""

    @property
    def profiles(self) -> Sequence[Profile]: ...

    @property
    def sheets(self) -> Sequence[Sheet]: ...

    @property
    def origins(self) -> dict[str, str]: ...
