"""People who only seem to be somebody enrolled: eight kinds, each truly another person, or nobody's own record."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from bench._truth import Seems
from bench.judge_world import numbers, spellings
from bench.judge_world.entries import Entry, particulars
from bench.judge_world.homes import near, of_strangers
from bench.judge_world.lives import Lives, Person
from domain.profile import Profile

_OTHER_DOMAINS = [
    "ziggonet.example",
    "xs4heel.example",
    "heetmeel.example",
    "post.example",
    "werkmeel.example",
    "familiepost.example",
]


def decoy(chance: random.Random, lives: Lives, profile: Profile, kind: str) -> tuple[list[Entry], Seems]:
    """One entry, or for `name-far` the two that must stand in different records."""
    return _MADE[kind](chance, lives, profile), Seems(profile.id, kind)


def stranger_entry(chance: random.Random, person: Person, shown: set[str]) -> Entry:
    """A stranger with these particulars, called as people are."""
    profile = person.profile
    able = {one for one in shown if not ((one == "landline" and len(profile.phones) < 2) or one == "handle")}
    return Entry({"name": _written(chance, profile), **particulars(chance, profile, able)})


def _written(chance: random.Random, profile: Profile) -> str:
    name = profile.name
    if chance.random() < 0.25:
        return f"{spellings.initials(chance, name)} {name.family}"
    if chance.random() < 0.1:
        return spellings.turned(chance, name.called, name.family)
    return f"{name.called} {name.family}"


def _unlike(chance: random.Random, lives: Lives, profile: Profile, *, same_surname: bool, city: str = "") -> Person:
    """Another person, none of whose given names begins as one of this person's."""
    letters = {given[0] for given in (*profile.name.given_names, profile.name.called)}
    families = {str(profile.name.family), str(profile.name.partner)}
    while True:
        other = lives.stranger(chance, family=profile.name.family if same_surname else None, city=city)
        own = other.profile.name
        if letters & {given[0] for given in (*own.given_names, own.called)}:
            continue
        if same_surname or str(own.family) not in families:
            return other


def _some(chance: random.Random, *choices: str) -> set[str]:
    return set(chance.choice(choices).split())


def _namesake(chance: random.Random, lives: Lives, profile: Profile) -> list[Entry]:
    while True:
        person = lives.stranger(chance).profile
        born, own = person.birth_date, profile.birth_date
        if person.addresses[0].city != profile.addresses[0].city and born and own and abs(born.year - own.year) > 2:
            break
    shown = _some(
        chance, "phone", "address", "phone city", "email", "birth-date city", "address phone", "landline address", "city age"
    )
    namesake = replace(person, name=profile.name)
    able = shown - {"landline"} if len(person.phones) < 2 else shown
    return [Entry({"name": spellings.full(chance, profile.name), **particulars(chance, namesake, able)})]


def _same_surname(chance: random.Random, lives: Lives, profile: Profile) -> list[Entry]:
    city = profile.addresses[0].city if chance.random() < 0.4 else ""
    person = _unlike(chance, lives, profile, same_surname=True, city=city)
    return [
        stranger_entry(
            chance, person, _some(chance, "phone", "address", "phone city", "email city", "birth-date city", "landline address")
        )
    ]


def _nearby(chance: random.Random, lives: Lives, profile: Profile, *, same_postcode: bool) -> list[Entry]:
    person = _unlike(chance, lives, profile, same_surname=chance.random() < 0.3)
    home = near(chance, profile.addresses[0], same_postcode=same_postcode)
    person = replace(person, profile=replace(person.profile, addresses=(home,)))
    return [stranger_entry(chance, person, _some(chance, "address", "address phone", "address birth-date", "address email"))]


def _neighbour(chance: random.Random, lives: Lives, profile: Profile) -> list[Entry]:
    return _nearby(chance, lives, profile, same_postcode=True)


def _same_street(chance: random.Random, lives: Lives, profile: Profile) -> list[Entry]:
    return _nearby(chance, lives, profile, same_postcode=False)


def _phone_beside(chance: random.Random, lives: Lives, profile: Profile) -> list[Entry]:
    number = profile.phones[0]
    places = [(at, digit) for at in range(4, len(number)) for digit in "0123456789" if digit != number[at]]
    near_by = [number[:at] + digit + number[at + 1 :] for at, digit in places]
    number = chance.choice([one for one in near_by if of_strangers(one) and one[4] in "123458"])
    person = _unlike(chance, lives, profile, same_surname=chance.random() < 0.3).profile
    shown = particulars(chance, replace(person, phones=(number,)), _some(chance, "phone", "phone city", "phone address"))
    if chance.random() < 0.5:
        shown["phone"] = numbers.phone_oddly(chance, number)[1]
    return [Entry(shown if chance.random() < 0.2 else {"name": _written(chance, person), **shown})]


def _email_beside(chance: random.Random, lives: Lives, profile: Profile) -> list[Entry]:
    local, domain = profile.emails[0].split("@")
    edits = [local[:at] + local[at + 1 :] for at in range(len(local))]
    edits += [f"{local[:at]}{one}{local[at:]}" for at in range(len(local) + 1) for one in "aenrst123x"]
    close = [f"{one}@{domain}" for one in edits if one and one[0] not in ".-_" and one[-1] not in ".-_" and ".." not in one]
    close += [f"{local}@{other}" for other in _OTHER_DOMAINS * 6 if other != domain]
    email = chance.choice([one for one in close if of_strangers(one)])
    person = _unlike(chance, lives, profile, same_surname=chance.random() < 0.4).profile
    shown = particulars(chance, replace(person, emails=(email,)), _some(chance, "email", "email city", "email phone"))
    return [Entry(shown if chance.random() < 0.25 else {"name": _written(chance, person), **shown})]


def _relative(chance: random.Random, lives: Lives, profile: Profile) -> list[Entry]:
    """Shares the address, mostly the surname, and the landline if there is one."""
    person = _unlike(chance, lives, profile, same_surname=chance.random() < 0.85).profile
    lines = (person.phones[0], *profile.phones[1:])
    person = replace(person, addresses=profile.addresses, phones=lines)
    shown = _some(chance, "address", "address phone", "address birth-date", "address landline", "address email")
    able = shown - {"landline"} if len(lines) < 2 else shown
    return [Entry({"name": _written(chance, person), **particulars(chance, person, able)})]


def _name_far(chance: random.Random, lives: Lives, profile: Profile) -> list[Entry]:
    """The name alone or with a stranger's particulars; then somebody else with what the household has."""
    own = lives.stranger(chance).profile
    other = _unlike(chance, lives, profile, same_surname=False).profile
    beside = particulars(chance, own, _some(chance, "city", "phone", "age", "email", "address"))
    first = Entry({"name": spellings.full(chance, profile.name), **beside})
    elsewhere = particulars(
        chance, profile, _some(chance, "address", "postcode city", "street city", *(["landline"] * (len(profile.phones) > 1)))
    )
    return [first, Entry({"name": _written(chance, other), **elsewhere})]


_MADE: dict[str, Callable[[random.Random, Lives, Profile], list[Entry]]] = {
    "namesake": _namesake,
    "same-surname": _same_surname,
    "neighbour": _neighbour,
    "same-street": _same_street,
    "phone-beside": _phone_beside,
    "email-beside": _email_beside,
    "relative": _relative,
    "name-far": _name_far,
}
