"""The number over time as a line in an SVG; the table beside it says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WIDTH, HEIGHT = 640, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 12, 12, 28
_FULL = 100


@dataclass(frozen=True, slots=True)
class Chart:
    """Geometry alone: `points` for a polyline, `dots` as (x, y), `rules` as (y, label) of the horizontal lines."""

    points: str
    dots: tuple[tuple[float, float], ...]
    rules: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT


def chart(series: Sequence[tuple[datetime, int]]) -> Chart:
    """`series`: (when, number from 0 to 100), in order, two or more."""
    first, span = series[0][0], (series[-1][0] - series[0][0]).total_seconds() or 1.0
    dots = tuple((_x((at - first).total_seconds() / span), _y(number)) for at, number in series)
    points = " ".join(f"{x},{y}" for x, y in dots)
    return Chart(points, dots, tuple((_y(mark), mark) for mark in (0, 50, 100)))


def _x(share: float) -> float:
    return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)


def _y(number: int) -> float:
    return round(_TOP + (1 - number / _FULL) * (HEIGHT - _TOP - _BOTTOM), 1)
