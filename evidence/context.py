"""Who says that they wrote it, and when: only what the page itself declares, each claim with the place where it stands.

Intent is an element of the offence (art. 285d Sr), so author, moment and thread belong to the evidence. Nothing is guessed: a
claim is the page's own, and may be untrue.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST, _LONGEST, _DEEPEST = 40, 500, 12
_JSON_LD = {"author": "author", "creator": "author", "datePublished": "posted", "dateCreated": "posted", "isPartOf": "thread"}
_ITEMPROP = {"author": "author", "creator": "author", "datepublished": "posted", "datecreated": "posted"}
_META = {"article:published_time": "posted", "article:author": "author", "author": "author", "og:url": "permalink"}
_LINKS = {"canonical": "permalink", "author": "profile", "me": "profile", "prev": "thread", "next": "thread", "up": "thread"}


def context(dom: bytes) -> list[dict[str, str]]:
    """Claims `{"what", "value", "where"}`: author, profile, posted, permalink, thread. In the order of the page, none twice."""
    tree = LexborHTMLParser(dom.decode("utf-8", "replace"))
    found: dict[tuple[str, str, str], None] = {}
    for what, value, where in _claims(tree):
        tidy = " ".join(value.split())[:_LONGEST]
        if tidy and len(found) < _MOST:
            found[(what, tidy, where)] = None
    return [{"what": what, "value": value, "where": where} for what, value, where in found]


def _claims(tree: LexborHTMLParser) -> Iterator[tuple[str, str, str]]:
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            yield from _json_ld(json.loads(script.text()), _DEEPEST)
        except (ValueError, RecursionError):
            continue
    yield from _in_attributes(tree, "[itemprop]", ("itemprop",), _ITEMPROP, "microdata")
    yield from (("posted", node.attributes.get("datetime") or "", "time") for node in tree.css("time[datetime]"))
    yield from _in_attributes(tree, "meta[property],meta[name]", ("property", "name"), _META, "meta")
    yield from _in_attributes(tree, "a[rel],link[rel]", ("rel",), _LINKS, "link")


def _in_attributes(
    tree: LexborHTMLParser, select: str, naming: tuple[str, ...], meaning: dict[str, str], where: str
) -> Iterator[tuple[str, str, str]]:
    for node in tree.css(select):
        name = next(filter(None, (node.attributes.get(one) for one in naming)), "")
        for word in name.lower().split():
            if word in meaning:
                yield meaning[word], _worth(node), where


def _json_ld(value: Any, deep: int) -> Iterator[tuple[str, str, str]]:
    if deep == 0:
        return
    if isinstance(value, list):
        for one in value:
            yield from _json_ld(one, deep - 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in _JSON_LD:
                yield from ((_JSON_LD[key], text, "json-ld") for text in _named(inner))
                yield from (("profile", text, "json-ld") for text in _addresses(key, inner))
            else:
                yield from _json_ld(inner, deep - 1)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _named(one)
    elif isinstance(value, dict):
        name = value.get("name") or value.get("alternateName") or value.get("url")
        if isinstance(name, str):
            yield name


def _addresses(key: str, value: Any) -> Iterator[str]:
    people = value if isinstance(value, list) else [value]
    if _JSON_LD[key] == "author":
        yield from (one["url"] for one in people if isinstance(one, dict) and isinstance(one.get("url"), str))


def _worth(node: LexborNode) -> str:
    """What is said for this element: its own attribute before its text (HTML, 5.2.4)."""
    for name in ("content", "datetime", "href"):
        if node.attributes.get(name):
            return node.attributes[name] or ""
    inner = node.css_first('[itemprop~="name"]')
    return (inner or node).text(deep=True)
