"""Reads a compose file as Docker Compose does, as far as luwte's own files go: anchors, variables, secrets, dependencies.

What it does not know it refuses, so that nothing in the file is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_VARIABLE = re.compile(r"\$(?:\{(\w+)(?:(:?[-?])([^}]*))?\}|(\$))")
#: Keys that say how a container is kept rather than what runs in it.
_KEPT = {"image", "build", "user", "read_only", "tmpfs", "cap_drop", "security_opt", "init", "restart", "stop_grace_period"}
_KEPT |= {"volumes", "pids_limit", "mem_limit", "logging", "shm_size", "networks", "ports", "hostname"}
_RUN = frozenset({"command", "environment", "secrets", "depends_on", "healthcheck"})


@dataclass(frozen=True, slots=True)
class Service:
    """`environment`: a variable without a value is left to `.env`; `secrets`: where each stands in the container."""

    name: str
    ours: bool
    command: tuple[str, ...]
    environment: Mapping[str, str]
    secrets: Mapping[str, str]
    needs: Mapping[str, str]
    check: tuple[str, ...]
    kept: Mapping[str, Any]


class Misread(ValueError):
    """The file says something that this reader does not know, or lacks a variable."""


def read(file: Path, variables: Mapping[str, str]) -> dict[str, Service]:
    """Every service by name. Raises `Misread`."""
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {name: _service(name, _filled(given, variables), variables) for name, given in told["services"].items()}


def entry_point(dockerfile: Path) -> tuple[str, ...]:
    """What the image puts before each command."""
    found = re.search(r"^ENTRYPOINT \[(.*)\]$", dockerfile.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise Misread("the Dockerfile has no ENTRYPOINT")
    return tuple(part.strip().strip('"') for part in found[1].split(","))


def _service(name: str, given: dict[str, Any], variables: Mapping[str, str]) -> Service:
    unknown = given.keys() - _KEPT - _RUN
    if unknown:
        raise Misread(f"{name}: unknown keys {', '.join(sorted(unknown))}")
    environment = given.get("environment", {})
    passed = {key: variables[key] for key, value in environment.items() if value is None and key in variables}
    check = given.get("healthcheck", {}).get("test", ["NONE"])
    return Service(
        name,
        ours=str(given["image"]).startswith("luwte:"),
        command=tuple(given.get("command", ())),
        environment={key: str(value) for key, value in environment.items() if value is not None} | passed,
        secrets=dict(_secret(one) for one in given.get("secrets", ())),
        needs={other: told["condition"] for other, told in given.get("depends_on", {}).items()},
        check=tuple(check[1:]) if check[0] == "CMD" else (),
        kept={key: value for key, value in given.items() if key in _KEPT},
    )


def _secret(given: Any) -> tuple[str, str]:
    if isinstance(given, str):
        return given, f"/run/secrets/{given}"
    return given["source"], given["target"]


def _filled(given: Any, variables: Mapping[str, str]) -> Any:
    if isinstance(given, dict):
        return {key: _filled(value, variables) for key, value in given.items()}
    if isinstance(given, list):
        return [_filled(value, variables) for value in given]
    return _VARIABLE.sub(lambda found: _value(found, variables), given) if isinstance(given, str) else given


def _value(found: re.Match[str], variables: Mapping[str, str]) -> str:
    name, how, other, dollar = found.groups()
    if dollar:
        return "$"
    value = variables.get(name)
    if value or (value is not None and how in {None, "-", "?"}):
        return value
    if how in {"?", ":?"}:
        raise Misread(f"{name} is not set: {other}")
    return other or ""
