"""One way, and one way only, to write a JSON value as bytes: what is signed must not be open to reading twice."""

from __future__ import annotations

import json
from typing import Any, NoReturn


def encode(value: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8. Raises ValueError for NaN, infinities and lone surrogates."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def decode(raw: bytes) -> Any:
    """Reads what `encode` wrote. Raises ValueError for every other spelling, doubled keys and endless nesting."""
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if encode(value) != raw:
        raise ValueError("not in canonical form")
    return value


def decode_mapping(raw: bytes) -> dict[str, Any]:
    """As `decode`, for a document that must be a JSON mapping at the top."""
    value = decode(raw)
    if not isinstance(value, dict):
        raise ValueError("not a mapping")
    return value


def writable(text: str) -> str:
    """The text with lone surrogates, which a server can put in a header, spelt out: they have no place in UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise ValueError("a key stands there twice")
    return mapping


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")
