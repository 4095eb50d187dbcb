"""Tells where the fictional hosts are: the names that the outside world wrote down, on loopback; no other name exists."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORLD_FILE = "world.json"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the outside world writes when it is ready to be visited."""

    http_port: int
    smtp_port: int
    hosts: tuple[str, ...]


def whereabouts(home: Path) -> Whereabouts:
    """Reads `world.json`; raises FileNotFoundError while the outside world is not up."""
    written = json.loads((home / WORLD_FILE).read_text("utf-8"))
    return Whereabouts(written["http_port"], written["smtp_port"], tuple(written["hosts"]))


def resolver(home: Path) -> Callable[[str, int], list[tuple[str, int]]]:
    """A function from host and port to addresses, for the gateway. Unknown names raise `socket.gaierror`, as in DNS."""

    def resolve(host: str, port: int) -> list[tuple[str, int]]:
        world = whereabouts(home)
        name = host.lower().rstrip(".").removeprefix("www.")
        if name not in world.hosts:
            raise socket.gaierror(socket.EAI_NONAME, f"no such name here (port {port})")
        return [("127.0.0.1", world.http_port)]

    return resolve
