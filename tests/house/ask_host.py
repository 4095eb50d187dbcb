"""A process that asks one host in turns shared with others: `-m tests.house.ask_host DB KEYS RING PORT TIMES DELAY`."""

from __future__ import annotations

import socket
import sys
from datetime import UTC, datetime

from domain.errors import Unreachable
from gateway.http import Http
from storage.cipher import KeyRing
from storage.vault import open_vault
from workers.turns import SharedTurns


def utc_now() -> datetime:
    return datetime.now(UTC)


def main(url: str, keys_url: str, ring: str, port: str, times: str, delay: str) -> None:
    def resolve(host: str, asked: int) -> list[tuple[str, int]]:
        if host != "gids.example":
            raise socket.gaierror("unknown name")
        return [("127.0.0.1", int(port))]

    vault = open_vault(url, keys_url, KeyRing.parse(ring))
    allowed = frozenset({"gids.example"})
    http = Http(
        user_agent="luwte/0.1 (+https://luwte.example/contact)",
        now=utc_now,
        host_delay=float(delay),
        allow_private_hosts=allowed,
        resolve=resolve,
        turns=SharedTurns(vault, utc_now),
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    refused = 0
    for number in range(int(times)):
        try:
            http(f"http://gids.example/{number}")
        except Unreachable as error:
            refused += error.retry_after is not None
    sys.stdout.write(f"{refused}\n")
    http.close()
    vault.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
