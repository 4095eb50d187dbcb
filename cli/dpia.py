"""Writes docs/dpia.md from the tables themselves: `python -m cli.dpia` after a table or its record changed."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from config.paths import RETENTION
from config.retention import load_retention
from storage.register import Described, described

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "dpia.md"


def page() -> str:
    """The whole document."""
    periods = load_retention(RETENTION)
    days = {one.name: str(getattr(periods, one.name).days) for one in fields(periods)}
    head = (HERE / "dpia_head.md").read_text(encoding="utf-8")
    return head + "".join(_section(table, days) for table in described())


def _section(table: Described, days: dict[str, str]) -> str:
    kept = table.kept
    told = f"\n### `{table.name}`\n\n{kept.why[0].upper()}{kept.why[1:]}.\n\n"
    told += f"* Of whom: {kept.whose}\n* How long: {kept.until.format_map(days)}\n* Who sees it: {kept.seen}\n"
    told += f"* Where: the {table.where}\n\n| Column | Holds |\n|---|---|\n"
    return told + "".join(f"| `{name}` | {holds.replace('|', '/')} |\n" for name, holds in table.columns)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
