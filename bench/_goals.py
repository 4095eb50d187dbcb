"""What is to be reached, beside what was: one row of a table for each figure."""

from __future__ import annotations


def at_least(what: str, goal: float, reached: float | None) -> dict[str, object]:
    return _row(what, f">= {goal:g}", reached, reached is not None and reached >= goal)


def at_most(what: str, goal: float, reached: float | None) -> dict[str, object]:
    return _row(what, f"<= {goal:g}", reached, reached is not None and reached <= goal)


def _row(what: str, goal: str, reached: float | None, met: bool) -> dict[str, object]:
    """None: it could not be measured here, and so it is not met."""
    shown = None if reached is None else round(reached, 4)
    return {"figure": what, "goal": goal, "reached": shown, "met": met}
