"""Who is protected: the identity that an employee gave, and what they allowed us to do with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from domain.name import Name


class IdentifierKind(StrEnum):
    """One thing that can lead to the person."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    ADDRESS = "address"
    CITY = "city"
    BIRTH_DATE = "birth-date"
    EMPLOYER = "employer"
    RELATIVE = "relative"
    PLATE = "plate"
    SERVICE_NUMBER = "service-number"
    IBAN = "iban"


@dataclass(frozen=True, slots=True)
class Identifier:
    kind: IdentifierKind
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    street: str
    number: str
    addition: str = ""
    postcode: str = ""
    city: str = ""

    def __str__(self) -> str:
        number = f"{self.number}-{self.addition}" if self.addition else self.number
        return ", ".join(part for part in (f"{self.street} {number}".strip(), f"{self.postcode} {self.city}".strip()) if part)


@dataclass(frozen=True, slots=True)
class Profile:
    """The identity of one employee. Never shown in a log: its repr names the id alone. `unproven`: those of the phone numbers
    and e-mail addresses of which the employee has not shown yet that they are theirs."""

    id: str
    name: Name = field(repr=False)
    former_names: tuple[str, ...] = field(default=(), repr=False)
    birth_date: date | None = field(default=None, repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    handles: tuple[str, ...] = field(default=(), repr=False)
    addresses: tuple[Address, ...] = field(default=(), repr=False)
    employer: str = field(default="", repr=False)
    relatives: tuple[str, ...] = field(default=(), repr=False)
    plates: tuple[str, ...] = field(default=(), repr=False)
    service_numbers: tuple[str, ...] = field(default=(), repr=False)
    ibans: tuple[str, ...] = field(default=(), repr=False)
    unproven: tuple[str, ...] = field(default=(), repr=False)

    def proven(self) -> Profile:
        """The identity without what is not shown to be theirs: by that nobody is searched for, and no page recognised. It may
        be somebody else's, who consented to nothing."""
        if not self.unproven:
            return self
        phones = tuple(one for one in self.phones if one not in self.unproven)
        emails = tuple(one for one in self.emails if one not in self.unproven)
        return replace(self, phones=phones, emails=emails, unproven=())

    def identifiers(self) -> Iterator[Identifier]:
        """Everything that could lead to the person, as given."""
        names = tuple(self.name.full()) or tuple(self.name.families())
        for name in (*names, *self.former_names):
            yield Identifier(IdentifierKind.NAME, name)
        yield from _each(IdentifierKind.PHONE, self.phones)
        yield from _each(IdentifierKind.EMAIL, self.emails)
        yield from _each(IdentifierKind.HANDLE, self.handles)
        for address in self.addresses:
            yield Identifier(IdentifierKind.ADDRESS, str(address))
            if address.city:
                yield Identifier(IdentifierKind.CITY, address.city)
        if self.birth_date:
            yield Identifier(IdentifierKind.BIRTH_DATE, self.birth_date.isoformat())
        if self.employer:
            yield Identifier(IdentifierKind.EMPLOYER, self.employer)
        yield from _each(IdentifierKind.RELATIVE, self.relatives)
        yield from _each(IdentifierKind.PLATE, self.plates)
        yield from _each(IdentifierKind.SERVICE_NUMBER, self.service_numbers)
        yield from _each(IdentifierKind.IBAN, self.ibans)


def _each(kind: IdentifierKind, values: Iterable[str]) -> Iterator[Identifier]:
    return (Identifier(kind, value) for value in values)


class Purpose(StrEnum):
    """What a profile is opened for; written in the audit line."""

    SCAN = "scan"  # ask sources, match pages
    REVIEW = "review"  # a specialist compares a finding with the fields that matched
    NOTIFY = "notify"  # the employer asks for removal in its own name
    ACT = "act"  # somebody acts in the employee's name
    PORTRAIT = "portrait"  # compare pictures on pages with those that the employee gave
    SELF = "self"  # the employee looks at what is kept about them
    ERASE = "erase"  # withdrawal, leaving, retention


class GrantKind(StrEnum):
    CONSENT = "consent"
    MANDATE = "mandate"
    PORTRAIT = "portrait"  # a consent of its own: nobody is searched by picture who only consented to the rest


#: What each purpose needs. SELF and ERASE are the employee's own rights and need nothing.
NEEDS: dict[Purpose, GrantKind | None] = {
    Purpose.SCAN: GrantKind.CONSENT,
    Purpose.REVIEW: GrantKind.CONSENT,
    Purpose.NOTIFY: GrantKind.CONSENT,
    Purpose.ACT: GrantKind.MANDATE,
    Purpose.PORTRAIT: GrantKind.PORTRAIT,
    Purpose.SELF: None,
    Purpose.ERASE: None,
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A consent, or a mandate for named routes; `until` and `withdrawn_at` end it (the moment itself is outside). One given
    by telephone names the `witness` who listened in, and who took it down (`taken_by`)."""

    kind: GrantKind
    given_at: datetime
    until: datetime | None = None
    withdrawn_at: datetime | None = None
    routes: tuple[str, ...] = ()
    witness: str = field(default="", repr=False)
    taken_by: str = ""

    def holds(self, now: datetime) -> bool:
        ended = min((at for at in (self.until, self.withdrawn_at) if at is not None), default=None)
        return self.given_at <= now and (ended is None or now < ended)


def permits(grants: Iterable[Grant], purpose: Purpose, now: datetime, *, route: str = "") -> bool:
    """Whether these grants allow this purpose now; a mandate must also name the route."""
    needed = NEEDS[purpose]
    if needed is None:
        return True
    return any(
        grant.kind is needed and grant.holds(now) and (needed is not GrantKind.MANDATE or route in grant.routes)
        for grant in grants
    )


def changes_at(grants: Iterable[Grant], purpose: Purpose, now: datetime) -> datetime | None:
    """The first moment after now at which `permits` may say something else of these grants, if nobody changes them."""
    needed = NEEDS[purpose]
    moments = (at for grant in grants if grant.kind is needed for at in (grant.given_at, grant.until, grant.withdrawn_at))
    return min((at for at in moments if at is not None and at > now), default=None)
