"""Whether a name stands there with one slip of the pen in the surname: it still leads to the person."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from takedown.leaks.notation import Text, squeeze

#: A shorter surname has too many neighbours that are ordinary words; a shorter first name stands in any text.
SHORTEST_SURNAME, SHORTEST_FIRST = 5, 3
#: So many words may stand between: initials and a prefix.
BETWEEN = 5


def nearly(firsts: tuple[str, ...], core: str, text: Text) -> bool:
    """A first name, and close behind or before it a word that differs from the surname in one letter."""
    surname = squeeze(core)
    names = {squeeze(first) for first in firsts if len(squeeze(first)) >= SHORTEST_FIRST}
    if len(surname) < SHORTEST_SURNAME or not any(name in text.letters for name in names):
        return False
    words = _words(text)
    for at, word in enumerate(words):
        near = words[max(0, at - BETWEEN) : at + BETWEEN + 1]
        if word in names and any(OSA.distance(surname, other, score_cutoff=1) <= 1 for other in near):
            return True
    return False


@lru_cache(maxsize=8)
def _words(text: Text) -> tuple[str, ...]:
    return tuple(word.replace("ij", "y") for word in re.findall(r"[a-z0-9]+", text.low))
