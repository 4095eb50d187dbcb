"""Tables in which one cell stands beside several rows: what those rows hold is told of that cell."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SPAN: Final = (b"rowspan", b"ROWSPAN")
_MOST_ROWS: Final = 4  # a cell beside more of them is the side of a page rather than a name with its particulars
_ROW: Final = "tr"


def join_rows(tree: LexborHTMLParser, html: bytes) -> None:
    """Takes the rows beside a first cell together into one. `html`: what the tree was read from."""
    if not any(name in html for name in _SPAN):
        return
    for cell in tree.css(f"{_ROW} > :first-child[rowspan]"):
        row, span = cell.parent, cell.attributes.get("rowspan") or ""
        if row is not None and span.isascii() and span.isdigit() and int(span) <= _MOST_ROWS:
            for _ in range(int(span) - 1):
                _take_next(row)


def _take_next(row: LexborNode) -> None:
    below = row.next
    while below is not None and below.is_text_node:
        below = below.next
    if below is None or below.tag != _ROW:
        return
    for cell in list(below.iter()):
        row.insert_child(cell)
    below.decompose()
