"""The sites of the chaos in a process of their own; it says its port first. A host that hangs never answers."""

from __future__ import annotations

import asyncio
import sys
from urllib.parse import parse_qsl, urlsplit

from tests.chaos import folk


class Sites(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.rest = transport, b""

    def data_received(self, data: bytes) -> None:
        self.rest += data
        while b"\r\n\r\n" in self.rest:
            head, self.rest = self.rest.split(b"\r\n\r\n", 1)
            first, *lines = head.decode().split("\r\n")
            host = next(line.partition(":")[2].strip() for line in lines if line.lower().startswith("host:"))
            if not host.startswith(folk.HANGS):
                self.transport.write(_answer(first.split(" ")[1]))


def _answer(target: str) -> bytes:
    parts = urlsplit(target)
    if parts.path == "/robots.txt":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    body = folk.answer(parts.path, dict(parse_qsl(parts.query))).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body


async def main() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sites, "127.0.0.1", 0, backlog=500)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)  # until whoever started us ends


if __name__ == "__main__":
    asyncio.run(main())
