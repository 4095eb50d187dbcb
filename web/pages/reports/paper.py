"""A report on paper: a tagged PDF (PDF/UA), made without going out and without a script. Needs the extra `pdf`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import render_template

from domain.errors import BadInput
from takedown.reports.lines import Line
from takedown.reports.summary import COUNTS, grouped, summary
from web.pages.reports.words import HEADS

MISSING = "needs WeasyPrint, which is not installed: install luwte with its extra `pdf`, or ask for CSV"


def installed() -> bool:
    try:
        import weasyprint  # type: ignore[import-untyped]  # noqa: F401 - no stubs; only whether it is there
    except (ImportError, OSError):  # the package, or the libraries under it
        return False
    return True


def to_pdf(lines: Iterable[Line], now: datetime) -> bytes:
    """Inside an application's context. Raises `BadInput` where it cannot be made here."""
    if not installed():
        raise BadInput("pdf", MISSING)
    from weasyprint import HTML

    told = list(lines)
    rows = {slug: summary(some, now) for slug, some in grouped(told, lambda line: line.recipient).items()}
    html = render_template(
        "reports/paper.html", lines=told, rows=rows, total=summary(told, now), columns=COUNTS, heads=HEADS, at=now
    )
    written: bytes = HTML(string=html, url_fetcher=_nothing).write_pdf(pdf_variant="pdf/ua-1")
    return written


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError("a report fetches nothing")
