"""Whether the fields of the rows are filled as they should be: a field that is nowhere left is a layout that changed."""

from __future__ import annotations

from domain.source import Extract
from scanner.reading import Row

#: From so many rows on, a field that none of them has is missed.
ENOUGH_ROWS = 3


def missed(fields: tuple[tuple[str, Extract], ...], rows: tuple[Row, ...], *, strict: bool = False) -> str:
    """The first field that is found too seldom, or an empty string."""
    for name, extract in fields:
        filled = sum(1 for row in rows if dict(row.fields).get(name))
        if filled < _needed(name, extract.fill, len(rows), strict=strict):
            return name
    return ""


def _needed(name: str, fill: float | None, rows: int, *, strict: bool) -> float:
    if fill is not None:
        return max(fill * rows, 1) if strict and fill else fill * rows
    if name == "name":
        return rows
    return 1 if strict or rows >= ENOUGH_ROWS else 0
