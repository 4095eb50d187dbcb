"""Real servers on loopback, well-behaved and hostile, and a gateway whose name service is the test's own."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import pytest_socket
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from gateway.http import Http

Page = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def only_loopback() -> Iterator[None]:
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
    yield
    pytest_socket._remove_restrictions()


class Calendar:
    """A present that can be turned forward."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@dataclass
class Site:
    port: int
    pages: dict[str, Page]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    callers: set[tuple[str, int]] = field(default_factory=set)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5
    disable_nagle_algorithm = True  # or every answer waits 40 ms for an acknowledgement

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((self.path, dict(self.headers)))
        site.times.append(time.monotonic())
        site.callers.add(self.client_address)
        site.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        status, headers, body = site.pages.get(self.path, (404, {}, b"not here"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@pytest.fixture
def web() -> Iterator[Callable[..., Site]]:
    """web({path: (status, headers, body)}) starts a site."""
    running = []

    def start(pages: dict[str, Page], host: str = "127.0.0.1", tls: Any = None) -> Site:
        server = _Server((host, 0), _Answers)
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.site = site = Site(server.server_address[1], pages)  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        running.append((server, thread))
        return site

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def raw() -> Iterator[Callable[[Callable[[socket.socket], None]], int]]:
    """raw(talk) starts a server that lets `talk` speak on each connection, after the question was read."""
    sockets: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def start(talk: Callable[[socket.socket], None]) -> int:
        listening = socket.create_server(("127.0.0.1", 0))
        sockets.append(listening)

        def serve(connection: socket.socket) -> None:
            with connection, contextlib.suppress(OSError):
                connection.settimeout(5)
                talk(connection)

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    thread = threading.Thread(target=serve, args=(connection,))
                    threads.append(thread)
                    thread.start()

        acceptor = threading.Thread(target=accept)
        threads.append(acceptor)
        acceptor.start()
        return int(listening.getsockname()[1])

    yield start
    for listening in sockets:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
    for thread in threads:
        thread.join()


TRUSTED = ssl.create_default_context()  # made once: reading the authorities takes longer than most tests


@pytest.fixture
def go(calendar: Calendar) -> Iterator[Callable[..., Http]]:
    """go({"name.example": port}) makes a gateway whose name service knows these names alone, and may visit them."""
    made = []

    def make(names: dict[str, int], **options: Any) -> Http:
        def resolve(host: str, port: int) -> list[tuple[str, int]]:
            if host not in names:
                raise socket.gaierror("unknown name")
            return [("127.0.0.1", names[host])]

        settings: dict[str, Any] = {
            "user_agent": "luwte/0.1 (+https://luwte.example/contact)",
            "now": calendar,
            "host_delay": 0.0,
            "allow_private_hosts": frozenset(names),
            "resolve": resolve,
            "tls": TRUSTED,
        }
        made.append(http := Http(**(settings | options)))
        return http

    yield make
    for http in made:
        http.close()


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate for x.example and localhost, and a client's context that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "x.example")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("x.example"), x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "x.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=str(file))
