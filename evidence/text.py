"""The text a reader of the page would see, kept beside the page itself so that nobody needs to open hostile markup."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from domain.mention import Capture

HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title"})
#: Elements whose text runs on in the line they stand in.
_INLINE = frozenset(
    "a abbr b bdi bdo cite code dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr".split()  # noqa: SIM905  # reads better in one line
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
#: Void elements, and those whose end tag may be left out.
_CLOSES_ITSELF = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option".split()  # noqa: SIM905  # idem
)
_DEEPEST, _CLIMB = 5_000, 100


def visible_text(capture: Capture) -> str | None:
    """Lines of visible text, without blanks; None where the capture is no text, or nests too deep to be read safely."""
    if capture.media_type in HTML:
        markup = _decoded(capture)
        return None if _nests_too_deep(markup) else _tidy("".join(_pieces(LexborHTMLParser(markup))))
    if capture.media_type.startswith("text/"):
        return _tidy(_decoded(capture))
    return None


def _pieces(tree: LexborHTMLParser) -> Iterator[str]:
    tree.strip_tags(list(_UNSEEN))
    last: int | None = None
    for node in tree.body.traverse(include_text=True) if tree.body else ():
        if node.tag == "-text":
            block = _block(node)
            if block != last:
                yield "\n"
            last = block
            yield node.text_content or ""
        elif node.tag not in _INLINE:
            yield "\n"


def _block(node: LexborNode) -> int | None:
    """Which element breaks the line around this text; text of another one stands in another line."""
    parent = node.parent
    for _ in range(_CLIMB):
        if parent is None or parent.tag not in _INLINE:
            break
        parent = parent.parent
    return parent.mem_id if parent else None


def _nests_too_deep(markup: str) -> bool:
    """A rough upper count: the parser needs minutes for a hundred thousand elements inside each other."""
    depth = 0
    for tag in _TAG.finditer(markup):
        if tag.group(2).lower() not in _CLOSES_ITSELF:
            depth = max(0, depth - 1) if tag.group(1) else depth + 1
            if depth > _DEEPEST:
                return True
    return False


def _decoded(capture: Capture) -> str:
    declared = _CHARSET.search(capture.header("content-type")) or _CHARSET.search(
        capture.body[:1024].decode("ascii", "replace")
    )
    try:
        name = codecs.lookup(declared.group(1)).name if declared else "utf-8"
        return capture.body.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):
        # an encoding that does not exist, or one like `hex` that yields no text
        return capture.body.decode("utf-8", "replace")


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line)
