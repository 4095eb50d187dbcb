"""Reads config/retention.yml."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import yaml

from domain.errors import BadInput
from domain.retention import Retention


def load_retention(path: Path) -> Retention:
    """Raises `BadInput` for a period that is missing, unknown, or no number of days above 0."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    wanted = {field.name for field in fields(Retention)}
    if not isinstance(given, dict) or set(given) != wanted:
        raise BadInput(str(path), f"give exactly these periods, in days: {', '.join(sorted(wanted))}")
    for name, days in given.items():
        if isinstance(days, bool) or not isinstance(days, int) or days < 1:
            raise BadInput(str(path), f"{name}: give a whole number of days, 1 or more")
    return Retention(**{name: timedelta(days=days) for name, days in given.items()})
