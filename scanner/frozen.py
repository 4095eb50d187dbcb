"""A source proves itself: its definition is run on its frozen pages, and says which part of it broke."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from domain.mention import Capture
from domain.source import FrozenPage, Source
from scanner.readers import read
from scanner.readers.record import read_record
from scanner.reading import Reading, Row

#: Frozen pages have no moment of their own.
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


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
    return tuple(fault for page in source.pages for fault in _faults(source, page))


def capture_of(page: FrozenPage, body: bytes | None = None) -> Capture:
    """The frozen page as if it had just been served."""
    return Capture(
        id=Path(page.path).name,
        requested_url=page.url,
        final_url=page.url,
        fetched_at=_LONG_AGO,
        status=page.status,
        headers=(("content-type", page.media_type),),
        body=Path(page.path).read_bytes() if body is None else body,
    )


def read_page(source: Source, page: FrozenPage, body: bytes | None = None) -> Reading:
    capture = capture_of(page, body)
    return read_record(source, capture) if page.role == "record" else read(source, capture)


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
