"""A profile made ready to be recognised, and the keys that lead to it.

Both are made from the profile and the tables of population alone: never from who else is enrolled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from domain.profile import Profile
from matchers import addresses, emails, phones, usernames
from matchers.addresses import Home, compile_address
from matchers.fold import words
from matchers.hints import relatives
from matchers.names import NameBook, NameForms

_PHONE: Final = "phone"
_EMAIL: Final = "email"
_POSTCODE: Final = "postcode"
_STREET: Final = "street"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What verifying a page against one profile needs; made when the page could be about them, not before."""

    profile: Profile = field(repr=False)
    name: NameForms = field(repr=False)
    homes: tuple[Home, ...] = field(repr=False)
    phones: frozenset[str] = field(repr=False)
    emails: frozenset[str] = field(repr=False)
    handles: tuple[str, ...] = field(repr=False)
    employer: tuple[str, ...] = field(repr=False)
    relatives: tuple[tuple[str, ...], ...] = field(repr=False)


def compile_profile(profile: Profile, book: NameBook) -> Enrolled:
    return Enrolled(
        profile,
        book.compile(profile),
        tuple(compile_address(address, book.population) for address in profile.addresses),
        phones.enrolled(profile.phones),
        frozenset(map(emails.canonical, profile.emails)),
        _handles(profile),
        tuple(words(profile.employer)),
        relatives(profile),
    )


def identifier_keys(profile: Profile) -> Iterator[str]:
    """One key for each identifier that stands by itself: phone number, e-mail address, postcode, street with number."""
    for number in phones.enrolled(profile.phones):
        yield key(_PHONE, number)
    for email in profile.emails:
        yield key(_EMAIL, emails.canonical(email))
    for address in profile.addresses:
        code = "".join(words(address.postcode))
        if len(code) == 6:
            yield key(_POSTCODE, code)
        street, number = words(address.street), addresses.leading_number(address)
        if street and number:
            yield key(_STREET, addresses.canonical_type(street[-1]), number)


def key(kind: str, *parts: str) -> str:
    return "\0".join((kind, *parts))


def street_words(profile: Profile) -> Iterator[str]:
    """The last word of each street, whole and abbreviated: what is stopped at."""
    for address in profile.addresses:
        if (street := words(address.street)) and addresses.leading_number(address):
            yield from addresses.spellings(addresses.canonical_type(street[-1]))
            yield street[-1]


def postcode_digits(profile: Profile) -> Iterator[str]:
    for address in profile.addresses:
        if len(code := "".join(words(address.postcode))) == 6:
            yield code[:4]


def handle_words(profile: Profile) -> Iterator[str]:
    """Of each handle the longest word in it: what is stopped at."""
    for handle in _handles(profile):
        if parts := words(handle):
            yield max(parts, key=len)


def _handles(profile: Profile) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(usernames.canonical, profile.handles))))
