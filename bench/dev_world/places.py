"""Where people live: cities by their residents, some 38 people to a postcode, and the same street for the same postcode."""

from __future__ import annotations

from functools import cache
from random import Random
from zlib import crc32

from bench.dev_world import facts
from bench.dev_world.facts import Pool
from domain.profile import Address

_LETTERS = "ABCDEGHJKL"
_NAMES = (
    "Kerkstraat Dorpsstraat Schoolstraat Molenstraat Stationsstraat Hoofdstraat Nieuwstraat Wilhelminastraat Julianastraat "
    "Beatrixstraat Molenweg Kerkweg Parklaan Beukenlaan Eikenlaan Lindelaan Raadhuisstraat Industrieweg Marktplein"
)
_COMMON = _NAMES.split()
_ADDITIONS = ("A", "B", "C", "bis", "II", "III", "hs", "2")
_TWO = "10 13 15 20 23 24 26 30 33 35 36 38 40 43 45 46 50 53 55 58 70 71 72 73 74 75 76 77 78 79"
_THREE = "113 118 180 182 222 224 228 251 252 294 299 313 315 341 343 411 413 475 485 511 512 513 515 521 541 561 570 592"
SHORT_AREAS = frozenset(_TWO.split())  # area codes of two digits behind the zero
_AREAS = (*_TWO.split(), *_THREE.split())


@cache
def _cities() -> Pool:
    return Pool.of(facts.cities())


@cache
def _postcodes() -> dict[str, list[int]]:
    return facts.postcodes()


@cache
def _streets() -> list[str]:
    return facts.streets()


def city(chance: Random) -> str:
    return _cities().draw(chance)


def share(name: str) -> float:
    return _cities().share(name)


def _of(text: str) -> int:
    return crc32(text.encode())


def home(chance: Random, where: str) -> Address:
    postcode = f"{chance.choice(_postcodes()[where])}{chance.choice(_LETTERS)}{chance.choice(_LETTERS)}"
    number = 1 + 36 * (_of(postcode) % 5) + chance.randrange(36)
    addition = chance.choice(_ADDITIONS) if chance.random() < 0.12 else ""
    return Address(street(postcode), str(number), addition, postcode, where)


def street(postcode: str) -> str:
    """Two postcodes that differ in their last letter alone may share a street."""
    key = _of(postcode[:5] + str(_LETTERS.find(postcode[5]) // 2))
    return _COMMON[key // 7 % len(_COMMON)] if key % 7 == 0 else _streets()[key % len(_streets())]


def landline(chance: Random, where: str) -> str:
    area = _AREAS[_of(where) % len(_AREAS)]
    return f"+31{area}{chance.randint(2, 8)}{chance.randrange(10 ** (8 - len(area))):0{8 - len(area)}d}"


def mobile(number: int) -> str:
    """Everybody's own: a different one for every number below seventy million."""
    turned = (number * 39_916_801 + 12_345_678) % 70_000_000
    return f"+316{'1234568'[turned // 10**7]}{turned % 10**7:07d}"
