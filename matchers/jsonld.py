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
_LABELS: Final = {"birthDate": "geboren: ", "@type": "soort: "}


def marked_jsonld(script: str) -> Iterator[str]:
    """One marked text for each thing in the script; nothing for what is no JSON."""
    try:
        content = json.loads(_bare(script), strict=False)
    except (ValueError, RecursionError):
        return
    for thing in content if isinstance(content, list) else [content]:
        lines: list[str] = []
        _read(thing, 0, lines)
        if lines:
            yield "".join(lines[:_MOST])


def _bare(script: str) -> str:
    for before in _BEFORE:
        script = script.strip().removeprefix(before)
    for behind in _BEHIND:
        script = script.strip().removesuffix(behind)
    return script


def _read(thing: object, depth: int, lines: list[str]) -> None:
    if depth > _DEEPEST or len(lines) >= _MOST:
        return
    if isinstance(thing, dict):
        lines.append(marks.OPEN)
        _whole_name(thing, lines)
        for key, value in thing.items():
            if key in _IGNORED:
                continue
            if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
                lines.append(f" {_LABELS.get(key, '')}{value} {marks.BREAK}")
            elif isinstance(value, dict | list):
                _read(value, depth + 1, lines)
        lines.append(marks.CLOSE)
    elif isinstance(thing, list):
        for one in thing:
            _read(one, depth + 1, lines)
    elif isinstance(thing, str | int | float):
        lines.append(f" {thing} {marks.BREAK}")


def _whole_name(thing: dict[str, object], lines: list[str]) -> None:
    """Given and family name stand apart in structured text; read together they are a name."""
    given, family = thing.get("givenName"), thing.get("familyName")
    if isinstance(given, str) and isinstance(family, str) and not isinstance(thing.get("name"), str):
        lines.append(f" {given} {family} {marks.BREAK}")
