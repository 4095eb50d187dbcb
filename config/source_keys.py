"""The keys by which APIs know this installation: one secret setting, handed out by host."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import SecretStr

from domain.errors import BadInput
from domain.source import Source

_SETTING = "LUWTE_SOURCE_KEYS"


def headers_by_host(sources: Iterable[Source], keys: SecretStr) -> dict[str, tuple[tuple[str, str], ...]]:
    """`keys`: name=value, separated by commas. A source whose key is not there is asked without, and will say no. Raises
    `BadInput` for what is no such list, never with a value."""
    given = dict(_pair(part) for part in keys.get_secret_value().split(",") if part.strip())
    return {
        host: ((source.key.header, given[source.key.name]),)
        for source in sources
        if source.key is not None and source.key.name in given
        for host in source.hosts
    }


def _pair(part: str) -> tuple[str, str]:
    name, sign, value = part.strip().partition("=")
    if not (name and sign and value) or not value.isascii() or not value.isprintable():
        raise BadInput(_SETTING, "is a list of name=value with commas between; mend it")
    return name, value
