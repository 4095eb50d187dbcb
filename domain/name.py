"""A Dutch name as the civil registry has it, and the ways in which it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FamilyName:
    """A surname with its prefix (*voorvoegsel*, *tussenvoegsel*): prefix "van der", surname "Berg"."""

    surname: str
    prefix: str = ""

    def __str__(self) -> str:
        return f"{self.prefix} {self.surname}".strip()


@dataclass(frozen=True, slots=True)
class Name:
    """Given names, the name one is called by, one's own family name, and a partner's where it is used."""

    family: FamilyName
    given_names: tuple[str, ...] = ()
    calling_name: str = ""
    partner: FamilyName | None = None

    @property
    def called(self) -> str:
        """The name others use: the calling name, else the first given name, else nothing."""
        return self.calling_name or (self.given_names[0] if self.given_names else "")

    @property
    def initials(self) -> str:
        return "".join(f"{given[0].upper()}." for given in self.given_names if given)

    def __str__(self) -> str:
        return f"{self.called or self.initials} {self.family}".strip()

    def families(self) -> Iterator[str]:
        """The family names in use: one's own, the partner's, and both in either order."""
        yield str(self.family)
        if self.partner:
            yield str(self.partner)
            yield f"{self.partner} - {self.family}"
            yield f"{self.family} - {self.partner}"

    def full(self) -> Iterator[str]:
        """Full names, most usual first, none twice: every first name with every family name in use."""
        firsts = dict.fromkeys(
            first for first in (self.called, *self.given_names[:1], " ".join(self.given_names), self.initials) if first
        )
        seen: set[str] = set()
        for family in self.families():
            for first in firsts:
                name = f"{first} {family.replace(' - ', '-')}"
                if name not in seen:
                    seen.add(name)
                    yield name
