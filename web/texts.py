"""What stands on the screen: English here, Dutch in locale/nl; dates in the reader's own time zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import format_date, format_datetime, format_decimal, format_timedelta, gettext, lazy_gettext  # type: ignore[import-untyped]  # no stubs


def _(text: str, **values: object) -> str:
    """The text in the reader's language, now; `values` fill its %(name)s."""
    return str(gettext(text, **values))


def later(text: str) -> Any:
    """The same, translated only when it is shown: for what is written down once, before anybody reads it."""
    return lazy_gettext(text)


def moment(at: datetime) -> str:
    return str(format_datetime(at, "d MMM y, HH:mm"))


def day(on: date) -> str:
    return str(format_date(on, "d MMM y"))


def number(value: float, pattern: str) -> str:
    """As the reader's language writes it; `pattern` as in CLDR."""
    return str(format_decimal(value, format=pattern))


def span(length: timedelta) -> str:
    """How long: in the largest unit that fits, rounded."""
    return str(format_timedelta(length, threshold=1.0))
