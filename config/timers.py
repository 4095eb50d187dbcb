"""Reads config/timers.yml."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from config.marked_yaml import Marked, read_yaml
from domain.errors import BadInput
from domain.timers import Periods

TIMERS = Path(__file__).parent / "timers.yml"
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_SPAN = re.compile(r"([1-9][0-9]{0,3})([mhd])")
_NUMBERS = frozenset({"receipt_working_days", "answer_working_days", "complaint_warn_months"})


@cache
def load_timers(path: Path = TIMERS) -> Periods:
    """Raises `BadInput`, with file and line, for a length that is missing, unknown or cannot be read."""
    marked = read_yaml(path)
    given, wanted = marked.content, [field.name for field in fields(Periods)]
    if not isinstance(given, dict) or set(given) != set(wanted):
        raise BadInput(marked.where(), f"give exactly these lengths: {', '.join(wanted)}")
    return Periods(**{name: _read(marked, name, given[name]) for name in wanted})


def _read(marked: Marked, name: str, value: Any) -> Any:
    if name == "receipt_soon_routes":
        return _each(marked, name, value, str)
    if name == "objection_warn_weeks":
        return tuple(_number(marked, name, one) for one in _each(marked, name, value, int))
    if name == "support":
        return tuple(_span(marked, name, one) for one in _each(marked, name, value, str))
    return _number(marked, name, value) if name in _NUMBERS else _span(marked, name, value)


def _each(marked: Marked, name: str, value: Any, kind: type) -> tuple[Any, ...]:
    if not isinstance(value, list) or not all(isinstance(one, kind) for one in value):
        raise BadInput(marked.where(name), f"{name}: give a list")
    return tuple(value)


def _number(marked: Marked, name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 366:
        raise BadInput(marked.where(name), f"{name}: give a whole number from 1 to 366")
    return value


def _span(marked: Marked, name: str, value: Any) -> timedelta:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise BadInput(marked.where(name), f"{name}: give a length such as 5m, 48h or 30d")
    return int(found[1]) * _UNITS[found[2]]
