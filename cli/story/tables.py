"""The tables at the end of the story: every place, every request, the counts, and the status report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.console import Console
from rich.table import Table

from cli.story.outcome import StoryOutcome
from takedown.reports.lines import Line
from takedown.reports.summary import Summary, grouped, summary

_APART = frozenset({"walk", "requests"})
#: The columns of the status report, by the names of its counts.
_COUNTS = ("sent", "receipts", "decisions", "gone", "false_claims", "reappeared", "lapsed")


def report(found: StoryOutcome, lines: Iterable[Line], now: datetime, console: Console) -> None:
    """Everything from the database, nothing from the script."""
    for table in (_places(found), _requests(found), _counts(found), _status(list(lines), now)):
        console.print(table)


def _places(found: StoryOutcome) -> Table:
    table = Table("place", "ended as", "what was said and done", title="Every exposure, from the database")
    for walk in found.walk:
        steps = walk["steps"]
        assert isinstance(steps, list)
        table.add_row(str(walk["place"]), str(walk["ended"]), ", ".join(steps))
    return table


def _requests(found: StoryOutcome) -> Table:
    table = Table("request", "route", "to", "about", "left", "stands as", "follows", title="Every request")
    for one in found.requests:
        left = "yes" if one["left"] else "no: composed only"
        named = (str(one[name]) for name in ("reference", "route", "recipient", "place"))
        table.add_row(*named, left, str(one["state"]), str(one["follows"]))
    return table


def _counts(found: StoryOutcome) -> Table:
    table = Table("", "", title="In all", show_header=False)
    for name in found.__slots__:
        if name not in _APART:
            table.add_row(name.replace("_", " "), str(getattr(found, name)))
    return table


def _status(lines: list[Line], now: datetime) -> Table:
    """What `luwte report takedowns` counts, per recipient and in all."""
    columns = ("recipient", *(name.replace("_", " ") for name in _COUNTS), "median days to gone", "p90")
    table = Table(*columns, title="Status report")
    for slug, some in grouped(lines, lambda line: line.recipient).items():
        table.add_row(slug, *_cells(summary(some, now)))
    table.add_section()
    table.add_row("all", *_cells(summary(lines, now)))
    return table


def _cells(one: Summary) -> list[str]:
    speed = one.speeds["gone"]
    days = ("-" if day is None else f"{day:.1f}" for day in (speed.median, speed.ninetieth))
    return [*(str(one.counts[name]) for name in _COUNTS), *days]
