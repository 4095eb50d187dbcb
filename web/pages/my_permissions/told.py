"""What is asked of whom, said for one employee: each purpose in plain words, and what each source gets to hear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from domain.profile import IdentifierKind, Purpose
from domain.source import Source
from web.texts import later

#: In the order in which things happen; what each means, and who does it.
PURPOSES: dict[Purpose, Any] = {
    Purpose.SCAN: later("A machine asks sources whether they have something about you, and looks at places again."),
    Purpose.REVIEW: later(
        "A specialist of another team compares what was found with those of your details that occur in it, and says whether it"
        " is about you."
    ),
    Purpose.NOTIFY: later("Your employer asks for removal in its own name. Two people look at each letter before it leaves."),
    Purpose.ACT: later("Your employer uses rights that are yours alone, in your name. For each right you decide below."),
    Purpose.PORTRAIT: later("Pictures on the organisation's own site are compared with a picture that you gave."),
}


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one source gets to hear. `learns`: what it would come to know by it, and hears only where the employee allows it."""

    name: str
    told: tuple[IdentifierKind, ...]
    learns: tuple[IdentifierKind, ...]


def hearings(sources: Iterable[Source]) -> list[Hearing]:
    """Of every source that is on; one that is read as a whole hears nothing."""
    return [
        Hearing(one.name, tuple(dict.fromkeys(kind for query in one.queries for kind in query.discloses)), tuple(one.learns))
        for one in sources
        if one.on
    ]
