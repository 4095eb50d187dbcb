"""HTML to marked text, in one walk over lexbor's tree."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from domain.errors import BadInput
from matchers import marks
from matchers.jsonld import marked_jsonld
from matchers.links import link_text

MAX_DEPTH: Final = 3_000
_SUSPECT: Final = 20_000  # tags from which the depth is counted before parsing: lexbor's time grows with its square
_BLOCK_NAMES: Final = (
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header legend li main menu nav ol optgroup option p pre section select summary table tbody tfoot thead tr ul"
)
_BLOCKS: Final = dict.fromkeys(_BLOCK_NAMES.split(), marks.OPEN) | {"td": marks.CELL, "th": marks.CELL}
_HIDDEN: Final = -1
_SILENT: Final = frozenset(["style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "head"])
#: Elements that have no end tag or may leave it out: they do not nest, however many stand in a page.
_UNNESTED: Final = frozenset(
    b"area base br col embed hr img input link meta source track wbr p li dt dd tr td th option optgroup thead tbody tfoot "
    b"colgroup".split()
)
_TELLING_META: Final = frozenset(("description", "author", "og:description", "og:title"))
_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})")


def marked_html(html: bytes) -> str:
    """The text, with its marks, of a page in UTF-8; what stands elsewhere comes in front, or at the place of its element.
    Raises `BadInput` when elements nest deeper than MAX_DEPTH."""
    if html.count(b"<") > _SUSPECT and _depth(html) > MAX_DEPTH:
        raise _too_deep()
    tree = LexborHTMLParser(html)
    out: list[str] = []
    if tree.head is not None:
        _read_head(tree.head, out)
    if tree.body is not None:
        _Walk(out).over(tree.body)
    return " ".join("".join(out).split())


def _too_deep() -> BadInput:
    return BadInput("the page", f"nests more than {MAX_DEPTH} elements into each other; it cannot be read")


def _depth(html: bytes) -> int:
    depth = deepest = 0
    for hit in _TAG.finditer(html):
        if hit[2].lower() not in _UNNESTED:
            depth = max(0, depth - 1) if hit[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


class _Walk:
    """One walk over every node in document order. The tree tells where an element begins; where blocks end follows from
    the depth of what comes next."""

    def __init__(self, out: list[str]) -> None:
        self.out = out
        self.open = 0  # blocks open at this moment

    def over(self, body: LexborNode) -> None:
        """Written as one loop: it is the hottest of the house."""
        out, depths = self.out, {body.mem_id: 0}
        for node in body.traverse(include_text=True, skip_empty=False):
            tag = node.tag
            above = node.parent
            depth = depths.get(above.mem_id, 0) if above is not None else 0
            if depth < 0:
                if tag != "-text":
                    depths[node.mem_id] = _HIDDEN
            elif tag == "-text":
                if self.open > depth:
                    self.close_to(depth)
                out.append(node.text_content or "")
            elif tag in _BLOCKS:
                self.close_to(depth)
                out.append(_BLOCKS[tag])
                self.open = depths[node.mem_id] = depth + 1
            elif tag in _SILENT:
                depths[node.mem_id] = _HIDDEN
            else:
                depths[node.mem_id] = _HIDDEN if tag == "script" else depth
                if tag in _SPEAKING:
                    self.close_to(depth)
                    _SPEAKING[tag](node, out)
        self.close_to(0)

    def close_to(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise _too_deep()
        self.out.append(marks.CLOSE * (self.open - depth))
        self.open = min(self.open, depth)


def _break(node: LexborNode, out: list[str]) -> None:
    out.append(marks.BREAK)


def _rule(node: LexborNode, out: list[str]) -> None:
    out.append(marks.CLOSE + marks.OPEN)


def _link(node: LexborNode, out: list[str]) -> None:
    attributes = node.attributes
    out.append(_part("link", link_text(attributes.get("href") or "", attributes.get("data-cfemail") or "")))


def _picture(node: LexborNode, out: list[str]) -> None:
    out.append(_part("alt", node.attributes.get("alt") or ""))


def _part(where: str, text: str) -> str:
    text = text.strip()
    return f"{marks.BEGIN[where]} {text} {marks.ELSEWHERE_END}" if text else ""


def _read_head(head: LexborNode, out: list[str]) -> None:
    """Title, description and structured text, each a block of its own in front of the page."""
    node = head.child
    while node is not None:
        if node.tag == "title":
            _add_block("title", node.text(), out)
        elif node.tag == "meta":
            attributes = node.attributes
            if (attributes.get("name") or attributes.get("property")) in _TELLING_META:
                _add_block("meta", attributes.get("content") or "", out)
        elif node.tag == "script":
            _read_script(node, out)
        node = node.next


def _read_script(script: LexborNode, out: list[str]) -> None:
    if script.attributes.get("type") == "application/ld+json":
        for text in marked_jsonld(script.text()):
            _add_block("json-ld", text, out)


def _add_block(where: str, text: str, out: list[str]) -> None:
    if part := _part(where, text):
        out.append(f"{marks.OPEN}{part}{marks.CLOSE}")


_SPEAKING: Final = {"a": _link, "img": _picture, "br": _break, "hr": _rule, "script": _read_script}
