"""A frozen page as if it had just been served, and what its definition reads on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from domain.mention import Capture
from domain.source import FrozenPage, Source
from scanner.readers import read
from scanner.readers.record import read_record
from scanner.reading import Reading

#: Frozen pages have no moment of their own.
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


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
