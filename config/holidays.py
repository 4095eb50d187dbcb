"""Reads the calendars: the Dutch one from our own table, the others from the `holidays` library by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from dateutil.easter import easter

from domain.errors import BadInput
from domain.holidays import Calendar

TABLES = Path(__file__).parent / "holidays"
SUNDAY = 6  # date.weekday()
LINE = "line of the file"  # the key under which a mapping keeps where it stood; no row may use it


class _Lined(yaml.SafeLoader):
    """Every mapping knows the line on which it stands."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {**super().construct_mapping(node, deep=True), LINE: node.start_mark.line + 1}


@cache
def calendar_of(country: str, tables: Path = TABLES) -> Calendar:
    """The calendar of a country by its ISO code (any case). Raises BadInput, also for a table that cannot be understood."""
    code = country.strip().upper()
    if code == "NL":
        return _dutch(tables / "nl.yml")
    rows = _rows(tables / "foreign.yml", "countries")
    for row in rows:
        if row.get("country") == code:
            return _foreign(row, tables / "foreign.yml")
    known = ", ".join(sorted(["NL", *(str(row.get("country")) for row in rows)]))
    raise BadInput("country", f"no calendar for that code; use one of {known}")


def _dutch(path: Path) -> Calendar:
    table = _read(path)
    rules = [_feast(row, path) for row in _list(table, "feasts", path)]
    equated = {
        _date(row, "day", path): f"equated by decree ({_text(row, 'source', path)})" for row in _list(table, "equated", path)
    }

    @cache
    def feasts(year: int) -> Mapping[date, str]:
        return {day(year): name for name, day in rules}

    return Calendar("NL", feasts, _date(table, "known_from", path), _date(table, "known_until", path), equated)


def _foreign(row: Mapping[str, Any], path: Path) -> Calendar:
    import holidays

    country = _text(row, "country", path)
    _text(row, "source", path)
    rules = holidays.country_holidays

    @cache
    def feasts(year: int) -> Mapping[date, str]:
        return dict(rules(country, years=year).items())

    return Calendar(country, feasts, date(2023, 1, 1), _date(row, "known_until", path))


def _feast(row: Mapping[str, Any], path: Path) -> tuple[str, Callable[[int], date]]:
    """A feast's name, and on which day it falls in a year."""
    name, _ = _text(row, "name", path), _text(row, "source", path)
    if isinstance(offset := row.get("easter"), int):
        return name, lambda year: easter(year) + timedelta(days=offset)
    month, day = _month_day(row, "day", path)
    on_sunday = _month_day(row, "sunday_becomes", path) if "sunday_becomes" in row else (month, day)

    def falls(year: int) -> date:
        usual = date(year, month, day)
        return date(year, *on_sunday) if usual.weekday() == SUNDAY else usual

    return name, falls


def _rows(path: Path, key: str) -> list[dict[str, Any]]:
    return _list(_read(path), key, path)


def _read(path: Path) -> dict[str, Any]:
    try:
        table = yaml.load(path.read_text(encoding="utf-8"), _Lined)  # noqa: S506 - a SafeLoader that also keeps lines
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        raise BadInput(path.name, f"cannot be read as YAML ({type(error).__name__}); restore the table") from error
    if not isinstance(table, dict):
        raise BadInput(f"{path.name}:1", "must be a mapping; restore the table")
    return table


def _list(table: Mapping[str, Any], key: str, path: Path) -> list[dict[str, Any]]:
    rows = table.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(f"{path.name}:{table[LINE]}", f"needs a list of rows under `{key}`")
    return rows


def _date(row: Mapping[str, Any], key: str, path: Path) -> date:
    if type(value := row.get(key)) is not date:
        raise BadInput(f"{path.name}:{row[LINE]}", f"`{key}` must be a date, written YYYY-MM-DD")
    return value


def _text(row: Mapping[str, Any], key: str, path: Path) -> str:
    if not isinstance(value := row.get(key), str) or not value:
        raise BadInput(f"{path.name}:{row[LINE]}", f"`{key}` must be a text that is not empty")
    return value


def _month_day(row: Mapping[str, Any], key: str, path: Path) -> tuple[int, int]:
    try:
        found = date.fromisoformat(f"2023-{_text(row, key, path)}")  # a year without 29 February: no feast may vanish
    except ValueError as error:
        raise BadInput(f"{path.name}:{row[LINE]}", f'`{key}` must be "MM-DD", or give `easter` as a number of days') from error
    return found.month, found.day
