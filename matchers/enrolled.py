"""A profile made ready to be recognised, and the keys that lead to it.

Both are made from the profile and the tables of population alone: never from who else is enrolled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from domain.profile import Profile
from matchers import addresses, exact
from matchers.addresses import Home, compile_address
from matchers.fold import words
from matchers.hints import relatives
from matchers.name_book import NameBook
from matchers.names import Called, NameForms, Outline


@dataclass(frozen=True)
class Enrolled:
    """What verifying a page against one profile needs; each part made when a page could be about them, not before."""

    profile: Profile = field(repr=False)
    book: NameBook = field(repr=False)

    @cached_property
    def called(self) -> Called:
        return self.book.called_by(self.profile)

    @cached_property
    def name(self) -> NameForms:
        return self.book.compile(self.profile)

    @cached_property
    def homes(self) -> tuple[Home, ...]:
        return tuple(compile_address(address, self.book.population) for address in self.profile.addresses)

    @cached_property
    def employer(self) -> tuple[str, ...]:
        return tuple(words(self.profile.employer))

    @cached_property
    def relatives(self) -> tuple[tuple[str, ...], ...]:
        return relatives(self.profile)

    @property
    def has_phone(self) -> bool:
        return bool(self.profile.phones)


@dataclass(frozen=True, slots=True)
class Keys:
    """Everything by which one profile stands in the index. `identifiers`: see `key`. `kinds`: of identifiers that stand by
    themselves. `streets`, `postcodes`, `handles`: the words that a page is stopped at. `families`: words that end a family
    name, `rare`: of a rare one; `letters`: with which first names begin."""

    identifiers: frozenset[str] = field(repr=False)
    kinds: frozenset[str]
    streets: frozenset[str] = field(repr=False)
    postcodes: frozenset[str] = field(repr=False)
    handles: frozenset[str] = field(repr=False)
    families: frozenset[str] = field(repr=False)
    rare: frozenset[str] = field(repr=False)
    letters: frozenset[str] = field(repr=False)


def keys_of(profile: Profile, outline: Outline, handles: Iterable[str]) -> Keys:
    """`handles`: those of the profile in their one form."""
    own = exact.of(profile)
    codes = {code for address in profile.addresses if len(code := "".join(words(address.postcode))) == 6}
    streets = [(street[-1], number) for address in profile.addresses if (number := addresses.leading_number(address))
               and (street := words(address.street))]  # fmt: skip
    identifiers = [key(kind, value) for kind, value in own]
    identifiers += [key("postcode", code) for code in codes]
    identifiers += [key("street", addresses.canonical_type(street), number) for street, number in streets]
    if profile.birth_date:
        identifiers.append(key("birth-date", profile.birth_date.isoformat()))
    return Keys(
        frozenset(identifiers),
        frozenset([kind for kind, _ in own]),
        frozenset([spelled for street, _ in streets for spelled in addresses.every_spelling(street)]),
        frozenset([code[:4] for code in codes]),
        frozenset([max(parts, key=len) for handle in handles if (parts := words(handle))]),
        outline.families,
        outline.rare,
        outline.letters,
    )


def key(kind: str, value: str, number: str = "") -> str:
    """What an identifier is posted under: its kind and its canonical form, of a street with the house number."""
    return f"{kind}\0{value}\0{number}"
