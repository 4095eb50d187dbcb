"""A proxy on loopback for a browser of ours: every connection that it makes goes through here, and none goes inward.

A browser resolves names, follows redirects, loads frames, scripts and images and opens sockets by itself; what its own library
offers to intercept misses some of that. So it is given no way out but this one, which judges each target as it is written
(`targets`) and connects to nothing but an address checked at that moment (`dial`). What goes through is not read.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
import socket
import socketserver
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from domain.errors import Unclear, Unreachable
from gateway.dial import Resolve, checked, system_resolver
from gateway.passages import Passages
from gateway.relay import head_of, relay
from gateway.targets import host_of, port_of, target

_LINE = re.compile(rb"([A-Z]{3,10}) ([^\s\x00-\x20\x7f]{1,8000}) HTTP/1\.[01]\r\n")
_AUTHORITY = re.compile(rb"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}")
#: Between a client and its proxy alone (RFC 9110 §7.6.1); we answer one question a connection, so that each is judged.
_HOP = re.compile(rb"(?im)^(?:proxy-[a-z-]+|connection|keep-alive|upgrade|te|trailer):[^\r\n]*\r\n")
_SAID = {Unclear.INWARD: b"403 Forbidden", Unclear.NOT_ALLOWED: b"403 Forbidden", Unclear.TOO_SLOW: b"504 Gateway Timeout"}


@dataclass(frozen=True, slots=True)
class ProxyLimits:
    """Of one connection: `seconds` from its beginning, `max_bytes` in both directions together. `at_once`: connections."""

    seconds: float = 60.0
    max_bytes: int = 50_000_000
    at_once: int = 64


class Proxy:
    """Start it with `with`; then `url` is where it listens. Who does not bring its password, another user of this machine for
    one, is refused. `refused` counts the targets that were not let through; `passages` tells of each connection."""

    name = "luwte"

    def __init__(
        self,
        *,
        allow_private_hosts: frozenset[str] = frozenset(),
        resolve: Resolve = system_resolver,
        limits: ProxyLimits | None = None,
    ) -> None:
        self.password = secrets.token_urlsafe(32)
        self.refused = 0
        self.passages = Passages()
        self._allowed = frozenset(entry.strip().lower() for entry in allow_private_hosts)
        self._resolve = resolve
        self._limits = limits or ProxyLimits()
        self._free = threading.BoundedSemaphore(self._limits.at_once)
        credentials = base64.b64encode(f"{self.name}:{self.password}".encode())
        self._wanted = b"basic " + credentials
        self._server = _Server(("127.0.0.1", 0), self)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self, client: socket.socket) -> None:
        """One connection of the browser, from its question to its end."""
        if not self._free.acquire(blocking=False):
            _say(client, b"503 Service Unavailable")
            return
        try:
            self._answer(client, time.monotonic() + self._limits.seconds)
        finally:
            self._free.release()

    def _answer(self, client: socket.socket, deadline: float) -> None:
        head, rest = head_of(client, deadline)
        line = _LINE.match(head)
        if line is None:
            _say(client, b"400 Bad Request")
        elif not self._known(head):
            _say(client, b"407 Proxy Authentication Required", b'Proxy-Authenticate: Basic realm="luwte"\r\n')
        else:
            try:
                self._through(client, line, head, rest, deadline)
            except Unreachable as error:
                self.refused += error.reason in (Unclear.INWARD, Unclear.NOT_ALLOWED)
                self.passages.add(*_aimed_at(line[2]), refused=error.reason)
                _say(client, _SAID.get(error.reason, b"502 Bad Gateway"))

    def _through(self, client: socket.socket, line: re.Match[bytes], head: bytes, rest: bytes, deadline: float) -> None:
        method, asked = line[1], line[2]
        tunnel = method == b"CONNECT"
        url = self._target(asked, tunnel=tunnel)
        with self._connected(url, deadline) as server:
            passing = self.passages.add(host_of(url), port_of(url))
            passing.address = str(server.getpeername()[0])
            if tunnel:
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                first = rest
            else:
                fields = _HOP.sub(b"", head[line.end() :])
                first = b"%s %s HTTP/1.1\r\nConnection: close\r\n" % (method, url.raw_path) + fields + rest
            server.sendall(first)
            relay(client, server, self._limits.max_bytes, deadline, lambda count: self.passages.took(passing, count))

    def _target(self, asked: bytes, *, tunnel: bool) -> httpx.URL:
        """Judged as it is written, by the rule for every other question. Raises `Unreachable`."""
        text = asked.decode("latin-1")
        if tunnel:
            if not _AUTHORITY.fullmatch(asked):
                raise Unreachable(Unclear.NOT_ALLOWED, "this is no host and port", permanent=True)
            return target(f"https://{text}/", self._allowed)
        if not text.lower().startswith("http://"):
            raise Unreachable(Unclear.NOT_ALLOWED, "only http goes through without a tunnel", permanent=True)
        return target(text, self._allowed)

    def _connected(self, url: httpx.URL, deadline: float) -> socket.socket:
        for address in checked(host_of(url), port_of(url), self._resolve, self._allowed):
            with suppress(OSError):
                return socket.create_connection(address, timeout=max(0.1, deadline - time.monotonic()))
        raise Unreachable(Unclear.NETWORK, "no connection could be made")

    def _known(self, head: bytes) -> bool:
        given = re.search(rb"(?im)^proxy-authorization:[ \t]*(basic [A-Za-z0-9+/=]+)[ \t]*\r$", head)
        if given is None:
            return False
        scheme, _, credentials = given[1].partition(b" ")
        return hmac.compare_digest(scheme.lower() + b" " + credentials, self._wanted)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], proxy: Proxy) -> None:
        self.proxy = proxy
        super().__init__(address, _Connection)

    def handle_error(self, request: object, client_address: object) -> None:
        """A line that breaks is no news, and its text would name hosts."""


class _Connection(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        with suppress(OSError):
            self.server.proxy.serve(self.request)


def _aimed_at(asked: bytes) -> tuple[str, int]:
    """Host and port of a target that was refused, as far as they can be read."""
    plain = b"//" in asked
    authority = asked.partition(b"//")[2].partition(b"/")[0] if plain else asked
    host, colon, port = authority.rpartition(b":")
    if not colon or not port.isdigit():
        host, port = authority, b"80" if plain else b"443"
    return host.strip(b"[]").decode("latin-1")[:300], int(port[:5])


def _say(client: socket.socket, status: bytes, fields: bytes = b"") -> None:
    client.sendall(b"HTTP/1.1 %s\r\n%sConnection: close\r\nContent-Length: 0\r\n\r\n" % (status, fields))
