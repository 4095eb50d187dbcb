"""Definitions to domain objects: sources, recipients. What cannot be understood is refused with its line; the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from config.marked_yaml import Marked, read_yaml
from config.source_definition import source_from
from config.validation import demand
from domain.errors import BadInput
from domain.recipient import Recipient, RecipientClass
from domain.source import Source

Kept = TypeVar("Kept", Source, Recipient)


def load_sources(*dirs: Path) -> tuple[tuple[Source, ...], tuple[BadInput, ...]]:
    """Every `<slug>/source.yml` in these directories, by slug, and what was refused; a parent must be among them."""
    found = sorted(file for folder in dirs for file in folder.glob("*/source.yml"))
    kept, refused = _load(found, source_from, lambda file: file.parent.name)
    slugs = {source.slug for source in kept}
    orphans = [source for source in kept if source.parent and source.parent not in slugs]
    return tuple(source for source in kept if source not in orphans), (*refused, *map(_orphan, orphans))


def _orphan(source: Source) -> BadInput:
    return BadInput(f"{source.slug}/source.yml", f"copies {source.parent}, which is no source; add that one, or mend parent")


def load_recipients(*dirs: Path) -> tuple[tuple[Recipient, ...], tuple[BadInput, ...]]:
    """Every `<slug>.yml` in these directories, by slug, and what was refused."""
    found = sorted(file for folder in dirs for file in folder.glob("*.yml"))
    return _load(found, _recipient, lambda file: file.stem)


def _load(
    found: list[Path], build: Callable[[Marked], Kept], called: Callable[[Path], str]
) -> tuple[tuple[Kept, ...], tuple[BadInput, ...]]:
    kept: dict[str, Kept] = {}
    refused: list[BadInput] = []
    for file in found:
        try:
            marked = read_yaml(file)
            built = build(marked)
            if built.slug != called(file):
                raise BadInput(marked.where("slug"), f"slug must be {called(file)}, as its place is called")
            if built.slug in kept:
                raise BadInput(marked.where("slug"), "slug is taken by another directory; choose another")
            kept[built.slug] = built
        except BadInput as error:
            refused.append(error)
    return tuple(kept[slug] for slug in sorted(kept)), tuple(refused)


def _recipient(marked: Marked) -> Recipient:
    content: dict[str, Any] = marked.content if isinstance(marked.content, dict) else {}
    if isinstance(content.get("verified_on"), date):  # YAML reads a bare date as one
        content = {**content, "verified_on": content["verified_on"].isoformat()}
    demand(Marked(marked.file, content, marked.lines), "recipient.schema.json")
    try:
        verified_on = date.fromisoformat(content["verified_on"])
    except ValueError:
        raise BadInput(marked.where("verified_on"), "verified_on is no date; write it as YYYY-MM-DD") from None
    known = {each.name for each in fields(Recipient)}
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in content.items() if name in known
    }
    return Recipient(**{**given, "kind": RecipientClass(content["kind"]), "verified_on": verified_on})
