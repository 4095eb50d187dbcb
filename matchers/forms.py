"""How findings that were confirmed showed each kind of evidence: what the m weights claim, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from domain.finding import Finding
from matchers.weights import Weights

_RULES: Final = frozenset(("cap", "clip", "floor"))


def shown_forms(confirmed: Iterable[Finding], weights: Weights) -> Mapping[str, Mapping[str, int]]:
    """kind -> form -> in how many findings. A kind is counted only where the finding would be one without it, the rules left
    aside: else what the machine knows how to find would look commoner than it is."""
    counts: dict[str, Counter[str]] = {}
    for finding in confirmed:
        evidence = [signal for signal in finding.signals if signal.kind not in _RULES]
        for kind in dict.fromkeys(signal.kind for signal in evidence):
            rest = finding.prior + sum(signal.weight for signal in evidence if signal.kind != kind)
            if rest >= weights.exponent("possible"):
                best = max((signal for signal in evidence if signal.kind == kind), key=lambda signal: signal.weight)
                counts.setdefault(kind, Counter())[best.form] += 1
    return counts
