"""Where names come from: within a group given names and surnames go together, and some groups live together.

How large each group is decides how many people bear the same two names. The lists stand in origins.yml. Behind each list
stands a tail: of the rarer surnames that look like the group's, or, in a village, of what the rest of the country is
called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench.dev_world import facts
from bench.dev_world.facts import Pool


@dataclass(frozen=True)
class Origin:
    """`residents`: how many bear such names. `enrolled`: the share among those enrolled, higher for the small groups so
    that there is something to count. `cities`: where they live; empty is anywhere."""

    name: str
    residents: float
    enrolled: float
    given: Pool
    families: Pool
    cities: tuple[str, ...] = ()

    def namesakes(self, first: str, family: str) -> float:
        """How many others bear both names."""
        return self.residents * self.given.share(first) * self.families.share(family)


_GROUPS = Path(__file__).parent / "origins.yml"
_LISTED_IN_A_VILLAGE = 0.65
_VILLAGE_GIVEN = 0.6


@cache
def origins() -> tuple[Origin, ...]:
    small = tuple(_origin(name, group) for name, group in yaml.safe_load(_GROUPS.read_text(encoding="utf-8")).items())
    rest = 1.0 - sum(one.enrolled for one in small)
    return (Origin("dutch", 14e6, rest, facts.given_names(), facts.surnames()), *small)


def _origin(name: str, group: dict[str, Any]) -> Origin:
    """A group with a `tail` has rarer surnames that look like this; one without is a village, where the rest of the country is
    the tail."""
    given = Pool.ranked(group["given"].split(), group["steepness"])
    families = Pool.ranked(group["families"].split(", "), group["steepness"])
    if "tail" not in group:
        given = given.mixed(facts.given_names(), _VILLAGE_GIVEN)
        families = families.mixed(facts.surnames(), _LISTED_IN_A_VILLAGE)
    elif rare := facts.rare_surnames(group["tail"]):
        families = families.mixed(Pool.ranked(rare), group["listed"])
    cities = tuple(group["cities"].split(", ")) if "cities" in group else ()
    return Origin(name, group["residents"], group["enrolled"], given, families, cities)


def of_staff(chance: Random) -> Origin:
    return chance.choices(origins(), [one.enrolled for one in origins()])[0]


def of_residents(chance: Random) -> Origin:
    return chance.choices(origins(), [one.residents for one in origins()])[0]


def family_of(name: str) -> str:
    """The origin as reported: the villages together, and so the groups of Suriname."""
    return name.replace("surinamese-creole", "surinamese").split(" ", maxsplit=1)[0]
