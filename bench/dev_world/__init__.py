"""The world to develop with: fictional people, and pages on which they stand, nearly stand, or do not.

`make(profiles, sheets)` gives the same world every time. The first thousand people are the same however many are made, and
only they stand on sheets, so that one set of sheets serves every size; all others enrolled are strangers to every page, and
some of them are namesakes, as it happens. Where the material beside the checkout is missing, names and streets are fewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bench._truth import Sheet
from bench.dev_world import records
from bench.dev_world.origins import family_of
from bench.dev_world.people import STANDING, employee
from bench.dev_world.sheets import sheets as _sheets
from domain.profile import Profile

SEED = 20261124


@dataclass(frozen=True)
class DevWorld:
    """`today`: the day on which the ages on the pages are right."""

    profiles: Sequence[Profile]
    sheets: Sequence[Sheet]
    origins: dict[str, str]
    today: date = records.TODAY


def make(profiles: int, sheets: int) -> DevWorld:
    people = [employee(number) for number in range(profiles)]
    return DevWorld(
        [person.profile for person in people],
        _sheets(people[:STANDING], sheets, SEED),
        {person.profile.id: family_of(person.origin.name) for person in people},
    )
