"""The world to judge by: nobody tunes a matcher on it, and only totals of it are told.

    world = make(profiles=100_000, sheets=1_500)      # BadInput where the shared tables are not beside the checkout

It always comes out the same. Nested: the first thousand of any number of profiles are the same people, and only they stand or
seem to stand on a page, so that one set of sheets serves every number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench._truth import Sheet
from bench.judge_world.lives import Lives
from bench.judge_world.sheets import deal
from bench.judge_world.tables import missing, tables
from domain.errors import BadInput
from domain.profile import Profile

__all__ = ["JudgeWorld", "make", "missing"]

SEED = "judge 1953-02-01"
_ON_PAGES = 1_000


@dataclass(frozen=True, slots=True)
class JudgeWorld:
    """Keeps the promise of `bench._truth.World`."""

    profiles: Sequence[Profile]
    sheets: Sequence[Sheet]
    origins: dict[str, str]


def make(profiles: int = 100_000, sheets: int = _ON_PAGES * 3 // 2) -> JudgeWorld:
    """Raises `BadInput` for fewer than a thousand profiles, and where the tables are missing."""
    if profiles < _ON_PAGES:
        raise BadInput("the judging world", f"needs at least {_ON_PAGES} profiles, of whom its pages speak")
    lives = Lives(tables(), SEED)
    people = [lives.enrolled(number) for number in range(profiles)]
    on_pages = people[:_ON_PAGES]
    return JudgeWorld(
        tuple(person.profile for person in people),
        deal(lives, on_pages, sheets, SEED),
        {person.profile.id: person.origin for person in people},
    )
