"""People, each made from a number: the same number is the same person, however many others there are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.dev_world import facts, places
from bench.dev_world.origins import Origin, of_residents, of_staff
from domain.name import FamilyName, Name
from domain.profile import Profile

STANDING = 1_000  # the people who stand on pages
STRANGERS = 10**7  # numbers from here on are never enrolled
_SEED = 7_919
_BEFORE = "van de der den ter ten te het 't in op la le du von"
_PREFIXES = frozenset(_BEFORE.split())
_LETTERS = str.maketrans("ıİłŁşŞğĞçÇøđ", "iIlLsSgGcCod")
_HOSTS = ("mail.example", "post.example", "kabel.example", "glasnet.example", "thuis.example", "snel-web.example")
_EMPLOYERS = ("Politie Eenheid Oost", "Brandweer Midden", "Gemeente Lindestad", "Rechtbank Noordwest", "Waterschap De Wetering",
              "Belastingdienst Regio Zuid", "Jeugdzorg De Brug", "Dienst Toezicht")  # fmt: skip
_FIRST_BIRTH = date(1958, 1, 1)


@dataclass(frozen=True)
class Person:
    profile: Profile
    origin: Origin

    @property
    def family(self) -> str:
        return str(self.profile.name.family)


def bare(text: str) -> str:
    """Without diacritics, as most keyboards write it."""
    spread = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def family_name(full: str, chance: Random) -> FamilyName:
    """`El Idrissi` stands in the registry as one surname, or with a prefix, as the clerk decided."""
    first, *rest = full.split()
    if first in {"El", "Ben"} and rest and chance.random() < 0.4:
        return FamilyName(" ".join(rest), first.lower())
    parts = full.split()
    count = next((at for at, part in enumerate(parts) if part not in _PREFIXES), 0)
    return FamilyName(" ".join(parts[count:]), " ".join(parts[:count]))


def employee(number: int) -> Person:
    """Among those who stand on pages small groups are overrepresented, so that there is something to count; among all others
    enrolled they are as large as among residents."""
    chance = Random(_SEED * number + 1)
    return _person(f"d{number}", number, chance, of_staff(chance) if number < STANDING else of_residents(chance))


def stranger(number: int, where: str = "", origin: Origin | None = None) -> Person:
    """Any resident; `where` and `origin` narrow whom one meets on the pages of a village."""
    chance = Random(_SEED * (STRANGERS + number) + 1)
    return _person(f"s{number}", STRANGERS + number, chance, origin or of_residents(chance), where)


def _person(key: str, number: int, chance: Random, origin: Origin, where: str = "") -> Person:
    name = _name(chance, origin)
    where = where or (chance.choice(origin.cities) if origin.cities and chance.random() < 0.9 else places.city(chance))
    born = _FIRST_BIRTH + timedelta(days=chance.randrange(47 * 365))
    phones = [places.mobile(number)] + ([places.landline(chance, where)] if chance.random() < 0.5 else [])
    former = chance.random() < 0.05
    others = f"{origin.given.draw(chance)} {name.family}" if chance.random() < 0.3 else ""
    profile = Profile(
        key,
        name,
        (f"{name.called} {origin.families.draw(chance)}",) if former else (),
        born,
        tuple(phones),
        _emails(chance, name, born, key),
        (_handle(chance, name, born),) if chance.random() < 0.6 else (),
        (places.home(chance, where),),
        chance.choice(_EMPLOYERS) if chance.random() < 0.7 else "",
        (others,) if others else (),
    )
    return Person(profile, origin)


def _name(chance: Random, origin: Origin) -> Name:
    family, first = origin.families.draw(chance), origin.given.draw(chance)
    partner = origin.families.draw(chance) if chance.random() < 0.2 else ""
    if chance.random() < 0.35:
        family, first, partner = bare(family), bare(first), bare(partner)
    given = [first, *(origin.given.draw(chance) for _ in range(chance.choice((0, 0, 0, 1, 1, 2))))]
    short = facts.nicknames().get(first, ())
    called = chance.choice(short) if short and chance.random() < 0.35 else first
    married = family_name(partner, chance) if partner and partner != family else None
    return Name(family_name(family, chance), tuple(given), called, married)


def _word(text: str) -> str:
    return "".join(letter for letter in bare(text).lower() if letter.isascii() and letter.isalnum())


def _emails(chance: Random, name: Name, born: date, key: str) -> tuple[str, ...]:
    """No provider gives an address twice: the person's number makes it their own, in front of the sign or behind it."""
    first, last = _word(name.called), _word(str(name.family))
    shapes = (f"{first}.{last}", f"{first[0]}.{last}", f"{first}{last}{born.year % 100}", f"{last}.{first}",
              f"{first}_{born.year}", f"{first[0]}{last}", f"{last}-{first[0]}")  # fmt: skip
    chosen = chance.sample(shapes, 2 if chance.random() < 0.3 else 1)
    host = chance.choice(_HOSTS)
    if chance.random() < 0.5:
        return tuple(f"{shape}@{key}-{host}" for shape in chosen)
    return tuple(f"{shape}{key[1:]}@{host}" for shape in chosen)


def _handle(chance: Random, name: Name, born: date) -> str:
    first, last = _word(name.called), _word(name.family.surname)
    shapes = (
        f"{first}{last}{born.year % 100}",
        f"{first[:1]}_{last}{chance.randrange(1000)}",
        f"{first}{chance.randrange(10**4)}",
        f"{last}{first[:2]}{born.year}",
        f"{first}_{last}{chance.randrange(100)}",
        f"{first[:4]}{last[:4]}",
    )
    return chance.choice(shapes)
