"""A mail account as one URL in the settings; never shown, for it holds the password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote, urlsplit

from domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Account:
    """`path` is what stands behind the first slash, decoded; `name` is empty where no log-in is wanted."""

    scheme: str
    host: str
    port: int
    name: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    path: str = ""

    @classmethod
    def read(cls, url: str, schemes: Mapping[str, int], *, where: str) -> Self:
        """`schemes` holds the schemes allowed and their usual ports; `where` names the setting. Raises `BadInput`."""
        form = " or ".join(f"{scheme}://" for scheme in schemes) + " name:password@host:port"
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise BadInput(where, f"cannot be read; write {form}") from None
        if parts.scheme not in schemes or not parts.hostname:
            raise BadInput(where, f"has no known scheme or no host; write {form}")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=port or schemes[parts.scheme],
            name=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            path=unquote(parts.path.removeprefix("/")),
        )
