"""A page as the matchers read it: its visible text with the structure remembered, and what stands elsewhere in it.

Visible text, in which `start` and `end` of a signal count characters: of HTML, the text of the body in document order
without script, style, template, noscript and drawings; inline elements leave no trace; each run of white space is one
space; a line break stands where a block begins and where it ends, and for `br` and `hr`; a tab where a table cell or
a `dd` begins. Of plain text, the text as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from domain.errors import BadInput
from matchers import marks
from matchers.decode import as_utf8, decode
from matchers.marks import FORBIDDEN

_HEAD: Final = 4_096
MAX_BYTES: Final = 8_000_000
MAX_CHARACTERS: Final = 2_000_000
_HTML: Final = {"", "text/html", "application/xhtml+xml", "application/xml", "text/xml"}
_WHERE: Final = "the page"
_NOT_TEXT: Final = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"\xd0\xcf\x11\xe0")
_BEGIN: Final = "".join(marks.ELSEWHERE)
#: Visible text and the part behind it: to take in what lies before is faster than to look for a class of characters.
_ELSEWHERE: Final = re.compile(rf"([^{_BEGIN}]*)(?:([{_BEGIN}])[^{marks.ELSEWHERE_END}]*{marks.ELSEWHERE_END}|\Z)")


@dataclass(frozen=True, slots=True)
class Page:
    """`marked` is what the matchers read: the visible text with the marks of `matchers.marks`, and each part that stands
    elsewhere at the place of its element. `text` is the visible text. `parts`: (start, end, where) of each part elsewhere
    in `marked`."""

    marked: str = field(repr=False)
    text: str = field(repr=False)
    parts: tuple[tuple[int, int, str], ...] = field(repr=False)
    _hidden: tuple[int, ...] = field(repr=False)  # characters of all parts before each of them

    @classmethod
    def of(cls, marked: str) -> Page:
        """From marked text. Raises `BadInput` when there is more of it than any page needs."""
        if len(marked) > MAX_CHARACTERS:
            raise BadInput(_WHERE, f"holds more than {MAX_CHARACTERS} characters; give it in parts")
        hits = list(_ELSEWHERE.finditer(marked))
        parts = tuple((hit.start(2), hit.end(), marks.ELSEWHERE[hit[2]]) for hit in hits if hit[2])
        hidden = tuple(accumulate((end - start for start, end, _ in parts), initial=0))
        return cls(marked, _shown("".join([hit[1] for hit in hits])), parts, hidden)

    def where(self, offset: int) -> str:
        """`text`, or in which part elsewhere this offset of `marked` lies."""
        part = bisect_right(self.parts, offset, key=lambda part: part[0]) - 1
        return self.parts[part][2] if part >= 0 and offset < self.parts[part][1] else "text"

    def shown(self, offset: int) -> int:
        """The offset in `text` of an offset of `marked` that lies outside the parts elsewhere."""
        before = bisect_right(self.parts, offset, key=lambda part: part[1])
        return offset - self._hidden[before]


def read_page(body: bytes, media_type: str = "text/html", content_type_header: str = "") -> Page:
    """A page from its bytes. `media_type` without parameters; the header as served may name an encoding.
    Raises `BadInput` for what is no text, is longer than MAX_BYTES or nests too deep."""
    if len(body) > MAX_BYTES:
        raise BadInput(_WHERE, f"is longer than {MAX_BYTES} bytes; only pages of text can be read")
    kind = media_type.partition(";")[0].strip().lower()
    if kind not in _HTML and not kind.startswith("text/") and kind not in {"application/json", "application/ld+json"}:
        raise BadInput(_WHERE, f"is {kind or 'of no kind'}, not HTML or text")
    if body.startswith(_NOT_TEXT) or body.count(b"\0", 0, _HEAD) > _HEAD // 2 or _is_noise(body):
        raise BadInput(_WHERE, "holds bytes that are no text; only HTML or text can be read")
    if kind in _HTML:
        from matchers.html import marked_html

        return Page.of(marked_html(as_utf8(body, content_type_header or media_type)))
    return Page.of(marked_plain(decode(body, content_type_header or media_type)))


def _is_noise(body: bytes) -> bool:
    """Whether the beginning consists for a tenth of control characters, as text in no encoding does (but UTF-16)."""
    head = body[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return len(head) - len(head.translate(None, FORBIDDEN)) > max(8, len(head) // 10)


def marked_plain(text: str) -> str:
    """Plain text with its structure marked, character for character: an empty line parts two blocks."""
    lines = text.replace("\r\n", " \n").replace("\r", "\n").replace("\f", "\n").replace("\n", marks.BREAK)
    return lines.replace("\t", marks.TAB).replace(marks.BREAK * 2, marks.CLOSE + marks.OPEN)


def _shown(marked: str) -> str:
    # four replacements take a tenth of the time of one translate() where a letter lies beyond ASCII
    lines = marked.replace(marks.OPEN, "\n").replace(marks.CLOSE, "\n").replace(marks.BREAK, "\n")
    return lines.replace(marks.CELL, "\t").replace(marks.TAB, "\t")
