"""Definitions to domain objects: sources, recipients. What cannot be understood is refused with its line; the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from config.marked_yaml import Marked, read_yaml
from config.recipient_definition import recipient_from
from config.source_definition import source_from
from domain.errors import BadInput
from domain.recipient import Recipient
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
    return _load(found, recipient_from, lambda file: file.stem)


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
