"""HTML to marked text, in one walk over lexbor's tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode, create_tag

from domain.errors import BadInput
from matchers import marks
from matchers.attributes import TELLING, asked, told
from matchers.jsonld import marked_jsonld
from matchers.links import link_text
from matchers.tables import join_rows

MAX_DEPTH: Final = 3_000
_SUSPECT: Final = 20_000  # tags from which the depth is counted before parsing: lexbor's time grows with its square
_BLOCK_NAMES: Final = (
    "address article aside blockquote body center details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header legend li main menu nav ol optgroup option p pre section select summary table tbody tfoot thead tr ul"
)
_BLOCKS: Final = dict.fromkeys(_BLOCK_NAMES.split(), marks.OPEN) | dict.fromkeys(("td", "th", "dd"), marks.CELL)
_SILENT: Final = frozenset(["style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "head", "script"])
#: Elements that have no end tag or may leave it out: they do not nest, however many stand in a page.
_UNNESTED: Final = frozenset(
    b"area base br col embed hr img input link meta source track wbr p li dt dd tr td th option optgroup thead tbody tfoot "
    b"colgroup".split()
)
_TELLING_META: Final = frozenset(
    ("description", "author", "og:title", "og:description", "twitter:title", "twitter:description", "twitter:creator",
     "og:email", "og:phone_number", "og:street-address", "og:postal-code", "og:locality", "profile:username", "article:author",
     "dc.creator")
)  # fmt: skip
#: Control characters that a page brings along as entities: they would pass for a walk's own marks.
_CODE: Final = rb"(?:[xX]0*(?:[0-8bBeEfF]|1[0-9a-fA-F]|7[fF])(?![0-9a-fA-F])|0*(?:[0-8]|11|1[4-9]|2[0-9]|3[01]|127)(?![0-9]))"
_CONTROL: Final = re.compile(rb"#(?<=&#)" + _CODE)
_CONTROL_WHOLE: Final = re.compile(rb"&#" + _CODE + rb";?")
_NEVER_IN_A_NAME: Final = tuple(",;:!?()|")
_LONG: Final = 80  # characters of one piece of text, in which any name has ended
#: What ends a run of text.
_PARTING: Final = frozenset((*_BLOCKS, "br", "hr", "script"))
_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})")


def marked_html(html: bytes) -> str:
    """The text, with its marks, of a page in UTF-8; what stands elsewhere comes in front, or at the place of its element.
    Raises `BadInput` when elements nest deeper than MAX_DEPTH."""
    if html.count(b"<") > _SUSPECT and _depth(html) > MAX_DEPTH:
        raise _too_deep()
    if _CONTROL.search(html):
        html = _CONTROL_WHOLE.sub(b"", html)
    tree = LexborHTMLParser(html)
    join_rows(tree, html)
    out: list[str] = []
    if tree.head is not None:
        _read_head(tree.head, out)
    if tree.body is not None:
        _walk(tree.body, asked(tree), out)
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


def _walk(body: LexborNode, telling: set[int], out: list[str]) -> None:  # noqa: C901, PLR0912 - calls have their price
    """One walk over every node in document order, but for what hides in silent elements. What an inline element tells elsewhere
    waits until the run of text is over: a link or a title inside a name does not cut it in two. Written as one loop, with the
    parser's numbers for tags: it is the hottest of the house. `telling`: elements with attributes to be read."""
    above: list[tuple[LexborNode, int]] = []  # the elements around this node, each with its own depth
    depth = opened = 0  # of this node; of the last block that was opened
    aside: list[str] = []  # what waits
    acts, close, text_tag = _ACTS, marks.CLOSE, _TEXT
    node: LexborNode | None = body
    while node is not None:
        tag = node.tag_id
        if opened > depth:
            if aside:
                out += aside
                aside.clear()
            out.append(close * (opened - depth))
            opened = depth
        below = None
        if tag == text_tag:
            if aside:
                _beside(node.text_content or "", aside, out)
            else:
                out.append(node.text_content or "")
        else:
            act, inside = acts.get(tag), depth
            if act is None:
                below = node.child
            else:
                if aside and act.parts:
                    out += aside
                    aside.clear()
                if act.mark:
                    out.append(act.mark)
                    opened = inside = depth + 1
                    if opened > MAX_DEPTH:
                        raise _too_deep()
                elif act.speak is not None:
                    act.speak(node, out if act.parts else aside)
                if not act.silent:
                    below = node.child
            if telling and node.mem_id in telling and not (act is not None and act.telling):
                _attributes(node, aside)
            if below is not None:
                above.append((node, depth))
                node, depth = below, inside
                continue
        node = node.next if above else None
        while node is None and above:
            ended, depth = above.pop()
            node = ended.next if above else None
    out += aside
    out.append(close * opened)


def _beside(text: str, aside: list[str], out: list[str]) -> None:
    """A piece of text, with what waited in front of it where it cannot go on with a name, or behind it where it is long."""
    if text[:1] in _NEVER_IN_A_NAME:
        out += (*aside, text)
        aside.clear()
    elif len(text) > _LONG:
        out += (text, *aside)
        aside.clear()
    else:
        out.append(text)


def _break(node: LexborNode, out: list[str]) -> None:
    out.append(marks.BREAK)


def _rule(node: LexborNode, out: list[str]) -> None:
    out.append(marks.CLOSE + marks.OPEN)


def _link(node: LexborNode, out: list[str]) -> None:
    attributes = node.attributes
    text = link_text(attributes.get("href") or "", attributes.get("data-cfemail") or "")
    if text:
        out.append(_part("link", text))


def _picture(node: LexborNode, out: list[str]) -> None:
    attributes = node.attributes
    out.append(_part("alt", attributes.get("alt") or ""))


def _attributes(node: LexborNode, out: list[str]) -> None:
    out += [_part("attribute", text) for text in told(node.tag or "", node.attributes)]


def _without_scripts(node: LexborNode, out: list[str]) -> None:
    """What a browser without scripts, a search engine or an archive shows; most people see it only there."""
    links = (link_text(link.attributes.get("href") or "") for link in node.traverse() if link.tag == "a")
    out.append(_part("noscript", " ".join((node.text(separator=" "), *links))))


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
            name = attributes.get("name") or attributes.get("property") or ""
            if name.lower() in _TELLING_META or attributes.get("itemprop"):
                _add_block("meta", attributes.get("content") or "", out)
        elif node.tag == "script":
            _read_script(node, out)
        node = node.next


def _read_script(script: LexborNode, out: list[str]) -> None:
    if (script.attributes.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
        for text in marked_jsonld(script.text()):
            _add_block("json-ld", text, out)


def _add_block(where: str, text: str, out: list[str]) -> None:
    if part := _part(where, text):
        out.append(f"{marks.OPEN}{part}{marks.CLOSE}")


_SPEAKING: Final[Mapping[str, Callable[[LexborNode, list[str]], None]]] = dict.fromkeys(TELLING, _attributes) | {
    "a": _link,
    "img": _picture,
    "br": _break,
    "hr": _rule,
    "script": _read_script,
    "noscript": _without_scripts,
}


@dataclass(frozen=True, slots=True)
class _Act:
    """What a walk does at an element: the `mark` of a block, who speaks for what stands elsewhere, whether it `parts` runs of
    text, hides what is inside, or has told its attributes already."""

    mark: str
    speak: Callable[[LexborNode, list[str]], None] | None
    parts: bool
    silent: bool
    telling: bool


#: By the parser's number of a tag; of others there is nothing to be done.
_ACTS: Final = {
    create_tag(tag).tag_id: _Act(_BLOCKS.get(tag, ""), _SPEAKING.get(tag), tag in _PARTING, tag in _SILENT, tag in TELLING)
    for tag in (*_BLOCKS, *_SPEAKING, *_SILENT, *_PARTING)
}
_TEXT: Final = 2  # LXB_TAG__TEXT of lexbor
