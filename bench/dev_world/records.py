"""What stands together about one person: the kinds of mention, and the pieces each consists of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from bench.dev_world import noise, notations
from bench.dev_world.written import Piece
from domain.profile import Profile

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Kind:
    """`parts` in the order in which they are shown; `weight`: how often among a hundred mentions."""

    parts: tuple[str, ...]
    weight: float
    identifiable: bool = True
    household: bool = False

    @property
    def key(self) -> str:
        """What stands there, as the truth names it."""
        words = {word for part in self.parts for word in _KEYS.get(part, (part,))}
        return "+".join(sorted(words))

    @property
    def named(self) -> bool:
        return "name" in self.parts


_KEYS = {"initials-name": ("initials", "surname"), "address": ("address",), "postcode-city": ("postcode", "city")}

KINDS = (
    Kind(("name", "address"), 10),
    Kind(("name", "phone"), 11),
    Kind(("name", "landline"), 4),
    Kind(("name", "email"), 8),
    Kind(("name", "postcode-city"), 5),
    Kind(("name", "postcode"), 3),
    Kind(("name", "street", "city"), 6),
    Kind(("name", "birth-date"), 5),
    Kind(("name", "handle"), 3),
    Kind(("name", "address", "phone", "email"), 4),
    Kind(("name", "address", "landline"), 4),
    Kind(("name", "city", "phone"), 3),
    Kind(("name", "employer", "email"), 2),
    Kind(("initials-name", "address"), 5),
    Kind(("initials-name", "phone"), 3),
    Kind(("initials-name", "email"), 2),
    Kind(("initials-name", "postcode"), 2),
    Kind(("surname", "phone"), 2),
    Kind(("name", "birth-date", "city"), 3),
    Kind(("initials-name", "landline"), 2),
    Kind(("initials-name", "birth-date"), 2),
    Kind(("given", "phone"), 1.5),
    Kind(("email", "phone"), 1),
    Kind(("phone",), 6),
    Kind(("email",), 4),
    Kind(("handle",), 3),
    Kind(("name", "city"), 5, identifiable=False),
    Kind(("name", "age", "city"), 3, identifiable=False),
    Kind(("name",), 3, identifiable=False),
    Kind(("name", "employer"), 2, identifiable=False),
    Kind(("name", "relative"), 1, identifiable=False),
    Kind(("initials-name",), 2, identifiable=False),
    Kind(("initials-name", "city"), 2, identifiable=False),
    Kind(("address",), 3, identifiable=False, household=True),
    Kind(("landline",), 2, identifiable=False, household=True),
    Kind(("surname", "address"), 2, identifiable=False, household=True),
    Kind(("surname", "landline"), 1, identifiable=False, household=True),
)


def distinctive(handle: str) -> bool:
    """A handle that nobody else will have come upon: long, and with at least two digits."""
    return len(handle) >= 8 and sum(letter.isdigit() for letter in handle) >= 2


def landline(profile: Profile) -> str:
    return next((number for number in profile.phones if not number.startswith("+316")), "")


def can(profile: Profile, kind: Kind) -> bool:
    """Whether this person has what the kind shows."""
    needed = {
        "landline": bool(landline(profile)),
        "handle": any(map(distinctive, profile.handles)),
        "relative": bool(profile.relatives),
        "employer": bool(profile.employer),
        "initials-name": len(profile.name.given_names) > 0,
    }
    return all(needed.get(part, True) for part in kind.parts)


def pieces(profile: Profile, parts: tuple[str, ...], chance: Random, disguise: str = "") -> list[Piece] | None:
    """One record about this person, its name under the disguise; None where that does not apply to this name."""
    made: list[Piece] = []
    for part in parts:
        if part == "name":
            named = noise.name(profile, disguise, chance)
            if named is None:
                return None
            made.append(named)
        else:
            made.extend(_PIECES[part](profile, chance))
    return made


def _family(profile: Profile, chance: Random) -> Piece:
    name = str(profile.name.family)
    shown = chance.choice((f"Familie {name}", f"fam. {name}", name))
    return Piece.plain("name", shown[0].upper() + shown[1:])


def _home(profile: Profile, chance: Random) -> list[Piece]:
    return [notations.street(profile.addresses[0], chance), *_postcode(profile, chance), _city(profile)]


def _postcode(profile: Profile, chance: Random) -> list[Piece]:
    return [notations.postcode(profile.addresses[0].postcode, chance)]


def _city(profile: Profile) -> Piece:
    return Piece.plain("city", profile.addresses[0].city)


def _handle(profile: Profile, chance: Random) -> Piece:
    handle = next(one for one in profile.handles if distinctive(one))
    return Piece.plain("handle", chance.choice((f"@{handle}", handle, f"forum.example/u/{handle}")))


def _born(profile: Profile, chance: Random) -> list[Piece]:
    return [notations.born(profile.birth_date, chance)] if profile.birth_date else []


def _age(profile: Profile, chance: Random) -> Piece:
    years = age(profile)
    return Piece.plain("age", chance.choice((f"{years} jaar", f"leeftijd: {years}", f"({years})")))


_PIECES: dict[str, Callable[[Profile, Random], list[Piece]]] = {
    "initials-name": lambda one, _: [Piece.plain("name", f"{one.name.initials} {one.name.family}")],
    "surname": lambda one, chance: [_family(one, chance)],
    "given": lambda one, _: [Piece.plain("name", one.name.called)],
    "phone": lambda one, chance: [notations.phone(one.phones[0], "phone", chance)],
    "landline": lambda one, chance: [notations.phone(landline(one), "phone", chance)],
    "email": lambda one, chance: [notations.email(chance.choice(one.emails), chance)],
    "handle": lambda one, chance: [_handle(one, chance)],
    "address": _home,
    "street": lambda one, chance: [notations.street(one.addresses[0], chance)],
    "postcode-city": lambda one, chance: [*_postcode(one, chance), _city(one)],
    "postcode": _postcode,
    "city": lambda one, _: [_city(one)],
    "birth-date": _born,
    "age": lambda one, chance: [_age(one, chance)],
    "employer": lambda one, _: [Piece.plain("employer", one.employer)],
    "relative": lambda one, _: [Piece.plain("relative", f"partner: {one.relatives[0]}")],
}


def age(profile: Profile) -> int:
    assert profile.birth_date
    born = profile.birth_date
    return TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
