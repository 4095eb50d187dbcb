"""Those who look like somebody enrolled and are not: in each what must be the same, and what must differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from bench.dev_world import facts, places, records
from bench.dev_world.people import Person, stranger
from bench.dev_world.written import Piece
from domain.name import FamilyName, Name
from domain.profile import Address, Profile

Records = list[list[Piece]]
Decoy = Callable[[Person, Profile, Random], Records]


def _shown(profile: Profile, chance: Random, *parts: str) -> list[Piece]:
    return records.pieces(profile, parts, chance) or []


def namesake(person: Person, other: Profile, chance: Random) -> Records:
    """The same name with somebody else's particulars; one in four lives in the same city."""
    home = other.addresses[0]
    if chance.random() < 0.25:
        home = places.home(chance, person.profile.addresses[0].city)
    double = replace(other, name=person.profile.name, addresses=(home,), emails=(other.emails[0],))
    parts = chance.choice(
        (("phone",), ("address",), ("email",), ("city", "phone"), ("birth-date", "city"), ("address", "phone"))
    )
    return [_shown(double, chance, chance.choice(("name", "name", "initials-name")), *parts)]


def same_surname(person: Person, other: Profile, chance: Random) -> Records:
    double = replace(other, name=replace(other.name, family=person.profile.name.family, partner=None))
    if chance.random() < 0.5:
        double = replace(double, addresses=(places.home(chance, person.profile.addresses[0].city),))
    return [
        _shown(double, chance, "name", *chance.choice((("city", "phone"), ("address",), ("postcode-city",), ("email", "city"))))
    ]


def neighbour(person: Person, other: Profile, chance: Random) -> Records:
    double = replace(other, addresses=(_next_door(person.profile.addresses[0], chance),))
    return [_shown(double, chance, *chance.choice((("name", "address"), ("name", "address", "phone"), ("surname", "address"))))]


def _next_door(home: Address, chance: Random) -> Address:
    """Two doors on, or another floor of the same house."""
    if home.addition and chance.random() < 0.5:
        return replace(home, addition=chance.choice([one for one in ("A", "B", "C", "D") if one != home.addition]))
    return replace(home, number=str(max(1, int(home.number) + chance.choice((2, 4, 6)))), addition="")


def same_street(person: Person, other: Profile, chance: Random) -> Records:
    """Another house in the street, behind another postcode; or a street of that name elsewhere, and the same number."""
    home = person.profile.addresses[0]
    if chance.random() < 0.5:
        away = other.addresses[0]
        moved = replace(away, street=home.street, number=home.number, addition=home.addition)
    else:
        moved = replace(home, number=str(int(home.number) + 50), addition="", postcode=f"{home.postcode[:4]}XW")
    return [_shown(replace(other, addresses=(moved,)), chance, "name", "address", *chance.choice(((), ("phone",))))]


def phone_beside(person: Person, other: Profile, chance: Random) -> Records:
    number = person.profile.phones[0]
    at = chance.randrange(5, len(number))
    near = number[:at] + str((int(number[at]) + chance.choice((1, 9))) % 10) + number[at + 1 :]
    double = replace(other, phones=(near,))
    return [_shown(double, chance, *chance.choice((("phone",), ("name", "phone"), ("name", "phone", "city"))))]


def email_beside(person: Person, other: Profile, chance: Random) -> Records:
    """One character off, or another domain; now and then beside the person's own name."""
    local, host = person.profile.emails[0].split("@")
    at = chance.randrange(1, len(local))
    near = chance.choice(
        (f"{local[:at]}{local[at + 1 :]}@{host}", f"{local}x@{host}", f"{local}@andere-{host}", f"{local}@{host}.nl")
    )
    named = person.profile.name if chance.random() < 0.2 else other.name
    return [_shown(replace(other, emails=(near,), name=named), chance, *chance.choice((("email",), ("name", "email"))))]


def relative(person: Person, other: Profile, chance: Random) -> Records:
    """Lives at the same address under the same surname, with another first name; perhaps with the shared landline."""
    mine = person.profile
    first = _unlike_first(mine, other.name.called)
    name = replace(other.name, family=mine.name.family, given_names=(first,), calling_name=first, partner=None)
    shared = records.landline(mine)
    double = replace(other, name=name, addresses=mine.addresses, phones=(*other.phones[:1], *([shared] if shared else [])))
    also = ("landline",) if shared and chance.random() < 0.4 else ()
    return [_shown(double, chance, "name", "address", *also)]


def _unlike_first(mine: Profile, first: str) -> str:
    """This first name, or one that is neither short for one of the person's nor begins with the same letter."""
    own = {mine.name.called, *mine.name.given_names}
    short = {one for given in own for one in facts.nicknames().get(given, ())}
    letters = {one[0] for one in own}
    others = [first, "Xander", "Berend", "Quinten", "Ursula", "Zoë"]
    return next(one for one in others if one not in short and one[0] not in letters)


def name_far(person: Person, other: Profile, chance: Random) -> Records:
    """The name in one record with another's particulars, the number or address in the next, of somebody else again."""
    third = stranger(chance.randrange(10**6, 2 * 10**6)).profile
    named = replace(other, name=person.profile.name)
    key = chance.choice(("phone", "address", "address", "postcode", "postcode"))
    moved = replace(third, phones=person.profile.phones, addresses=person.profile.addresses, name=_unlike(third, person))
    first = chance.choice((("name", "phone"), ("name", "email"), ("name", "address")))
    return [_shown(named, chance, *first), _shown(moved, chance, "name", key)]


def _unlike(third: Profile, person: Person) -> Name:
    name = third.name
    return replace(name, family=FamilyName("Zwanikken")) if name.family == person.profile.name.family else name


KINDS: dict[str, Decoy] = {
    "namesake": namesake,
    "same-surname": same_surname,
    "neighbour": neighbour,
    "same-street": same_street,
    "phone-beside": phone_beside,
    "email-beside": email_beside,
    "relative": relative,
    "name-far": name_far,
}
