"""The marks that keep a page's structure inside its text: where blocks, cells and lines begin and end, and which parts do
not stand in the visible text."""

from __future__ import annotations

from typing import Final

OPEN: Final = "\x01"  # a block begins
CLOSE: Final = "\x02"  # a block or cell ends
BREAK: Final = "\x03"  # a line ends inside a block
TAB: Final = "\x04"  # a tab in plain text: parts cells, and opens nothing
ELSEWHERE_END: Final = "\x05"
CELL: Final = "\x06"  # a table cell begins, or what is told of a term
STRUCTURE: Final = f"{OPEN}{CLOSE}{BREAK}{TAB}{CELL}"  # all but those around a part that is not visible text

#: What opens a part that is not visible text, and what `where` says of it. Such a part ends at ELSEWHERE_END.
ELSEWHERE: Final = {
    "\x0e": "title",
    "\x0f": "meta",
    "\x10": "json-ld",
    "\x11": "alt",
    "\x12": "link",
    "\x13": "attribute",
    "\x14": "noscript",
}
BEGIN: Final = {where: mark for mark, where in ELSEWHERE.items()}

#: Control characters that a page may not bring along itself.
FORBIDDEN: Final = bytes((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F))
