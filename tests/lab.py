"""What sites do to browsers: walls, laziness, errors, traps. On loopback, under names that only we resolve."""

from __future__ import annotations

import base64
import contextlib
import gzip
import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from gateway.browser import Browser, BrowserLimits, find_browser

#: Fictional; what the fixtures show or hide.
VALUE = "Lange Voorhout 8-bis"
HOME = "http://bord.example"
#: Names that the browser may visit; `canary.example` resolves as well, and may not be visited.
OPEN = frozenset({"bord.example", "elders.example"})
#: The machine is shared: short where waiting is the point, generous where work is.
LIMITS = BrowserLimits(
    seconds=25,
    kill_s=40,
    load_s=6,
    idle_s=1.5,
    quiet_s=0.25,
    scroll_s=4,
    keep_s=3,
    max_px=6_000,
    max_body=2_000_000,
    max_total=30_000_000,
)
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")
Answer = tuple[int, dict[str, str], bytes]
Asked = Callable[[http.server.BaseHTTPRequestHandler], Answer | None]


def html(body: str, head: str = "", status: int = 200, **headers: str) -> Answer:
    page = (
        f"<!doctype html><html lang=nl><head><meta charset=utf-8><title>Prikbord</title>{head}</head><body>{body}</body></html>"
    )
    return status, {"Content-Type": "text/html; charset=utf-8", **headers}, page.encode()


class Lab:
    """`asked` are the paths asked for with their hosts; `canary` those that reached what nobody may reach."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.canary: list[str] = []
        self.pages: dict[str, Answer | Asked] = {}
        self._servers: list[http.server.ThreadingHTTPServer] = []
        self.port = self._serve(self._answer)
        self.canary_port = self._serve(self._caught)

    def _serve(self, answer: Callable[[http.server.BaseHTTPRequestHandler], None]) -> int:
        class One(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with contextlib.suppress(OSError):
                    answer(self)

            do_POST = do_HEAD = do_OPTIONS = do_GET

            def log_message(self, *_: object) -> None:
                return None

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), One)
        server.daemon_threads = True
        self._servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return int(server.server_address[1])

    def _answer(self, asked: http.server.BaseHTTPRequestHandler) -> None:
        path = urlsplit(asked.path).path
        self.asked.append((asked.headers.get("Host", ""), asked.path))
        page = self.pages.get(path, html("niets", status=404))
        answer = page(asked) if callable(page) else page
        if answer is None:
            return
        status, headers, body = answer
        asked.send_response(status)
        for name, value in headers.items():
            asked.send_header(name, value)
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        asked.wfile.write(body)

    def _caught(self, asked: http.server.BaseHTTPRequestHandler) -> None:
        self.canary.append(asked.path)
        asked.send_response(200)
        asked.send_header("Access-Control-Allow-Origin", "*")
        asked.send_header("Content-Length", "0")
        asked.end_headers()

    def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        if host in OPEN:
            return [("127.0.0.1", self.port)]
        if host == "canary.example":
            return [("127.0.0.1", self.canary_port)]
        raise socket.gaierror("unknown name")

    def close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def open_browser(lab: Lab, limits: BrowserLimits = LIMITS, allowed: frozenset[str] = OPEN) -> Iterator[Browser]:
    """Skips, loudly, where there is none."""
    found = find_browser("auto")
    if not found.path:
        pytest.skip(f"NO BROWSER, capture by browser is not tested: {found.reason}")
    with Browser(found.path, now=now, allow_private_hosts=allowed, resolve=lab.resolve, limits=limits) as browser:
        yield browser


def dripping(seconds: float) -> Asked:
    """Says nothing for so long."""

    def answer(asked: http.server.BaseHTTPRequestHandler) -> Answer:
        time.sleep(seconds)
        return html("laat")

    return answer


def packed(body: bytes) -> Answer:
    return 200, {"Content-Type": "application/octet-stream", "Content-Encoding": "gzip"}, gzip.compress(body, 1)
