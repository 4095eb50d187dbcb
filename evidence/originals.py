"""The untouched files of one capture, and the sheet that says how it was made and what it cannot show."""

from __future__ import annotations

from domain.evidence import Original
from domain.mention import Capture, Place
from evidence import canonical, sheet
from evidence.archive import warc
from evidence.seen import of_visit
from evidence.sheet import DECODED, NO_ADDRESS, NO_BROWSER, NO_REQUEST, NO_SCRIPTS, NO_TEXT
from evidence.text import HTML, visible_text

__all__ = ["DECODED", "NO_ADDRESS", "NO_BROWSER", "NO_REQUEST", "NO_SCRIPTS", "NO_TEXT", "originals"]


def originals(capture: Capture, *, place: Place, source: str) -> tuple[Original, ...]:
    """`capture.json` and what it tells of, sorted by name. Over plain HTTP: the body as served, its visible text and a WARC. By
    a browser: the pictures, the text on the page, a WACZ of all exchanges, and which matched values are on the picture."""
    if capture.rendering is not None:
        files = of_visit(capture, capture.rendering, place=place, source=source)
    else:
        files = _plain(capture, place, source)
    return tuple(sorted(files, key=lambda file: file.name))


def _plain(capture: Capture, place: Place, source: str) -> list[Original]:
    text = visible_text(capture)
    body = Original("page.html" if capture.media_type in HTML else "body.bin", capture.body)
    told = sheet.plain(capture, place, source, body, has_text=text is not None)
    files = [
        Original("capture.json", canonical.encode(told)),
        body,
        Original("page.warc.gz", warc(capture, software=sheet.software())),
    ]
    if text is not None:
        files.append(Original("text.txt", text.encode("utf-8", "replace")))
    return files
