"""Puts imported definitions on a shelf of their own in the installation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from config.catalogue import load_sources
from config.marked_yaml import Marked
from config.source_definition import source_from
from domain.errors import BadInput
from domain.source import Source

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
#: A name that nobody has, for lists that give none.
NOBODY = "zqxwvlaar7j4kq"


class Refused(ValueError):
    """Why an entry cannot be expressed; the words are counted, so they name no site."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a list came to: definitions by slug, and (site, reason) for each refusal."""

    name: str
    licence: str
    notice: str
    definitions: dict[str, dict[str, Any]] = field(repr=False)
    refused: tuple[tuple[str, str], ...] = field(repr=False)


def slug_of(name: str, taken: dict[str, dict[str, Any]]) -> str:
    """A directory's name for a site's; a second one of the same name gets a number."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    first = _NOT_SLUG.sub("-", plain).strip("-")[:50].strip("-") or "site"
    return first if first not in taken else next(s for s in (f"{first}-{n}" for n in range(2, 10_000)) if s not in taken)


def host_in(url: str) -> str:
    """Raises `Refused` where the handle is part of the host's name, or where there is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or "{" in parts.netloc:
        raise Refused("the handle is part of the host's name")
    host = (parts.hostname or "").lower()
    if not host:
        raise Refused("the address has no host")
    return f"{host}:{parts.port}" if parts.port else host


def understood(definition: dict[str, Any]) -> None:
    """Raises `Refused` for what the catalogue would not take."""
    try:
        source_from(Marked(Path("imported"), definition, {(): 1}))
    except BadInput:
        raise Refused("the definition made of it is not understood") from None


def shelve(imported: Imported, folder: Path) -> Path:
    """Write every definition to `folder/<list>/<slug>/source.yml`, with the licence beside them. One that stands there
    already keeps its state, and goes up a version when it changed."""
    place = folder / imported.name
    place.mkdir(parents=True, exist_ok=True)
    (place / "LICENCE.txt").write_text(f"{imported.licence}\n\n{imported.notice}\n", encoding="utf-8")
    known = {source.slug: source for source in load_sources(place)[0]}
    for slug, definition in imported.definitions.items():
        written = _newer(definition, known.get(slug), place / slug / "source.yml")
        if written:
            (place / slug).mkdir(exist_ok=True)
            (place / slug / "source.yml").write_text(written, encoding="utf-8")
    return place


def _newer(definition: dict[str, Any], known: Source | None, file: Path) -> str:
    """What must be written; nothing for a definition that stands there as it is."""
    if known is None:
        return _written(definition)
    same = {**definition, "version": known.version, "state": known.state.value}
    if file.read_text(encoding="utf-8") == _written(same):
        return ""
    return _written({**definition, "version": known.version + 1})


def _written(definition: dict[str, Any]) -> str:
    return yaml.safe_dump(definition, allow_unicode=True, sort_keys=False, width=128)
