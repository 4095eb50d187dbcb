"""A JSON answer laid out as a page: one element for each part of it, that bears its path. So one set of rules reads both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from domain.errors import Unclear, Unreachable
from domain.json_path import ATTRIBUTE, ROOT, VALUE
from domain.mention import Capture
from scanner.encoding import decoded
from scanner.page import Page

#: Deeper or more than this is no answer of an API to a question about one person.
MAX_DEPTH = 40
MAX_PARTS = 100_000
_LONGEST_VALUE = 200  # characters; longer ones are text to read, not values to compare


def opened_json(capture: Capture) -> Page:
    """Raises `Unreachable`: not-html for what is no JSON, unreadable for what nests or goes on without end."""
    text = decoded(capture)
    try:
        content = json.loads(text.text)
    except RecursionError:
        raise _unreadable() from None
    except ValueError:
        raise Unreachable(Unclear.NOT_HTML, "the answer is not JSON", permanent=True) from None
    parts: list[str] = []
    for part in _laid_out(content, ROOT, 0):
        parts.append(part)
        if len(parts) > MAX_PARTS:
            raise _unreadable()
    whole = f"<!doctype html><body>{''.join(parts)}</body>"
    return Page(capture, LexborHTMLParser(whole), whole, text.honest)


def _unreadable() -> Unreachable:
    return Unreachable(Unclear.UNREADABLE, f"nests more than {MAX_DEPTH} levels or has too many parts", permanent=True)


def _laid_out(value: Any, path: str, depth: int) -> Iterator[str]:
    """Nothing for null: a field that is there without a value is not there."""
    if depth > MAX_DEPTH:
        raise _unreadable()
    if value is None:
        return
    if isinstance(value, dict | list):
        yield f'<div {ATTRIBUTE}="{escape(path)}">'
        for name, child in value.items() if isinstance(value, dict) else ((None, each) for each in value):
            yield from _laid_out(child, _child(path, name), depth + 1)
        yield "</div>"
        return
    said = str(value).lower() if isinstance(value, bool) else str(value)
    known = f' {VALUE}="{escape(said)}"' if len(said) <= _LONGEST_VALUE else ""
    if said.startswith(("http://", "https://")):
        yield f'<div><a {ATTRIBUTE}="{escape(path)}"{known} href="{escape(said)}">{escape(said)}</a></div>'
    else:
        yield f'<div {ATTRIBUTE}="{escape(path)}"{known}>{escape(said)}</div>'


def _child(path: str, name: str | None) -> str:
    """`name` None: of a list. A dot in a name would look like a path, so it is written otherwise."""
    if name is None:
        return f"{path}[]"
    plain = name.replace(".", "\\.")
    return plain if path == ROOT else f"{path}.{plain}"
