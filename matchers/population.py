"""How common a name or a city is among all residents; never counted from the people enrolled, so that no score depends on
who else is."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from domain.errors import BadInput
from matchers.fold import words

RESIDENTS: Final = 17.9e6
_BIRTHS: Final = 26e6  # 1880-2014, the years of the table of given names


@dataclass(frozen=True, slots=True)
class Population:
    """Shares (0 to 1) of residents, by folded name. `given` holds 0 for names known but never counted. `initials` by
    letter. `short`: given name to its calling names, both ways. `aliases`: city to every way it is written.
    `bare`: surnames with all prefixes taken together, by the last word."""

    surnames: Mapping[str, float]
    bare: Mapping[str, float]
    given: Mapping[str, float]
    initials: Mapping[str, float]
    short: Mapping[str, frozenset[str]]
    cities: Mapping[str, float]
    aliases: Mapping[str, frozenset[str]]

    def city(self, name: str) -> float:
        """The share that lives there; a place unknown counts as a small village."""
        return self.cities.get(name, 3_750 / RESIDENTS)


def read_population(directory: Path) -> Population:
    """From the tables in config/population. Raises `BadInput` when one is missing or malformed."""
    given = _counted(directory / "given_names.csv", _BIRTHS)
    cities = _counted(directory / "cities.csv", RESIDENTS)
    short = _short(directory)
    given |= dict.fromkeys(short.keys() - given.keys(), 0.0)
    aliases: dict[str, set[str]] = {}
    for city, alias in _rows(directory / "city_aliases.csv"):
        aliases.setdefault(_key(city), {_key(city)}).add(_key(alias))
    every = {name: frozenset(group) for group in aliases.values() for name in group}
    for name, group in every.items():
        cities[name] = max(cities.get(one, 0.0) for one in group)
    surnames = _counted(directory / "surnames.csv", RESIDENTS)
    return Population(surnames, _bare(surnames), given, _initials(given), short, cities, every)


def _short(directory: Path) -> dict[str, frozenset[str]]:
    both: dict[str, set[str]] = {}
    for given, shorts in _rows(directory / "nicknames.csv"):
        for short in words(shorts):
            both.setdefault(_key(given), set()).add(short)
            both.setdefault(short, set()).add(_key(given))
    return {name: frozenset(others) for name, others in both.items()}


def _bare(surnames: Mapping[str, float]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for name, share in surnames.items():
        last = name.rpartition(" ")[2]
        shares[last] = shares.get(last, 0.0) + share
    return shares


def _initials(given: Mapping[str, float]) -> dict[str, float]:
    total = sum(given.values()) or 1.0
    shares: dict[str, float] = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 0.005)
    for name, share in given.items():
        shares[name[0]] = shares.get(name[0], 0.005) + share / total
    return shares


def _counted(path: Path, of: float) -> dict[str, float]:
    shares: dict[str, float] = {}
    for name, count in _rows(path):
        if not count.isdigit():
            raise BadInput(path.name, "has a row without a count; put back the table that luwte came with")
        key = _key(name)
        if key:
            shares[key] = shares.get(key, 0.0) + int(count) / of
    return shares


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadInput(path.name, "is missing; put back the table that luwte came with") from error
    for row in csv.reader(line for line in lines if line and not line.startswith("#")):
        if len(row) != 2:
            raise BadInput(path.name, "has a row that is not two fields; put back the table that luwte came with")
        yield row[0], row[1]


def _key(name: str) -> str:
    return " ".join(words(name))
