"""JSON-LD to marked text: each thing described a block, each of its properties a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from matchers import marks

_DEEPEST: Final = 20
_MOST: Final = 2_000  # values taken from one script
#: Properties that say nothing about a person, and whose texts are long.
_IGNORED: Final = frozenset(("@context", "@id", "articleBody", "potentialAction", "image", "logo", "keywords"))
#: Around the JSON, for browsers of long ago.
_BEFORE: Final = ("<!--", "//", "<![CDATA[")
_BEHIND: Final = ("-->", "]]>", "//")
_LABELS: Final = {"birthDate": "geboren", "@type": "soort"}


def marked_jsonld(script: str) -> Iterator[str]:
    """One marked text for each thing in the script; nothing for what is no JSON."""
    try:
        content = json.loads(_bare(script), strict=False)
    except (ValueError, RecursionError):
        return
    for thing in content if isinstance(content, list) else [content]:
        lines = list(_lines(thing, 0))[:_MOST]
        if lines:
            yield "".join(lines)


def _bare(script: str) -> str:
    for before in _BEFORE:
        script = script.strip().removeprefix(before)
    for behind in _BEHIND:
        script = script.strip().removesuffix(behind)
    return script


def _lines(thing: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(thing, list):
        for one in thing:
            yield from _lines(one, depth + 1)
    elif isinstance(thing, dict):
        yield marks.OPEN
        yield from _whole_name(thing)
        for key, value in thing.items():
            if key not in _IGNORED:
                label = f"{_LABELS[key]}: " if key in _LABELS else ""
                yield from _property(label, value, depth)
        yield marks.CLOSE
    elif isinstance(thing, str | int | float):
        yield f" {thing} {marks.BREAK}"


def _property(label: str, value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str | int) and not isinstance(value, bool):
        yield f" {label}{value} {marks.BREAK}"
    elif isinstance(value, dict | list):
        yield from _lines(value, depth + 1)


def _whole_name(thing: dict[str, object]) -> Iterator[str]:
    """Given and family name stand apart in structured text; read together they are a name."""
    given, family = thing.get("givenName"), thing.get("familyName")
    if isinstance(given, str) and isinstance(family, str) and not isinstance(thing.get("name"), str):
        yield f" {given} {family} {marks.BREAK}"
