"""Addresses without end, which a crawler must not follow: calendars, filters, and links that grow by their own path."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

MAX_SEGMENTS = 16
MAX_REPEATS = 2  # of one segment in one path: /a/b/a/b/a is a relative link gone wrong
MAX_PARAMETERS = 8
#: So many different queries to one path, and so many dates in one shape of address.
MAX_QUERIES = 200
MAX_DATES = 240

_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-/_](?:0?[1-9]|1[0-2])(?:[-/_](?:0?[1-9]|[12]\d|3[01]))?\Z")
_DATE_PARAMETER = re.compile(r"(?:^|&)(?:y|year|jaar|m|month|maand|d|day|dag|date|datum|week|from|van)=\d", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Traps:
    """Counts what was let through, so that endless families of addresses run dry while a site's own pages do not."""

    queries: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)

    def caught(self, url: str) -> bool:
        """Whether this address is not to be followed; counts it if it is."""
        parts = urlsplit(url)
        segments = [segment for segment in parts.path.split("/") if segment]
        if len(segments) > MAX_SEGMENTS or parts.query.count("&") >= MAX_PARAMETERS:
            return True
        if segments and max(Counter(segments).values()) > MAX_REPEATS:
            return True
        shape = _dated_shape(parts.path, parts.query)
        if shape and self._over(self.dates, parts.netloc + shape, MAX_DATES):
            return True
        return bool(parts.query) and self._over(self.queries, parts.netloc + parts.path, MAX_QUERIES)

    @staticmethod
    def _over(counted: Counter[str], key: str, limit: int) -> bool:
        counted[key] += 1
        return counted[key] > limit


def _dated_shape(path: str, query: str) -> str:
    """The address with its numbers taken out, if it is one of a day, month or year and of nothing more; else empty."""
    if _DATE_PARAMETER.search(query) or _DATE.search(path.rstrip("/")):
        return _NUMBER.sub("#", f"{path}?{query}")
    return ""
