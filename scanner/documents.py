"""Documents beside HTML: PDF, plain text and what a picture tells of itself, made into a page for whoever reads pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from domain.errors import Unclear, Unreachable
from domain.mention import Capture
from scanner.encoding import decoded
from scanner.image import Image, is_image, read_image
from scanner.pdf import read_pdf

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
#: The name under which a page's head tells the same as a PDF's.
_META = {"author": "author", "subject": "description", "keywords": "keywords"}
#: And the same as a picture's.
_OF_IMAGE = {
    **{"author": "author", "description": "description", "email": "og:email", "phone": "og:phone_number"},
    **{"street": "og:street-address", "postcode": "og:postal-code", "city": "og:locality"},
}


@dataclass(frozen=True, slots=True)
class Document:
    """`html`: in UTF-8; line ends stay as breaks, pages and blank lines part paragraphs. `complete`: nothing of it is hidden
    from us, so that who does not stand here is not there."""

    html: bytes = field(repr=False)
    complete: bool


def is_document(capture: Capture) -> bool:
    """By the first bytes or the media type: many servers give a PDF no type, or the wrong one."""
    return _is_pdf(capture) or capture.media_type == "text/plain" or is_image(capture.body)


def document(capture: Capture) -> Document:
    """Raises `Unreachable`: it cannot be read, or there is no text in it."""
    if is_image(capture.body):
        return _picture(read_image(capture.body))
    if not _is_pdf(capture):
        text = decoded(capture)
        return Document(_page("", _paragraphs([text.text])), text.honest)
    pdf = read_pdf(capture.body)
    if not any(map(str.strip, pdf.pages)) and not pdf.meta:
        raise Unreachable(Unclear.UNREADABLE, "the PDF has no text; its pages may be pictures", permanent=True)
    title = "".join(f"<title>{escape(words)}</title>" for told, words in pdf.meta if told == "title" and words)
    told = [(_META[told], words) for told, words in pdf.meta if told in _META]
    return Document(_page(title + _head(told), _paragraphs(pdf.pages)), pdf.complete)


def _picture(image: Image) -> Document:
    """Its words and no more: whoever stands in it stands there by its words, for nobody looks at what it shows."""
    told = [(_OF_IMAGE[what], words) for what, words in image.told if what in _OF_IMAGE]
    place = f"<p>GPS {image.position[0]:.5f}, {image.position[1]:.5f}</p>" if image.position else ""
    return Document(_page(_head(told), place), complete=True)


def _head(told: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<meta name="{name}" content="{escape(words)}">' for name, words in told if words)


def _is_pdf(capture: Capture) -> bool:
    return b"%PDF-" in capture.body[:1024] and capture.media_type not in ("text/html", "text/plain")


def _paragraphs(texts: Iterable[str]) -> str:
    parts = (part for text in texts for part in _PARAGRAPHS.split(text.replace("\r\n", "\n")) if part.strip())
    return "".join(f"<p>{'<br>'.join(map(escape, part.strip().splitlines()))}</p>\n" for part in parts)


def _page(head: str, body: str) -> bytes:
    page = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return _SURROGATES.sub("\ufffd", page).encode()
