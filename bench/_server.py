"""The other side of a crawl: `python -m bench._server FOLDER [SECONDS [PAGES]]` serves a folder, or, without one (`-`), so many
pages a host, each answer after so many seconds. Says when it is ready. It costs as little as it can: it shares our cores."""

from __future__ import annotations

import asyncio
import mimetypes
import sys
from pathlib import Path
from urllib.parse import unquote

NOT_THERE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
#: The real site's own absolute links point there.
PORT = 8099


def answer(body: bytes, media_type: str) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (media_type.encode(), len(body)) + body


def of_folder(root: Path) -> dict[str, bytes]:
    served = {}
    for file in root.rglob("*"):
        if file.is_file():
            path = "/" + file.relative_to(root).as_posix()
            served[path] = answer(file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream")
            if file.name == "index.html":
                served[path.removesuffix("index.html")] = served[path]
    return served


def of_numbers(pages: int) -> dict[str, bytes]:
    """Every page links all the others."""
    links = "".join(f"<li><a href=/{number}>pagina {number}</a>" for number in range(pages))
    page = answer(f"<!doctype html><title>x</title><ul>{links}</ul>".encode(), "text/html; charset=utf-8")
    return {"/": page, **{f"/{number}": page for number in range(pages)}}


class Pages(asyncio.Protocol):
    def __init__(self, served: dict[str, bytes], seconds: float) -> None:
        self.served, self.seconds, self.rest = served, seconds, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.rest += data
        while b"\r\n\r\n" in self.rest:
            head, self.rest = self.rest.split(b"\r\n\r\n", 1)
            path = unquote(head.split(b" ", 2)[1].decode()).partition("?")[0]
            body = self.served.get(path, NOT_THERE)
            if self.seconds:
                asyncio.get_running_loop().call_later(self.seconds, self.transport.write, body)
            else:
                self.transport.write(body)


async def main(folder: str, seconds: str = "0", pages: str = "0") -> None:
    served = of_numbers(int(pages)) if folder == "-" else of_folder(Path(folder))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Pages(served, float(seconds)), "127.0.0.1", PORT, backlog=1000)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
