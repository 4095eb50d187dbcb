"""What organisations learn about recipients, in a form that they can share: counts, and nothing about anybody (rec. 8, 27, 28).

Hidden numbers are null (see `suppress`). What comes in from others is checked to the letter: it is shown beside one's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.errors import BadInput
from takedown.reports.lines import Line
from takedown.reports.summary import COUNTS, STAGES, Summary, grouped, summary
from takedown.reports.suppress import LEAST, suppressed

SCHEMA, VERSION = "https://luwte.example/schema/recipient-experience", 1
MOST_RECIPIENTS = 5_000
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
ORGANISATION = re.compile(r"[^\x00-\x1f<>@]{1,128}")


@dataclass(frozen=True, slots=True)
class Experience:
    """One organisation's with one recipient; None where a number is hidden. `medians`: days, by stage."""

    organisation: str
    recipient: str
    counts: Mapping[str, int | None]
    medians: Mapping[str, float | None]


def experiences(lines: Iterable[Line], organisation: str, now: datetime) -> tuple[Experience, ...]:
    """Our own, per recipient, as they may be shown to anybody."""
    made = {slug: summary(told, now) for slug, told in grouped(lines, lambda line: line.recipient).items()}
    rows = {slug: one.counts for slug, one in made.items()}
    total = {name: sum(row[name] for row in rows.values()) for name in COUNTS}
    shown, _ = suppressed(rows, total)
    return tuple(Experience(organisation, slug, shown[slug], _medians(one, shown[slug])) for slug, one in made.items())


def _medians(one: Summary, shown: Mapping[str, int | None]) -> dict[str, float | None]:
    """Of fewer than five a median would tell about one of them."""
    visible = shown["sent"] is not None
    return {stage: one.speeds[stage].median if visible and one.speeds[stage].count >= LEAST else None for stage in STAGES}


def to_document(own: Iterable[Experience], organisation: str, until: date) -> dict[str, Any]:
    """The document to share. Recipients of whom nothing may be shown are left out."""
    told = [
        {"recipient": one.recipient, "counts": dict(one.counts), "median_days": dict(one.medians)}
        for one in own
        if one.counts["sent"] is not None
    ]
    head = {"schema": SCHEMA, "version": VERSION, "organisation": organisation, "until": f"{until:%Y-%m-%d}", "least": LEAST}
    return {**head, "recipients": told}


def from_document(document: object, where: str) -> tuple[str, tuple[Experience, ...]]:
    """Whose document it is, and what it says. Raises `BadInput` for anything that is not exactly such a document."""
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise BadInput(where, f"is no document of recipient experience; its schema must be {SCHEMA}")
    if document.get("version") != VERSION:
        raise BadInput(where, f"has version {document.get('version')!r}; this luwte reads version {VERSION}")
    if set(document) != {"schema", "version", "organisation", "until", "least", "recipients"}:
        raise BadInput(where, "has other fields than schema, version, organisation, until, least and recipients")
    name = document["organisation"]
    if not isinstance(name, str) or not ORGANISATION.fullmatch(name):
        raise BadInput(where, "names no organisation: 1 to 128 characters, without <, > or @")
    if type(document["least"]) is not int or document["least"] < LEAST:
        raise BadInput(where, f"hides too little: ask for an export that hides counts below {LEAST}")
    _date(document["until"], where)
    told = document["recipients"]
    if not isinstance(told, list) or len(told) > MOST_RECIPIENTS:
        raise BadInput(where, f"must hold a list of at most {MOST_RECIPIENTS} recipients")
    found = tuple(_experience(name, one, f"{where}, recipient {number}") for number, one in enumerate(told, 1))
    if len({one.recipient for one in found}) < len(found):
        raise BadInput(where, "names a recipient twice")
    return name, found


def _experience(organisation: str, told: object, where: str) -> Experience:
    if not isinstance(told, dict) or set(told) != {"recipient", "counts", "median_days"}:
        raise BadInput(where, "must have recipient, counts and median_days, and nothing else")
    slug = told["recipient"]
    if not isinstance(slug, str) or not SLUG.fullmatch(slug):
        raise BadInput(where, "names no recipient: lower-case letters, digits and hyphens, as in config/recipients")
    counts = {name: _count(value, where) for name, value in _fields(told["counts"], COUNTS, where).items()}
    medians = {name: _days(value, where) for name, value in _fields(told["median_days"], STAGES, where).items()}
    sent = counts["sent"]
    if sent is None or any(value is not None and value > sent for name, value in counts.items() if name != "unattributed"):
        raise BadInput(where, "counts more than was sent, or does not say how much was")
    return Experience(organisation, slug, counts, medians)


def _fields(told: object, names: Iterable[str], where: str) -> dict[str, object]:
    if not isinstance(told, dict) or set(told) != set(names):
        raise BadInput(where, f"must give {', '.join(names)}, and nothing else")
    return told


def _count(value: object, where: str) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not (value == 0 or LEAST <= value <= 10_000_000):
        raise BadInput(where, f"has a count that is no whole number, or one below {LEAST} that should be hidden (null)")
    return value


def _days(value: object, where: str) -> float | None:
    if value is None:
        return None
    if type(value) not in {int, float} or not 0 <= value <= 10_000:  # type: ignore[operator]  # a number by now
        raise BadInput(where, "has a median that is no number of days")
    return float(value)  # type: ignore[arg-type]  # a number by now


def _date(value: object, where: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadInput(where, "does not say until when; give until as YYYY-MM-DD") from None
