"""What a text is known by, apart from whom it names: whether one text was copied from another (i1, i11).

Made when two findings about one employee stand side by side, of what is kept of those findings already, and kept nowhere: a
register of fingerprints would be one of people's pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORDS = re.compile(r"\w+")
#: So many words in a row make one piece; so many pieces, and such a share of the shorter text, must be the same. Two pages that
#: name the same person share their name and address, which are left out; who writes anew shares few rows of four words.
_ROW, _ENOUGH, _SHARE = 4, 8, 0.5

Fingerprint = frozenset[tuple[str, ...]]


def fingerprint(text: str, about: Iterable[str]) -> Fingerprint:
    """Its rows of words, without those of the values `about` the person that stand in it."""
    words = _WORDS.findall(_without(text, about).casefold())
    return frozenset(tuple(words[at : at + _ROW]) for at in range(len(words) - _ROW + 1))


def share(one: Fingerprint, other: Fingerprint) -> float:
    """Which part of the shorter text stands in the other as well, from 0 to 1."""
    return len(one & other) / shorter if (shorter := min(len(one), len(other))) else 0.0


def copied(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the one looks copied from the other. Only a person can tell."""
    return len(one & other) >= _ENOUGH and share(one, other) >= _SHARE


def _without(text: str, about: Iterable[str]) -> str:
    """Longest first, so that no part of a value is left over; whatever blanks stand between its words."""
    values = sorted({" ".join(value.split()) for value in about} - {""}, key=len, reverse=True)
    if not values:
        return text
    sought = "|".join(r"\s+".join(map(re.escape, value.split())) for value in values)
    return re.sub(sought, " ", text, flags=re.IGNORECASE)
