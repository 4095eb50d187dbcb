"""Documents beside HTML: PDF and plain text, made into a page of paragraphs, so that whoever reads pages can read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from domain.errors import Unclear, Unreachable
from domain.mention import Capture
from scanner.encoding import decoded
from scanner.pdf import read_pdf

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
#: The name under which a page's head tells the same as a PDF's.
_META = {"author": "author", "subject": "description", "keywords": "keywords"}


@dataclass(frozen=True, slots=True)
class Document:
    """`html`: in UTF-8; line ends stay as breaks, pages and blank lines part paragraphs. `complete`: nothing of it is hidden
    from us, so that who does not stand here is not there."""

    html: bytes = field(repr=False)
    complete: bool


def is_document(capture: Capture) -> bool:
    """By the first bytes or the media type: many servers give a PDF no type, or the wrong one."""
    return _is_pdf(capture) or capture.media_type == "text/plain"


def document(capture: Capture) -> Document:
    """Raises `Unreachable`: it cannot be read, or there is no text in it."""
    if not _is_pdf(capture):
        text = decoded(capture)
        return Document(_page("", _paragraphs([text.text])), text.honest)
    pdf = read_pdf(capture.body)
    if not any(map(str.strip, pdf.pages)):
        raise Unreachable(Unclear.UNREADABLE, "the PDF has no text; its pages may be pictures", permanent=True)
    meta = dict(pdf.meta)
    head = f"<title>{escape(meta['title'])}</title>" if meta.get("title") else ""
    head += "".join(f'<meta name="{name}" content="{escape(meta[told])}">' for told, name in _META.items() if meta.get(told))
    return Document(_page(head, _paragraphs(pdf.pages)), pdf.complete)


def _is_pdf(capture: Capture) -> bool:
    return b"%PDF-" in capture.body[:1024] and capture.media_type not in ("text/html", "text/plain")


def _paragraphs(texts: Iterable[str]) -> str:
    parts = (part for text in texts for part in _PARAGRAPHS.split(text.replace("\r\n", "\n")) if part.strip())
    return "".join(f"<p>{'<br>'.join(map(escape, part.strip().splitlines()))}</p>\n" for part in parts)


def _page(head: str, body: str) -> bytes:
    page = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return _SURROGATES.sub("\ufffd", page).encode()
