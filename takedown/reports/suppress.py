"""What may be shown to somebody who is not entitled to details: no count from which one person could be picked out.

A count is hidden where it is 1 to 4, or where so few are *not* in it. In a table with totals a hidden count could be found by
subtraction; therefore never one alone is hidden in a column, and what is hidden there adds up to at least five, or the total
is hidden too. Medians of fewer than five are hidden as well.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Fewer than this are hidden.
LEAST = 5
Counts = Mapping[str, int]
Shown = dict[str, int | None]


def suppressed(rows: Mapping[str, Counts], total: Counts, whole: str = "sent") -> tuple[dict[str, Shown], Shown]:
    """The rows and their total with None for what is hidden. `whole` names the count of which the others are parts; where
    that is hidden, so is the rest of its row."""
    hidden = {(name, column) for name, row in rows.items() for column in row if _small(row, column, whole)}
    hidden |= {(name, column) for name, row in rows.items() for column in row if (name, whole) in hidden}
    columns = [whole, *(column for column in total if column != whole)]
    closed = {column for column in columns if _small(total, column, whole)}
    for column in columns:
        more, open_total = _complement(rows, {name for name, each in hidden if each == column}, column)
        hidden |= {(name, column) for name in more}
        if column == whole:
            hidden |= {(name, each) for name in more for each in rows[name]}
        if not open_total:
            closed.add(column)
    if whole in closed:
        closed |= set(columns)
    shown = {name: {c: None if (name, c) in hidden else value for c, value in row.items()} for name, row in rows.items()}
    return shown, {column: None if column in closed else value for column, value in total.items()}


def _small(row: Counts, column: str, whole: str) -> bool:
    value, rest = row[column], row[whole] - row[column]
    few_left = column not in {whole, "unattributed"} and 0 < rest < LEAST
    return 0 < value < LEAST or few_left


def _complement(rows: Mapping[str, Counts], hidden: set[str], column: str) -> tuple[set[str], bool]:
    """Which rows to hide beside these in a column, and whether its total may stay."""
    also = set(hidden)
    if not hidden:
        return set(), True
    spare = sorted((name for name in rows if name not in hidden and rows[name][column]), key=lambda name: rows[name][column])
    while (len(also) < 2 or sum(rows[name][column] for name in also) < LEAST) and spare:
        also.add(spare.pop(0))
    return also - hidden, len(also) >= 2 and sum(rows[name][column] for name in also) >= LEAST
