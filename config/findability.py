"""Reads config/findability.yml: how much each kind of detail counts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from config.marked_yaml import read_yaml
from domain.errors import BadInput
from domain.exposure import DataCategory
from domain.findability import Weights

FINDABILITY = Path(__file__).parent / "findability.yml"
_ALL = 100


def load_weights(path: Path = FINDABILITY) -> Weights:
    """Raises `BadInput`, with file and line, unless every kind has a weight with its reason, and they make 100 together."""
    return {category: weight for category, (weight, _why) in load_reasons(path).items()}


@cache
def load_reasons(path: Path = FINDABILITY) -> dict[DataCategory, tuple[int, str]]:
    """The weight of each kind and why, in English, as pages translate it; raises as `load_weights` does."""
    marked = read_yaml(path)
    given, wanted = marked.content, [category.value for category in DataCategory]
    if not isinstance(given, dict) or set(given) != set(wanted):
        raise BadInput(marked.where(), f"give exactly these kinds: {', '.join(wanted)}")
    weights: dict[DataCategory, tuple[int, str]] = {}
    for name, told in given.items():
        if not isinstance(told, dict) or set(told) != {"weight", "why"} or not isinstance(told["why"], str):
            raise BadInput(marked.where(name), f"{name}: give a weight, and why")
        weight = told["weight"]
        if isinstance(weight, bool) or not isinstance(weight, int) or not 0 <= weight <= _ALL:
            raise BadInput(marked.where(name), f"{name}: give a whole number from 0 to {_ALL} as weight")
        weights[DataCategory(name)] = (weight, told["why"])
    total = sum(weight for weight, _why in weights.values())
    if total != _ALL:
        raise BadInput(marked.where(), f"the weights make {total} together; they must make {_ALL}")
    return weights
