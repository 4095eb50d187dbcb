"""Who lives in the judging world: the enrolled, by number, and strangers without end. All fictional, on `.example`."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from bench.judge_world.homes import Homes
from bench.judge_world.origins import COMMUNITIES, alike, skewed
from bench.judge_world.tables import Tables
from domain.name import FamilyName, Name
from domain.profile import Profile

ENROLLED, STRANGER = 0, 1
_DOMAINS = [
    "ziggonet.example",
    "xs4heel.example",
    "kpnpost.example",
    "heetmeel.example",
    "gratismeel.example",
    "planeet.example",
    "solcom.example",
    "thuisnet.example",
    "delta-net.example",
    "protonpost.example",
]
_EMPLOYERS = [
    "Politie Eenheid Oost-Nederland",
    "Politie Eenheid Rotterdam",
    "Veiligheidsregio Fryslân",
    "Brandweer Gelderland-Zuid",
    "Rechtbank Midden-Nederland",
    "Gemeente Emmen",
    "Gemeente Zaanstad",
    "Openbaar Ministerie",
    "Dienst Justitiële Inrichtingen",
]
#: Calling names that the civil registry does not know; from general knowledge.
_CALLED = {
    "Johannes": "Hans Johan Jan Joop Han",
    "Johanna": "Hanneke Annie Joke Jo Hanna",
    "Maria": "Marijke Ria Mieke Riet Marja",
    "Cornelis": "Kees Cor Cees",
    "Cornelia": "Corrie Nel Lia",
    "Hendrik": "Henk Rik Henny",
    "Willem": "Wim Pim Willy",
    "Elisabeth": "Els Lies Betty Liesbeth",
    "Wilhelmina": "Willy Mina Wil Minie",
    "Pieter": "Piet Peter",
    "Petrus": "Peter Piet Pierre",
    "Gerrit": "Ger Gert",
    "Catharina": "Toos Ina Trien Karin",
    "Hendrika": "Riek Hennie Rika",
    "Jacobus": "Jaap Koos Jack Ko",
    "Wilhelmus": "Wim Willem Mus",
    "Adriana": "Jeanne Sjaan Ada",
    "Adrianus": "Ad Janus Adri",
    "Gerardus": "Gerard Ger",
    "Petronella": "Nel Petra Nelly",
    "Antonius": "Ton Toon Anton",
    "Jacob": "Jaap Co",
    "Franciscus": "Frans Cis",
    "Theodorus": "Theo Dorus",
    "Jacoba": "Coby Co",
    "Antonia": "Toos Tonny",
    "Lambertus": "Bert Lammert",
    "Bernardus": "Ben Bernard",
    "Margaretha": "Greet Margriet Gré",
    "Nicolaas": "Nico Klaas",
    "Leonardus": "Leo Leen",
    "Geertruida": "Truus Geertje Trudy",
    "Hubertus": "Huub Bert",
    "Martinus": "Martin Tinus",
}
CALLED = {official: tuple(short.split()) for official, short in _CALLED.items()}
#: Letters that do not come apart when their accents are taken off.
UNSPLIT = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "ß": "ss", "ĳ": "ij", "Ĳ": "IJ"})


@dataclass(frozen=True, slots=True)
class Person:
    profile: Profile
    origin: str
    sex: str


def plain(text: str) -> str:
    """Without accents."""
    return unicodedata.normalize("NFKD", text.translate(UNSPLIT)).encode("ascii", "ignore").decode()


def split_family(family: str, prefixes: tuple[str, ...]) -> FamilyName:
    """A prefix of the list of prefixes apart from the surname; a double name with prefixes inside stays whole behind it."""
    low = family.lower()
    for prefix in prefixes:
        if low.startswith(f"{prefix} ") and len(family) > len(prefix) + 2:
            return FamilyName(family[len(prefix) + 1 :], family[: len(prefix)])
    return FamilyName(family)


class Lives:
    """Draws people. The enrolled come in their order, so that the first thousand are the same people in every world."""

    def __init__(self, known: Tables, seed: str) -> None:
        self.known = known
        self.homes = Homes(known)
        self._seed = seed
        self._likely = {one.origin: alike(one.origin, known.rare_surnames) for one in COMMUNITIES}

    def enrolled(self, number: int) -> Person:
        return self._person(random.Random(f"{self._seed} person {number}"), ENROLLED, f"j{number:06}")

    def stranger(self, chance: random.Random, *, family: FamilyName | None = None, city: str = "") -> Person:
        """Somebody who has nothing that an enrolled person has, but for a name perhaps."""
        drawn = self._person(chance, STRANGER, "", city)
        if family is None:
            return drawn
        own = drawn.profile
        return Person(
            Profile(
                "",
                Name(family, own.name.given_names, own.name.calling_name),
                (),
                own.birth_date,
                own.phones,
                own.emails,
                own.handles,
                own.addresses,
                own.employer,
            ),
            drawn.origin,
            drawn.sex,
        )

    def _person(self, chance: random.Random, side: int, of: str, city: str = "") -> Person:
        sex = chance.choice("mf")
        origin, village, given, family = self._name(chance, sex)
        born = date(1950, 1, 1) + timedelta(days=int(20_000 * chance.random()))
        home = self.homes.address(chance, side, city or (village if chance.random() < 0.9 else ""))
        phones = [self.homes.mobile(chance, side)]
        if chance.random() < 0.45:
            phones.append(self.homes.landline(chance, side, home.postcode))
        partner = self.family(chance) if sex == "f" and origin in {"dutch", "politics"} and chance.random() < 0.28 else None
        called = self._called(chance, given)
        profile = Profile(
            of,
            Name(family, given, called, partner),
            (f"{called} {partner}",) if partner and chance.random() < 0.2 else (),
            born,
            tuple(phones),
            tuple(self._email(chance, side, called, family, born.year) for _ in range(chance.choice((1, 1, 2)))),
            tuple(self._handle(chance, side, called, family) for _ in range(chance.choice((0, 1, 1, 2)))),
            (home,),
            chance.choice(_EMPLOYERS),
            (f"{self.given(chance, chance.choice('mf'))} {family}",) if chance.random() < 0.3 else (),
        )
        return Person(profile, origin, sex)

    def _name(self, chance: random.Random, sex: str) -> tuple[str, str, tuple[str, ...], FamilyName]:
        """Origin, village, given names and family name."""
        roll = chance.random()
        for one in COMMUNITIES:
            roll -= one.share
            if roll < 0:
                first, family = one.draw(chance, sex, self._likely[one.origin])
                if one.village and chance.random() < 0.35:
                    first = self.given(chance, sex)
                second = (skewed(chance, one.men if sex == "m" else one.women),) if chance.random() < 0.3 else ()
                return (
                    one.origin,
                    one.village,
                    tuple(dict.fromkeys((first, *second))),
                    split_family(family, self.known.prefixes),
                )
        if roll < 0.06:
            prefix, surname = chance.choice(self.known.politicians_family)
            return "politics", "", (chance.choice(self.known.politicians_given),), FamilyName(surname, prefix)
        names = tuple(dict.fromkeys(self.given(chance, sex) for _ in range(chance.choice((1, 1, 2, 2, 3)))))
        return "dutch", "", names, self.family(chance)

    def family(self, chance: random.Random) -> FamilyName:
        if chance.random() < 0.45:
            name = chance.choices(self.known.surnames, cum_weights=self.known.surname_totals)[0]
        else:
            name = chance.choice(self.known.rare_surnames)
        return split_family(name, self.known.prefixes)

    def given(self, chance: random.Random, sex: str) -> str:
        if chance.random() < 0.7:
            return chance.choices(self.known.given[sex], cum_weights=self.known.given_totals[sex])[0]
        return chance.choice(self.known.other_given[sex])

    def _called(self, chance: random.Random, given: tuple[str, ...]) -> str:
        short = CALLED.get(given[0], ())
        if short and chance.random() < 0.6:
            return chance.choice(short)
        return given[-1] if chance.random() < 0.08 else given[0]

    def _email(self, chance: random.Random, side: int, called: str, family: FamilyName, year: int) -> str:
        first, last = _word(called), _word(str(family))
        stem = chance.choice(
            (
                f"{first}.{last}",
                f"{first[0]}.{last}",
                f"{first}{last}",
                f"{last}.{first[0]}",
                f"{first}_{_word(family.surname)}",
                f"{first}{year % 100:02}",
                f"info.{last}",
                f"fam.{last}",
                f"{first}-{last}",
                f"{first}{chance.randrange(1000, 9999)}",
            )
        )
        return self.homes.username(chance, side, stem, f"@{chance.choice(_DOMAINS)}")

    def _handle(self, chance: random.Random, side: int, called: str, family: FamilyName) -> str:
        first, last = _word(called), _word(family.surname)
        stem = chance.choice(
            (
                f"{first}{last}{chance.randrange(100, 999)}",
                f"{last}{first[0]}{chance.randrange(60, 99)}xx",
                f"x{first}_{last}{chance.randrange(99)}",
                f"{first}{last[:4]}",
                f"{first}.op.de.fiets{chance.randrange(99)}",
                f"mc{last}{chance.randrange(1960, 2004)}",
            )
        )
        return self.homes.username(chance, side, stem)


def _word(text: str) -> str:
    return "".join(letter for letter in plain(text).lower() if letter.isalnum()) or "post"
