"""RSS 0.9x, 1.0 and 2.0 and Atom (RFC 4287) laid out as a page: one article for each entry, in one shape for all of them."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from selectolax.lexbor import LexborHTMLParser

from domain.errors import Unclear, Unreachable
from domain.mention import Capture
from scanner.encoding import decoded
from scanner.page import Page, too_deep

#: The marks of a feed, an entry, an entry's link, and the way on to older entries, on the page that is made of it.
FEED, ENTRY, LINK, OLDER = "main.feed", "article.entry", "a.link", "a.older"
#: The root elements of the formats, without their name space.
_ROOTS = frozenset({"rss", "RDF", "feed"})
_ENTRIES = frozenset({"item", "entry"})
#: What is shown of an entry, with whether it holds HTML.
_SHOWN = {
    "title": False,
    "author": False,
    "creator": False,
    "description": True,
    "summary": True,
    "content": True,
    "encoded": True,
}


def opened_feed(capture: Capture) -> Page:
    """Raises `Unreachable`: not-html for what is no feed; unreadable for what nests too deep or declares entities."""
    text = decoded(capture)
    if "<!ENTITY" in text.text or too_deep(text.text):
        raise Unreachable(Unclear.UNREADABLE, "declares entities or nests too deep", permanent=True)
    try:
        root = ElementTree.fromstring(capture.body)  # noqa: S314 - entities are refused above; expat bounds the rest
    except (ElementTree.ParseError, ValueError, LookupError):
        root = None
    if root is None or _plain(root) not in _ROOTS:
        raise Unreachable(Unclear.NOT_HTML, "the answer is not a feed", permanent=True)
    whole = _laid_out(root)
    return Page(capture, LexborHTMLParser(whole), whole, text.honest)


def _laid_out(root: Element) -> str:
    head = root.find("{*}channel") if _plain(root) != "feed" else root
    title = head.findtext("{*}title", "") if head is not None else ""
    entries = "".join(_entry(one) for one in root.iter() if _plain(one) in _ENTRIES)
    older = [one.get("href", "") for one in root.iter("{http://www.w3.org/2005/Atom}link") if one.get("rel") == "next"]
    link = f'<a class="older" href="{escape(older[0])}"></a>' if older else ""
    return f'<!doctype html><body><main class="feed"><h1>{escape(title)}</h1>{entries}{link}</main></body>'


def _entry(entry: Element) -> str:
    shown = "".join(f'<div class="{name}">{said}</div>' for name, said in map(_part, entry) if said)
    return f'<article class="entry"><a class="link" href="{escape(_link(entry))}"></a>{shown}</article>'


def _part(part: Element) -> tuple[str, str]:
    name = _plain(part)
    if name not in _SHOWN:
        return name, ""
    said = " ".join(text.strip() for text in part.itertext() if text.strip())
    # what arrives as text may be mark-up that was escaped once: the matchers read it as the reader of the feed sees it
    return name, said if _SHOWN[name] and part.get("type") != "text" else escape(said)


def _link(entry: Element) -> str:
    """RSS writes it as text, Atom as an attribute; failing both, an identifier that is an address."""
    for link in entry.findall("{*}link"):
        if link.get("rel", "alternate") == "alternate" and (link.get("href") or link.text):
            return (link.get("href") or link.text or "").strip()
    for name in ("{*}guid", "{*}id"):
        said = (entry.findtext(name) or "").strip()
        if said.startswith(("http://", "https://")):
            return said
    return ""


def _plain(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
