"""Reads a YAML file so that every complaint can name its line; refuses what a definition never needs."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from domain.errors import BadInput

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
#: An installation may have imported thousands of definitions: libyaml reads them six times as fast, where it is there.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Where in the document: keys and positions from the top.
Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """What a file holds, and on which line each part of it begins."""

    file: Path
    content: Any
    lines: dict[Path_, int] = field(repr=False)

    def where(self, *path: str | int) -> str:
        """FILE:LINE of a part, or of the nearest part that is there."""
        for length in range(len(path), -1, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return f"{self.file}:{line}"
        return f"{self.file}:1"


def read_yaml(file: Path) -> Marked:
    """Raises `BadInput` with file, line and reason. Aliases, duplicate keys and keys that are no text are refused."""
    text = _text(file)
    try:
        _survey(file, text)
        node = yaml.compose(text, Loader=_LOADER)
        if node is None:
            raise BadInput(f"{file}:1", "is empty; write the definition or remove the file")
        lines: dict[Path_, int] = {}
        _walk(file, node, (), lines)
        content = yaml.SafeLoader("").construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line + 1) if error.problem_mark else 1
        raise BadInput(f"{file}:{line}", f"is not YAML: {error.problem or 'cannot be read'}") from None
    except (yaml.YAMLError, ValueError, OverflowError, AttributeError) as error:
        raise BadInput(f"{file}:1", f"is not YAML: {type(error).__name__}") from None
    return Marked(file, content, lines)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            body = opened.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise BadInput(f"{file}:1", f"is larger than {MAX_BYTES} bytes; a definition is not")
        return body.decode("utf-8")
    except OSError as error:
        raise BadInput(f"{file}:1", f"cannot be opened ({error.strerror}); check that it is there and may be read") from None
    except UnicodeDecodeError:
        raise BadInput(f"{file}:1", "is not UTF-8; save it as such") from None


def _survey(file: Path, text: str) -> None:
    """Depth and aliases, before anything is built: both can make a small file endless."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise BadInput(f"{file}:{line}", "uses a YAML alias; write it out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise BadInput(f"{file}:{line}", f"nests deeper than {MAX_DEPTH} levels")


def _walk(file: Path, node: yaml.Node, path: Path_, lines: dict[Path_, int]) -> None:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for position, child in enumerate(node.value):
            _walk(file, child, (*path, position), lines)
    elif isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key, child in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                raise BadInput(f"{file}:{line}", "has a key that is not text; put it between quotes")
            if key.value in seen:
                raise BadInput(f"{file}:{line}", "has a key that stands there twice; keep one")
            seen.add(key.value)
            _walk(file, child, (*path, key.value), lines)
            lines[*path, key.value] = line
