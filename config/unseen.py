"""What luwte does not look at: said by name, so that nobody thinks that it was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from config.marked_yaml import read_yaml
from config.paths import UNSEEN


@dataclass(frozen=True, slots=True)
class Unseen:
    """In Dutch, as the employee reads it: what, for example, why not, and what one can do instead."""

    what: str
    examples: str
    why: str
    instead: str


@cache
def load_unseen() -> tuple[Unseen, ...]:
    return tuple(Unseen(**one) for one in read_yaml(UNSEEN).content)
