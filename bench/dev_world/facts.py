"""Facts about the Netherlands from which the world is made: the project's own tables, and beside the checkout, where they
are, longer lists of surnames, streets and postcodes (facts alone; nothing of them is kept here)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from zlib import crc32

from config.matching import POPULATION_DIRECTORY

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "data"
_FOREIGN = re.compile(
    r"^(?:el|al|ait|ben|abd|ou|bou|da|dos|di)\b|[^a-zA-Z' ëéèïöüäáíç-]|aa[bdchkrz]|oua|ouz|rjee|singh", re.IGNORECASE
)
_STEMS = "Meer Kooi Veld Brug Hoek Berk Linden Eik Haar Broek Water Zand Hout Laar Wijn Korn Rooi Steen Vlas Tim Zwart Brand"
_ENDINGS = "man ink huis stra kamp sma sen mans hof ing broek meijer horst daal veld s"


@dataclass(frozen=True)
class Pool:
    """Names with how many bear each, to be drawn from by chance."""

    names: Sequence[str]
    sums: Sequence[float]
    shares: Mapping[str, float]

    @classmethod
    def of(cls, counted: dict[str, float]) -> Pool:
        whole = sum(counted.values())
        shares = {name: count / whole for name, count in counted.items()}
        return cls(tuple(counted), tuple(accumulate(counted.values())), shares)

    @classmethod
    def ranked(cls, names: Sequence[str], steepness: float = 0.7) -> Pool:
        """Commonest first."""
        return cls.of({name: 1 / (rank + 3) ** steepness for rank, name in enumerate(names)})

    def mixed(self, other: Pool, share: float) -> Pool:
        """These for a share, the other's for the rest."""
        counted = {name: one * share for name, one in self.shares.items()}
        for name, one in other.shares.items():
            counted[name] = counted.get(name, 0.0) + one * (1 - share)
        return Pool.of(counted)

    def draw(self, chance: Random) -> str:
        return chance.choices(self.names, cum_weights=self.sums)[0]

    def share(self, name: str) -> float:
        return self.shares.get(name, 0.0)


def rows(name: str) -> Iterator[list[str]]:
    """The rows of one of the project's tables of facts."""
    with (POPULATION_DIRECTORY / name).open(encoding="utf-8", newline="") as file:
        yield from csv.reader(line for line in file if not line.startswith("#"))


def surnames() -> Pool:
    """The thousand commonest with their bearers, and behind them all the others, which two in three bear."""
    counted = {name: float(bearers) for name, bearers in rows("surnames.csv")}
    for rank, name in enumerate(sorted(_rare() - counted.keys(), key=_order), 1_000):
        counted[name] = 402e3 / (rank + 5.1) ** 0.85  # Zipf and Mandelbrot, as the reference fits the counts
    return Pool.of(counted)


def rare_surnames(looks: str) -> list[str]:
    """Those behind the thousand commonest that fit a pattern, in an order of their own; none without the list."""
    listed, fits = SHARED / "nl-names" / "surnames_5_or_more_bearers.txt", re.compile(looks)
    names = listed.read_text(encoding="utf-8").split("\n") if listed.is_file() else []
    return sorted((name for name in names if len(name) > 3 and fits.search(name)), key=_order)


def _order(name: str) -> int:
    return crc32(name.encode())


def _rare() -> set[str]:
    listed = SHARED / "nl-names" / "surnames_5_or_more_bearers.txt"
    if listed.is_file():
        names = listed.read_text(encoding="utf-8").split("\n")
        return {name for name in names if len(name) > 3 and not name.isupper() and not _FOREIGN.search(name)}
    return {f"{stem}{middle}{ending}" for stem in _STEMS.split() for middle in ("", "e", "er") for ending in _ENDINGS.split()}


def given_names() -> Pool:
    return Pool.of({name: float(births) for name, births in rows("given_names.csv") if float(births) > 0})


@cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """Given name to the short names in use for it."""
    return {given: tuple(short.split()) for given, short in rows("nicknames.csv")}


def cities() -> dict[str, float]:
    """Where people live, with how many."""
    return {city: float(residents) for city, residents in rows("cities.csv")}


def postcodes() -> dict[str, list[int]]:
    """The four-digit postcodes of a city; without the list a made-up one for each city."""
    found: dict[str, list[int]] = {}
    listed = SHARED / "nl-addresses" / "pc4_city.csv"
    if listed.is_file():
        with listed.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["city"], []).append(int(row["pc4"]))
    for city, alias in rows("city_aliases.csv"):
        found.setdefault(city, found.get(alias, []))
    return {city: found.get(city) or [1_000 + crc32(city.encode()) % 8_999] for city in cities()}


def streets() -> list[str]:
    listed = SHARED / "nl-addresses" / "streets_nl.txt"
    if listed.is_file():
        names = listed.read_text(encoding="utf-8").split("\n")
        return [name for name in names if 6 < len(name) < 32 and name[0].isupper() and name.replace(" ", "").isalpha()]
    kinds = ("straat", "laan", "weg", "plein", "singel", "hof", "dijk", "kade")
    return [f"{stem}{kind}" for stem in _STEMS.split() for kind in kinds] + [f"Lange {stem}straat" for stem in _STEMS.split()]
