"""Shares and bits: two ways to say how likely something is. No bits is one in two; each bit doubles the odds."""

from __future__ import annotations

from functools import lru_cache
from math import exp2, log2
from typing import Final

_LIMIT: Final = 1_000.0


def probability(bits: float) -> float:
    """1 / (1 + 2^-bits); beyond a thousand bits they are cut, where the outcome is 0 or 1 anyway."""
    return 1.0 / (1.0 + exp2(-max(-_LIMIT, min(_LIMIT, bits))))


@lru_cache(maxsize=1_000)
def bits_of(share: float) -> float:
    """The other way round; `share` lies between 0 and 1, both excluded."""
    return log2(share / (1.0 - share))
