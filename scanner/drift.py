"""A source's site is rebuilt, field by field: each thing that the definition takes from a page is renamed in turn on its own
frozen hit, and the definition is asked what it reads then. All but *unclear* is a definition that would not notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.sighting import Verdict
from domain.source import Extract, FrozenPage, Source
from scanner.frozen_page import capture_of
from scanner.readers import read

_CLASS_OR_ID = re.compile(r"[.#]([A-Za-z_][\w-]*)")
_TAG = re.compile(r"([a-z][a-z0-9]*)[^\s>+~]*\Z")
_NEW = b"c4f1"


@dataclass(frozen=True, slots=True)
class Trial:
    """`part` of the definition was renamed on `page`. `verdict` None: nothing on the page could be renamed for it."""

    page: str
    part: str
    verdict: Verdict | None
    broken: str = ""


def trials(source: Source, *, strict: bool = True) -> Iterator[Trial]:
    """One for each part that takes a value; none for a definition without a hit, or that takes nothing by itself. `strict`: the
    page is read as the canary's."""
    hit = next((page for page in source.pages if page.verdict is Verdict.PRESENT and page.role == "search"), None)
    for part, rule in _parts(source) if hit else ():
        assert hit is not None
        yield _trial(source, hit, part, rule, strict=strict)


def _parts(source: Source) -> Iterator[tuple[str, Extract]]:
    if source.place:
        yield "place", source.place
    if source.record_id:
        yield "record_id", source.record_id
    yield from ((f"fields.{name}", rule) for name, rule in source.fields)


def _trial(source: Source, hit: FrozenPage, part: str, rule: Extract, *, strict: bool) -> Trial:
    whole, name = Path(hit.path).read_bytes(), Path(hit.path).name
    changed = renamed(whole, rule)
    if changed == whole:
        return Trial(name, part, None)
    reading = read(source, capture_of(hit, changed), strict=strict)
    return Trial(name, part, reading.verdict, reading.broken)


def renamed(body: bytes, rule: Extract) -> bytes:
    """The page after its builder gave another name to what this rule rests on: JSON key, class or id, attribute, tag."""
    if rule.path:
        key = rule.path.replace("[]", "").rpartition(".")[2]
        return re.sub(rb'"' + re.escape(key.encode()) + rb'"(?=\s*:)', b'"' + _NEW + b'"', body)
    names = _CLASS_OR_ID.findall(rule.css)
    if names:
        return re.sub(rb"\b" + re.escape(names[-1].encode()) + rb"\b(?=[^<>]*>)", _NEW, body)
    if rule.attribute:
        return re.sub(rb"\b" + re.escape(rule.attribute.encode()) + rb"(?==)", b"data-" + _NEW, body)
    tag = _TAG.search(rule.css)
    return re.sub(rb"(</?)" + tag[1].encode() + rb"\b", rb"\1x-" + _NEW, body) if tag else body
