"""A profile made ready to be recognised, and the keys that lead to it.

Both are made from the profile and the tables of population alone: never from who else is enrolled."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.profile import Profile
from matchers import addresses, exact, usernames
from matchers.addresses import Home, compile_address
from matchers.fold import words
from matchers.hints import relatives
from matchers.name_book import NameBook
from matchers.names import NameForms


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What verifying a page against one profile needs; made when the page could be about them, not before."""

    profile: Profile = field(repr=False)
    name: NameForms = field(repr=False)
    homes: tuple[Home, ...] = field(repr=False)
    has_phone: bool
    employer: tuple[str, ...] = field(repr=False)
    relatives: tuple[tuple[str, ...], ...] = field(repr=False)


def compile_profile(profile: Profile, book: NameBook) -> Enrolled:
    return Enrolled(
        profile,
        book.compile(profile),
        tuple(compile_address(address, book.population) for address in profile.addresses),
        bool(profile.phones),
        tuple(words(profile.employer)),
        relatives(profile),
    )


@dataclass(frozen=True, slots=True)
class Keys:
    """Everything by which one profile stands in the index. `identifiers`: see `key`. `kinds`: of identifiers that stand by
    themselves. `streets`, `postcodes`, `handles`: the words that a page is stopped at. `families`: words that end a family
    name; `letters`: with which first names begin."""

    identifiers: frozenset[str] = field(repr=False)
    kinds: frozenset[str]
    streets: frozenset[str] = field(repr=False)
    postcodes: frozenset[str] = field(repr=False)
    handles: frozenset[str] = field(repr=False)
    families: frozenset[str] = field(repr=False)
    letters: frozenset[str] = field(repr=False)


def keys_of(profile: Profile, book: NameBook) -> Keys:
    own = exact.of(profile)
    families, firsts = book.keys(profile)
    codes = {code for address in profile.addresses if len(code := "".join(words(address.postcode))) == 6}
    streets = [(street[-1], number) for address in profile.addresses if (number := addresses.leading_number(address))
               and (street := words(address.street))]  # fmt: skip
    at_home = {key("street", addresses.canonical_type(street), number) for street, number in streets}
    return Keys(
        frozenset(key(kind, value) for kind, value in own) | {key("postcode", code) for code in codes} | at_home,
        frozenset(kind for kind, _ in own),
        frozenset(spelled for street, _ in streets for spelled in addresses.every_spelling(street)),
        frozenset(code[:4] for code in codes),
        frozenset(max(parts, key=len) for handle in usernames.of(profile) if (parts := words(handle))),
        frozenset(families),
        frozenset(first[0] for first in firsts),
    )


def key(kind: str, *parts: str) -> str:
    """What an identifier is posted under: its kind and its canonical form."""
    return "\0".join((kind, *parts))
