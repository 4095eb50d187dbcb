"""Where people live, and the numbers of their telephones: real places and streets, of which nobody lives at another's.

Two sides that never meet: what the enrolled have, strangers cannot have. Of values (a telephone number, an e-mail address) a
checksum decides; of places the second letter of the postcode, and a street belongs to one side of a city. So a page full of
strangers can be judged without looking up all 100,000 enrolled. House numbers on 4 and 7 are left to those who live near one
of them."""

from __future__ import annotations

import random
import zlib
from functools import lru_cache

from bench.judge_world.tables import Tables
from domain.profile import Address

_FIRST = "ABCDEGHJKLMNPRSTVWXZ"
_SECOND = ("ABCDEGHJKL", "MNPRTVWXZ")  # of the enrolled, of strangers; SA, SD and SS exist nowhere
_USUAL = [
    "Kerkstraat",
    "Dorpsstraat",
    "Molenweg",
    "Schoolstraat",
    "Stationsstraat",
    "Julianastraat",
    "Beatrixlaan",
    "Wilhelminastraat",
    "Hoofdstraat",
    "Industrieweg",
    "Parklaan",
    "Eikenlaan",
    "Kastanjelaan",
    "Beukenlaan",
    "Prins Bernhardstraat",
    "Oranjestraat",
    "Nieuwstraat",
    "Havenstraat",
    "Burgemeester de Boerstraat",
    "Lindenlaan",
    "Merelstraat",
    "Vondelstraat",
    "Rembrandtstraat",
    "Irenestraat",
    "Sportlaan",
    "Raadhuisplein",
]
_AREAS = (
    "10:020 11:020 13:036 14:035 15:075 16:0229 17:072 18:072 19:0255 20:023 21:0252 22:071 23:071 24:0172 25:070 "
    "26:015 27:079 28:0182 29:010 30:010 31:010 32:0181 33:078 34:030 35:030 36:0294 37:033 38:0341 39:0318 40:0344 "
    "41:0345 42:0183 43:0113 44:0113 45:0115 46:0164 47:0165 48:076 49:0162 50:013 51:0416 52:073 53:0412 54:0413 "
    "55:040 56:040 57:0492 58:0478 59:077 60:0495 61:046 62:043 63:045 64:045 65:024 66:0487 67:0317 68:026 69:0314 "
    "70:0314 71:0543 72:0575 73:055 74:0570 75:053 76:0546 77:0523 78:0591 79:0528 80:038 81:0578 82:0320 83:0527 "
    "84:0513 85:0515 86:0515 87:0515 88:0517 89:058 90:058 91:0519 92:0512 93:0592 94:0592 95:0599 96:0598 97:050 "
    "98:0594 99:0596 "
)
_AREA = dict(pair.split(":") for pair in _AREAS.split())


def of_strangers(value: str) -> bool:
    """Whether only strangers may have this number, address or name."""
    return zlib.crc32(value.encode()) % 4 == 0


@lru_cache(maxsize=200_000)
def street(known: Tables, pc4: str, city: str, letter: str, side: int) -> str:
    """The one street of these postcodes, ten or nine of which lie along it."""
    chance, city = random.Random(f"street {pc4}{letter}{side}"), "Den Haag" if city == "'s-Gravenhage" else city
    while True:
        name = chance.choice(_USUAL if chance.random() < 0.3 else known.streets)
        if zlib.crc32(f"{city} {name}".encode()) % 2 == side:
            return name


class Homes:
    """Gives out addresses and telephone numbers; to the enrolled, none twice."""

    def __init__(self, known: Tables) -> None:
        self._known = known
        self._villages: dict[str, tuple[str, ...]] = {}
        self._taken: set[str] = set()

    def address(self, chance: random.Random, side: int, city: str = "") -> Address:
        """`city`: where it must be; anywhere otherwise."""
        while True:
            pc4, place = self._place(chance, city)
            letter, second = chance.choice(_FIRST), chance.choice(_SECOND[side])
            number = str(1 + int(180 * chance.random() ** 1.8))
            if number[-1] in "47" or letter + second in {"SA", "SD", "SS"} or pc4[0] == "0":
                continue
            addition = chance.choice(("A", "B", "bis", "II", "hs", "3", "C")) if chance.random() < 0.12 else ""
            home = Address(street(self._known, pc4, place, letter, side), number, addition, f"{pc4}{letter}{second}", place)
            if side or self._free(f"{home.postcode} {number}"):
                return home

    def _place(self, chance: random.Random, city: str) -> tuple[str, str]:
        if not city:
            pc4, place = chance.choice(self._known.postcodes)
            return pc4, "Den Haag" if place == "'s-Gravenhage" and chance.random() < 0.8 else place
        if city not in self._villages:
            real = "'s-Gravenhage" if city == "Den Haag" else city
            self._villages[city] = self._known.pc4_of(real)
        return chance.choice(self._villages[city]), city

    def mobile(self, chance: random.Random, side: int) -> str:
        """E.164."""
        while True:
            number = f"+316{chance.choice('123458')}{chance.randrange(10**7):07}"
            if of_strangers(number) == bool(side) and (side or self._free(number)):
                return number

    def landline(self, chance: random.Random, side: int, postcode: str) -> str:
        """E.164; in the exchange area of the postcode."""
        area = _AREA.get(postcode[:2], "085")
        while True:
            number = f"+31{area[1:]}{chance.choice('2345678')}{chance.randrange(10 ** (9 - len(area))):0{9 - len(area)}}"
            if of_strangers(number) == bool(side) and (side or self._free(number)):
                return number

    def username(self, chance: random.Random, side: int, stem: str, rest: str = "") -> str:
        """The stem, with digits until it can be theirs, and what follows it (of an e-mail address, the domain)."""
        made = f"{stem}{rest}"
        while of_strangers(made) != bool(side) or not (side or self._free(made)):
            made = f"{stem}{chance.randrange(10 ** chance.choice((1, 2, 2, 3)))}{rest}"
        return made

    def _free(self, value: str) -> bool:
        if value in self._taken:
            return False
        self._taken.add(value)
        return True


def near(chance: random.Random, home: Address, *, same_postcode: bool) -> Address:
    """Somebody else's house in the same street: of the same postcode, or of another one along the street."""
    while True:
        number = str(chance.randrange(1, 20)) + chance.choice("47")
        if number != home.number:
            break
    postcode = home.postcode
    while not same_postcode and postcode == home.postcode:
        postcode = home.postcode[:5] + chance.choice(_SECOND[0])
        if postcode[4:] in {"SA", "SD", "SS"}:
            postcode = home.postcode
    return Address(home.street, number, "", postcode, home.city)
