"""Connects, and to nothing but an address that was checked at that very moment (no rebinding)."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

import httpcore

from domain.errors import Unclear, Unreachable
from gateway.addresses import is_inward
from gateway.limits import READ_BYTES, Watch
from gateway.targets import is_allowed

#: A host and its port -> the addresses and ports where it answers. Raises `OSError` for an unknown name.
Resolve = Callable[[str, int], list[tuple[str, int]]]


def system_resolver(host: str, port: int) -> list[tuple[str, int]]:
    """What the system's own name service says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(sockaddr[0]), port) for *_, sockaddr in found))


def checked(host: str, port: int, resolve: Resolve, allowed: frozenset[str]) -> list[tuple[str, int]]:
    """The addresses of this host to which a connection may be made at this moment. Raises `Unreachable`: inward if any of them
    is (unless `allowed` names the host), network if the name does not resolve."""
    answers = _answers(host, port, resolve)
    if not is_allowed(host, port, allowed) and any(is_inward(address) for address, _ in answers):
        raise Unreachable(Unclear.INWARD, "the name leads inside our own network")
    return answers


def _answers(host: str, port: int, resolve: Resolve) -> list[tuple[str, int]]:
    try:
        return [(str(ip_address(host)), port)]
    except ValueError:
        pass
    try:
        return resolve(host, port)
    except (OSError, UnicodeError):
        raise Unreachable(Unclear.NETWORK, "the name could not be resolved") from None


class Dial(httpcore.NetworkBackend):
    """Resolves, checks every answer, and connects to a checked one. The certificate is still checked against the name.
    `watch` is set anew for each question; `count` tells how many connections were tried,
    `address` where the last one led."""

    watch: Watch

    def __init__(self, resolve: Resolve, allowed: frozenset[str]) -> None:
        self._resolve = resolve
        self._allowed = allowed
        self._lines = httpcore.SyncBackend()
        self.count = 0
        self.address = ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.count += 1
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        answers = checked(host, port, self._resolve, self._allowed)
        for tried, (address, at_port) in enumerate(answers):
            share = self.watch.left() / (len(answers) - tried)  # a dead first address leaves time for the next
            try:
                stream = self._lines.connect_tcp(address, at_port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                self.address = address
                return WatchedStream(stream, self)
        raise failure or httpcore.ConnectError("the name has no address")


class WatchedStream(httpcore.NetworkStream):
    """A connection on which every read and write ends at the page's deadline, not at one of its own."""

    def __init__(self, inner: httpcore.NetworkStream, dial: Dial) -> None:
        self._inner = inner
        self._dial = dial

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        watch = self._dial.watch
        received = self._inner.read(min(max_bytes, READ_BYTES), watch.left())
        watch.took(len(received))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._dial.watch.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return WatchedStream(self._inner.start_tls(ssl_context, server_hostname, self._dial.watch.left()), self._dial)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
