"""A report as a file that other programs read: CSV and JSON, and a table for the terminal. None names anybody."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from takedown.reports.lines import Line
from takedown.reports.summary import COUNTS, Summary, grouped, summary
from takedown.reports.suppress import LEAST, suppressed

COLUMNS = ("reference", "case", "employee", "recipient", "route", "sent", "receipt", "decided", "decision", "gone")
FLAGS = ("unattributed", "false_claim", "reappeared", "lapsed", "bounced")
#: What a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(lines: Iterable[Line]) -> str:
    """One line a request (RFC 4180); moments in UTC (ISO 8601), days with one decimal."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, *FLAGS, "state", "days_to_receipt", "days_to_decision", "days_to_gone"])
    for line in lines:
        moments = (line.sent_at, line.receipt_at, line.decided_at, line.gone_at)
        sent, receipt, decided, gone = ("" if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in moments)
        named = (line.reference, line.case, line.employee, line.recipient, line.route, sent, receipt, decided)
        flags = ("yes" if getattr(line, flag) else "no" for flag in FLAGS)
        days = (line.days_to(stage) for stage in ("receipt", "decided", "gone"))
        cells = [*named, line.decision, gone, *flags, line.state, *("" if day is None else f"{day:.1f}" for day in days)]
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


def to_json(lines: Iterable[Line], now: datetime) -> str:
    """The sums, by recipient and in all, and the lines under them."""
    told = list(lines)
    by_recipient = {slug: asdict(summary(some, now)) for slug, some in grouped(told, lambda line: line.recipient).items()}
    document = {
        "made_at": now,
        "total": asdict(summary(told, now)),
        "recipients": by_recipient,
        "lines": list(map(asdict, told)),
    }
    return json.dumps(document, default=_plain, indent=1)


def to_shared_json(lines: Iterable[Line], now: datetime) -> str:
    """The counts alone, without those from which one person could be picked out (null)."""
    rows = {slug: summary(some, now).counts for slug, some in grouped(lines, lambda line: line.recipient).items()}
    total = {name: sum(row[name] for row in rows.values()) for name in COUNTS}
    shown, shown_total = suppressed(rows, total)
    return json.dumps({"made_at": now, "least": LEAST, "total": shown_total, "recipients": shown}, default=_plain, indent=1)


def to_table(lines: Iterable[Line], now: datetime) -> str:
    """Counts per recipient and in all, in columns."""
    told = list(lines)
    rows = [(slug, summary(some, now)) for slug, some in grouped(told, lambda line: line.recipient).items()]
    head = ["recipient", *(name.replace("_", " ") for name in COUNTS), "median days to gone"]
    body = [_cells(name, one) for name, one in [*rows, ("all", summary(told, now))]]
    widths = [max(len(row[at]) for row in [head, *body]) for at in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [head, *body]
    )


def as_document(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _cells(name: str, one: Summary) -> list[str]:
    median = one.speeds["gone"].median
    return [name, *(str(one.counts[column]) for column in COUNTS), "-" if median is None else f"{median:.1f}"]


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    raise TypeError(f"{type(value).__name__} has no place in a report")
