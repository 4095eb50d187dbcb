"""Rules for JSON are written as paths; here they become the selectors that hold on a JSON answer laid out as a page."""

from __future__ import annotations

import re
from typing import Any

from config.marked_yaml import Marked
from domain.errors import BadInput
from domain.json_path import selector, within
from domain.source import SourceKind

Raw = dict[str, Any]
_KINDS = frozenset({SourceKind.JSON_API, SourceKind.SEARCH_ENGINE})
_MARKS = ("no_results", "incomplete", "control", "next")
_LISTS_OF_MARKS = ("recognise", "blocked")
_PATH = re.compile(r"\$(\[\])?|[^\s.\[\]]+(\[\])*(\.[^\s.\[\]]+(\[\])*)*")
_IN_ROW = ("place", "record_id")


def by_selectors(marked: Marked) -> Marked:
    """The definition with a selector for each path. Raises `BadInput` for a path where CSS belongs, and the other way round."""
    raw: Raw = marked.content
    if raw["kind"] not in _KINDS:
        _no_paths(marked)
        return marked
    if not _PATH.fullmatch(raw["rows"]):
        raise BadInput(marked.where("rows"), "rows of JSON are a path, such as results[]; mend it")
    rows = raw["rows"]
    changed: Raw = {**raw, "rows": selector(rows)}
    changed |= {name: _mark(raw[name]) for name in _MARKS if name in raw}
    changed |= {name: [_mark(mark) for mark in raw[name]] for name in _LISTS_OF_MARKS if name in raw}
    changed |= {name: _extract(raw[name], rows) for name in _IN_ROW if name in raw}
    changed["fields"] = {name: _extract(rule, rows) for name, rule in raw["fields"].items()}
    return Marked(marked.file, changed, marked.lines)


def _no_paths(marked: Marked) -> None:
    for place in marked.lines:
        if place and place[-1] == "path" and place[0] != "pages" and not (place[0] == "fields" and len(place) == 2):
            raise BadInput(marked.where(*place), "path is for json_api and search_engine; write css")


def _mark(raw: Raw) -> Raw:
    if "path" not in raw:
        return raw
    plain = {name: given for name, given in raw.items() if name not in ("path", "value", "empty")}
    return {**plain, "css": selector(raw["path"], value=raw.get("value"), empty=raw.get("empty", False))}


def _extract(raw: Raw, rows: str) -> Raw:
    return {**raw, "css": selector(within(raw["path"], rows))} if "path" in raw else raw
