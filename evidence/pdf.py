"""The report as tagged PDF/A-3a: the same bytes every time, every picture inside, nothing fetched from anywhere."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any

from pypdf import PdfReader

from domain.errors import BadInput

_BASE = "https://bundle.invalid/"
_VARIANT = "pdf/a-3a"


def available() -> bool:
    return find_spec("weasyprint") is not None


def render(html: bytes, pictures: Mapping[str, bytes], *, identity: str, created_at: datetime) -> bytes:
    """Raises BadInput without the extra, or where not every picture came through: a report must not be silently empty."""
    if not available():
        raise BadInput("report.pdf", "needs WeasyPrint; install luwte with the extra `pdf`, or hand over the HTML report")
    from weasyprint import HTML  # type: ignore[import-untyped]  # no stubs

    stamp = created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    dated = html.replace(b"</head>", f'<meta name="dcterms.created" content="{stamp}">'.encode() + b"</head>", 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library forgets to close files of its own
        written: bytes = HTML(string=dated.decode("utf-8"), base_url=_BASE, url_fetcher=_fetcher(pictures)).write_pdf(
            pdf_variant=_VARIANT, pdf_identifier=hashlib.sha256(f"{identity} {stamp}".encode()).digest()[:16]
        )
    _refuse_incomplete(written, len(set(pictures.values())))
    return written


def _fetcher(pictures: Mapping[str, bytes]) -> Any:
    """Gives WeasyPrint the bundle's own pictures, and nothing else: a report goes nowhere."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]  # no stubs

    class Own(URLFetcher):  # type: ignore[misc]  # no stubs
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = url.removeprefix(_BASE)
            if path not in pictures:
                raise ValueError("a report shows the bundle's own pictures alone")
            return URLFetcherResponse(url, pictures[path], {"Content-Type": "image/png"})

    return Own()


def _refuse_incomplete(written: bytes, pictures: int) -> None:
    pages = PdfReader(io.BytesIO(written)).pages
    shown = {reference.idnum for page in pages for reference in _images(page)}
    if len(shown) != pictures or len(pages) < 2:
        raise BadInput("report.pdf", f"shows {len(shown)} of {pictures} pictures; look at the pictures of this capture")


def _images(page: Any) -> Iterator[Any]:
    objects = page["/Resources"].get("/XObject", {})
    for name in objects:
        if objects[name].get("/Subtype") == "/Image":
            yield objects.raw_get(name)
