"""A source proves itself: its definition is run on its frozen pages, and says which part of it broke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Unclear
from domain.profile import IdentifierKind
from domain.sighting import Verdict
from domain.source import FrozenPage, Source
from scanner.drift import trials
from scanner.frozen_page import read_page
from scanner.reading import Row


@dataclass(frozen=True, slots=True)
class Fault:
    """`page`: the file's name; `part`: of the definition; `what`: expected and found."""

    page: str
    part: str
    what: str


def check_pages(source: Source) -> tuple[Fault, ...]:
    """All that the frozen pages show to be wrong with the definition; a source without pages proves nothing."""
    if not source.pages:
        return (Fault("", "pages", "has no frozen pages to prove itself on"),)
    read = [fault for page in source.pages for fault in _faults(source, page)]
    return tuple(read or (*_lacking(source), *_unnoticed(source)))


def _lacking(source: Source) -> Iterator[Fault]:
    """Which of the pages is missing that every definition shows itself on."""
    told = {(page.verdict, page.reason) for page in source.pages}
    by_name = any(IdentifierKind.NAME in query.discloses for query in source.queries)
    shown = {
        "a listing that is found": (Verdict.PRESENT, None) in told,
        "nothing found": (Verdict.ABSENT, None) in told,
        "namesakes: a listing of somebody else (`namesakes.*`)": any(map(_of_namesakes, source.pages)),
        "namesakes: two records or more": not by_name or any((page.count or 0) > 1 for page in source.pages),
        "a captcha": any(page.reason is Unclear.BLOCKED and page.status == 200 for page in source.pages),
        "too many requests (status 429)": any(page.verdict is Verdict.UNCLEAR and page.status == 429 for page in source.pages),
        "its layout changed": (Verdict.UNCLEAR, Unclear.LAYOUT_CHANGED) in told,
    }
    yield from (Fault("", "pages", f"no page shows {what}") for what, there in shown.items() if not there)


def _of_namesakes(page: FrozenPage) -> bool:
    return page.verdict is Verdict.PRESENT and Path(page.path).stem.startswith("namesake")


def _unnoticed(source: Source) -> Iterator[Fault]:
    """Each part that could be renamed on the site without this definition noticing."""
    for trial in trials(source):
        if trial.verdict is None:
            yield Fault(trial.page, trial.part, "does not stand on it, so nobody knows whether its loss would be noticed")
        elif trial.verdict is not Verdict.UNCLEAR:
            yield Fault(trial.page, trial.part, f"renamed on it, the definition reads {trial.verdict} and should be unclear")


def _faults(source: Source, page: FrozenPage) -> list[Fault]:
    name = Path(page.path).name
    reading = read_page(source, page)
    if reading.verdict is not page.verdict:
        part = reading.broken or "verdict"
        return [Fault(name, part, f"expected {page.verdict}, read {reading.verdict} {reading.reason or ''}".strip())]
    if page.reason and reading.reason is not page.reason:
        return [Fault(name, reading.broken or "reason", f"expected {page.reason}, read {reading.reason}")]
    if page.count is not None and len(reading.rows) != page.count:
        return [Fault(name, (source.rows and "rows") or "records", f"expected {page.count} records, read {len(reading.rows)}")]
    return [
        Fault(name, part, f"record {number} does not read as expected")
        for number, (row, expected) in enumerate(zip(reading.rows, page.expected, strict=False), start=1)
        for part in _differing(row, expected)
    ]


def _differing(row: Row, expected: tuple[tuple[str, str], ...]) -> list[str]:
    read_values = {**dict(row.fields), "url": row.place.url, "record_id": row.place.record_id}
    return [
        name if name in ("url", "record_id") else f"fields.{name}" for name, value in expected if read_values[name] != value
    ]
