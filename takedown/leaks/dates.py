"""Whether a date of birth stands in a text, in figures or words, in whatever order."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from domain.errors import BadInput
from takedown.leaks.notation import Text
from takedown.leaks.spoken import in_digits

_MONTHS = (
    "januari|january|januar|janvier|jan",
    "februari|february|februar|fevrier|feb|febr",
    "maart|march|marz|maerz|mars|mrt|mar|maa",
    "april|avril|apr",
    "mei|may|mai",
    "juni|june|juin|jun",
    "juli|july|juillet|jul",
    "augustus|august|aout|aug",
    "september|septembre|sept|sep",
    "oktober|october|octobre|okt|oct",
    "november|novembre|nov",
    "december|dezember|decembre|dec|dez",
)
_GAP = r"[\W_]{0,4}"
_THE = r"(?:e|ste|de|st|nd|rd|th)?"
_FILL = r"(?:of|de|van|in|den)?"


def stands_in(value: str, text: Text) -> bool:
    """`value` as YYYY-MM-DD. Raises `BadInput` for something that is no date."""
    pattern = _pattern(value)
    return any(pattern.search(shown) for shown in {text.low, in_digits(text.low)})


@lru_cache(maxsize=4096)
def _pattern(value: str) -> re.Pattern[str]:
    try:
        born = date.fromisoformat(value)
    except ValueError as error:
        raise BadInput("profile", "a date of birth is not written YYYY-MM-DD") from error
    day, month = f"0?{born.day}", f"0?{born.month}"
    full = "".join(
        (r"(?:", f"{born.year // 100:02d}", r"[\W_]{0,2}(?:hundred|honderd)?(?:en|and)?[\W_]{0,2}", f"{born.year % 100:02d})")
    )
    year = f"(?:{full}|['’‘`]?{born.year % 100:02d})"
    named = f"(?:{_MONTHS[born.month - 1]})"
    forms = (
        f"{day}{_THE}{_GAP}{_FILL}{_GAP}{named}{_GAP}{_FILL}{_GAP}{year}",
        f"{named}{_GAP}{day}{_THE}{_GAP}{year}",
        f"{full}{_GAP}{named}{_GAP}{day}",
        *(_GAP.join(order) for order in ((day, month, full), (month, day, full), (full, month, day), (full, day, month))),
        # With two figures for the year only where it is written as a date: 14-03-71, not 14:03:71.
        *(r"\s?[-./ ’']\s?".join(order) for order in ((day, month, year), (month, day, year), (year, month, day))),
        f"{born:%Y%m%d}|{born:%d%m%Y}|{born:%m%d%Y}",
    )
    return re.compile(r"(?<![0-9a-z])(?:" + "|".join(forms) + r")(?![0-9])")
