"""A capture opened as a page, within bounds: what is not HTML, or nests without end, is *unclear* and never a crash."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from urllib.parse import quote

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from domain.errors import Unclear, Unreachable
from domain.mention import Capture
from domain.source import Extract, Mark
from scanner.encoding import decoded
from scanner.urls import canonical

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_NOT_HTML = (b"%PDF", b"\x89PNG", b"GIF8", b"PK\x03\x04", b"\xff\xd8\xff", b"\x1f\x8b", b"\x00asm", b"RIFF", b"OggS")
_LOOKS_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|!--|div|p|table|script|title)", re.IGNORECASE
)
#: The parser's time grows with the square of the depth: 10,000 levels take 0.2 s, 100,000 take 48 s.
MAX_DEPTH = 3000
#: What a parsed page takes: some 150 bytes an element, 200 with text in it, 40 an attribute. Within these it stays under 64 MB.
MAX_BYTES = 4_000_000
MAX_TAGS = 150_000
_IN_TABLE = {
    **dict.fromkeys(("tbody", "thead", "tfoot", "caption"), ("<table>", "</table>")),
    "tr": ("<table><tbody>", "</tbody></table>"),
    **dict.fromkeys(("td", "th"), ("<table><tbody><tr>", "</tr></tbody></table>")),
}
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>\x00]*)([^>]*)>?")
_SHALLOW = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"),
    *("p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "html", "head", "body"),
}


@dataclass(frozen=True)  # no slots: what is derived is kept
class Page:
    """An HTML page that can be asked for marks and values. `honest`: it keeps to the encoding that it declares."""

    capture: Capture
    tree: LexborHTMLParser = field(repr=False)
    source_text: str = field(repr=False)
    honest: bool

    @cached_property
    def base(self) -> str:
        """Against which its links are resolved."""
        tag = self.tree.css_first("base[href]")
        href = (tag.attributes.get("href") or "") if tag else ""
        return canonical(href, self.capture.final_url) or self.capture.final_url

    @cached_property
    def visible(self) -> str:
        """Its visible text, folded for comparison."""
        tree = LexborHTMLParser(self.tree.html or "")
        tree.strip_tags(["script", "style", "template"])
        return folded(tree.text(separator=" "))

    @property
    def whole(self) -> bytes:
        """All of it, in UTF-8."""
        return self.source_text.encode()

    def shows(self, text: str) -> bool:
        wanted = folded(text)
        return bool(wanted) and wanted in self.visible

    def bears(self, mark: Mark) -> bool:
        """Whether everything that the mark gives holds."""
        if mark.status is not None and mark.status != self.capture.status:
            return False
        if mark.css and self.tree.css_first(mark.css) is None:
            return False
        if mark.source and not any(sign in self.source_text for sign in mark.source):
            return False
        return not mark.text or self.shows(mark.text)

    def bears_all(self, marks: tuple[Mark, ...]) -> bool:
        return all(self.bears(mark) for mark in marks)


def opened(capture: Capture, *, repair: bool = False) -> Page:
    """Raises `Unreachable`: not-html, too-large, or unreadable because it nests too deep. `repair`: close what was left open
    where its parent ends. The standard's way carries an open link on into the next record, which then seems to stand
    elsewhere."""
    if not is_html(capture):
        raise Unreachable(Unclear.NOT_HTML, "the answer is not an HTML page", permanent=True)
    check_size(capture.body)
    text = decoded(capture)
    if too_deep(text.text):
        raise Unreachable(Unclear.UNREADABLE, f"nests more than {MAX_DEPTH} elements", permanent=True)
    whole = str(BeautifulSoup(text.text, "html.parser")) if repair else text.text
    return Page(capture, LexborHTMLParser(whole), whole, text.honest)


def check_size(body: bytes) -> None:
    """Raises `Unreachable` for a page that would take more memory than a page may."""
    if len(body) > MAX_BYTES:
        raise Unreachable(Unclear.TOO_LARGE, f"an HTML page of more than {MAX_BYTES} bytes", permanent=True)
    if body.count(b"<") > MAX_TAGS:
        raise Unreachable(Unclear.TOO_LARGE, f"an HTML page of more than {MAX_TAGS} elements", permanent=True)


def opened_plain(capture: Capture) -> Page:
    """What is no web page, as one: for a rule that asks only what stands in it. Raises `Unreachable` for what is no text."""
    if capture.body[:512].startswith(_NOT_HTML) or b"\0" in capture.body[:512]:
        raise Unreachable(Unclear.NOT_HTML, "the answer is not text", permanent=True)
    text = decoded(capture)
    return Page(capture, LexborHTMLParser(f"<!doctype html><pre>{escape(text.text)}</pre>"), text.text, text.honest)


def is_html(capture: Capture) -> bool:
    """By its media type; one that gives none, by its first bytes. A file in disguise is not HTML."""
    head = capture.body[:512]
    if head.startswith(_NOT_HTML):
        return False
    if capture.media_type in _HTML:
        return True
    return not capture.media_type and _LOOKS_HTML.match(head) is not None


def too_deep(text: str) -> bool:
    """An upper bound of the depth, counted without parsing; elements that cannot hold their own kind do not count."""
    if text.count("<") <= MAX_DEPTH:
        return False
    depth = 0
    for found in _TAG.finditer(text):
        closing, name, rest = found.groups()
        if name.lower() in _SHALLOW or rest.endswith("/"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def taken(extract: Extract, node: LexborNode) -> str:
    """The value that this rule takes from an element; empty if there is none."""
    found = node.css_first(extract.css) if extract.css else node
    if found is None:
        return ""
    value = (found.attributes.get(extract.attribute) or "") if extract.attribute else found.text(separator=" ")
    parts = value.split(extract.separator) if extract.separator else [value]
    for part in parts:
        plain = " ".join(part.split())
        if not extract.pattern:
            return plain
        match = re.search(extract.pattern, plain)
        if match:
            return (match[1] or "") if match.re.groups else match[0]
    return ""


def placed(extract: Extract, node: LexborNode, base: str) -> str | None:
    """The canonical address that this rule takes from an element, or None."""
    value = taken(extract, node)
    if value and extract.template:
        value = extract.template.replace("{}", quote(value, safe=""))
    return canonical(value, base) if value else None


def markup(node: LexborNode) -> bytes:
    """The element's own piece of HTML, in UTF-8. A part of a table stays in one: a parser drops cells that have none."""
    before, after = _IN_TABLE.get(node.tag or "", ("", ""))
    return f"{before}{node.html or ''}{after}".encode()


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()
