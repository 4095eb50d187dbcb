"""A site from a folder; and, at its port once it has stopped, what is in the WARC of a capture and nothing else."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # no stubs

from evidence import container

_OF_OTHERS = {"content-length", "transfer-encoding", "content-encoding", "connection"}
Answer = tuple[int, list[tuple[str, str]], bytes]


def answers(wacz: bytes) -> dict[str, Answer]:
    """Each address with what was answered; the newest counts."""
    raw = bytes(container.read(wacz)["archive/data.warc.gz"])
    found: dict[str, Answer] = {}
    for record in ArchiveIterator(io.BytesIO(raw)):
        if record.rec_type == "response":
            headers = [(name, value) for name, value in record.http_headers.headers if name.lower() not in _OF_OTHERS]
            kept = [(name, value) for name, value in headers if not name.startswith("X-Archive-Orig-")]
            url = record.rec_headers.get_header("WARC-Target-URI")
            found[url] = (int(record.http_headers.get_statuscode()), kept, record.content_stream().read())
    return found


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return None


@contextmanager
def listening(handler: Any, port: int = 0) -> Iterator[int]:
    """Serves by this handler while it lasts; gives the port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def folder(path: str) -> Any:
    return partial(Quiet, directory=path)


class Replay:
    """`missing` are the addresses asked for that the WARC does not hold. `load` another WARC before each page."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self.held: dict[str, Answer] = {}

    def load(self, wacz: bytes) -> None:
        self.held, self.missing = answers(wacz), []

    @property
    def handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        replay = self

        class One(Quiet):
            def do_GET(self) -> None:
                with suppress(OSError):
                    replay.answer(self)

        return One

    def answer(self, asked: http.server.BaseHTTPRequestHandler) -> None:
        url = f"http://{asked.headers.get('Host', '')}{asked.path}"
        if url not in self.held:
            self.missing.append(url)
        status, headers, body = self.held.get(url, (404, [], b""))
        asked.send_response(status)
        for name, value in headers:
            asked.send_header(name, value)
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        asked.wfile.write(body)
