"""The real tables that the judging world draws from: names as common as they are, places, postcodes and streets that exist.

They lie beside the checkout (`../shared/data`) and never come into it; without them there is no judging world."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from domain.errors import BadInput

DATA = Path(__file__).parents[3] / "shared" / "data"
_NEEDED = (
    "nl-names/surnames_top1000_2007.csv",
    "nl-names/surnames_5_or_more_bearers.txt",
    "nl-names/given_names_births_1880_2014.csv",
    "nl-names/given_names_list.csv",
    "nl-names/politicians_name_parts.json",
    "nl-names/tussenvoegsels.csv",
    "nl-addresses/pc4_city.csv",
    "nl-addresses/streets_nl.txt",
)
_SEXES = {"M": "m", "F": "f", "V": "f"}


@dataclass(frozen=True, eq=False)
class Tables:
    """Weights are running totals, as `random.choices(cum_weights=…)` wants them. Given names by sex, `m` and `f`."""

    surnames: tuple[str, ...]
    surname_totals: tuple[int, ...]
    rare_surnames: tuple[str, ...]
    given: dict[str, tuple[str, ...]]
    given_totals: dict[str, tuple[int, ...]]
    other_given: dict[str, tuple[str, ...]]
    politicians_given: tuple[str, ...]
    politicians_family: tuple[tuple[str, str], ...]
    prefixes: tuple[str, ...]
    postcodes: tuple[tuple[str, str], ...]
    streets: tuple[str, ...]

    def pc4_of(self, city: str) -> tuple[str, ...]:
        return tuple(pc4 for pc4, name in self.postcodes if name == city)


def missing() -> str:
    """Why no judging world can be made here; empty when it can."""
    absent = [name for name in _NEEDED if not (DATA / name).is_file()]
    return f"no {', '.join(absent)} in {DATA}" if absent else ""


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Reads them once. Raises `BadInput` where they are not beside the checkout."""
    if why := missing():
        raise BadInput("the judging world", f"{why}; put the shared test material beside the checkout")
    top = _rows("nl-names/surnames_top1000_2007.csv")
    common = {row["surname"] for row in top}
    every = (DATA / "nl-names/surnames_5_or_more_bearers.txt").read_text("utf-8").splitlines()
    births = [row for row in _rows("nl-names/given_names_births_1880_2014.csv") if row["births_in_yearly_top100"].isdigit()]
    listed = _rows("nl-names/given_names_list.csv")
    public = json.loads((DATA / "nl-names/politicians_name_parts.json").read_text("utf-8"))
    by_sex = {sex: [row for row in births if _SEXES[row["sex"]] == sex] for sex in "mf"}
    streets = (DATA / "nl-addresses/streets_nl.txt").read_text("utf-8").splitlines()
    return Tables(
        tuple(row["surname"] for row in top),
        tuple(accumulate(int(row["count_2007"]) for row in top)),
        tuple(name.strip() for name in every if len(name.strip()) > 3 and name.strip() not in common),
        {sex: tuple(row["name"] for row in rows) for sex, rows in by_sex.items()},
        {sex: tuple(accumulate(int(row["births_in_yearly_top100"]) for row in rows)) for sex, rows in by_sex.items()},
        {sex: tuple(row["name"] for row in listed if _SEXES.get(row["sex"]) == sex and len(row["name"]) > 2) for sex in "mf"},
        tuple(sorted({one["forename"].strip() for one in public if 0 < len(one["forename"].split()) < 3})),
        tuple(sorted({(one["prefix"].strip(), one["surname"].strip()) for one in public if one["surname"]})),
        tuple(sorted((row["prefix"] for row in _rows("nl-names/tussenvoegsels.csv")), key=len, reverse=True)),
        tuple((row["pc4"], row["city"].strip()) for row in _rows("nl-addresses/pc4_city.csv")),
        tuple(name for name in map(str.strip, streets) if len(name) > 5 and not any(map(str.isdigit, name))),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
