"""The connection to one host: one question out, one answer in, within its limits.

Stands on httpcore, the engine of httpx, because only there can the connecting itself be ours: a check in front of
the library could be undone by a second look-up behind it, and its time-outs start anew with every byte received.
"""

from __future__ import annotations

import logging
import ssl
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpcore
import httpx

from domain.errors import Unclear, Unreachable
from gateway.decompress import unpacked
from gateway.dial import Dial
from gateway.limits import Watch

# At DEBUG the engine writes hosts and headers to the log, and they are what we protect.
logging.getLogger("httpcore").setLevel(logging.WARNING)

Headers = tuple[tuple[str, str], ...]
KEPT_OPEN = 256
KEPT_OPEN_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Question:
    """What goes out. `cut`: a body longer than `max_bytes` is cut off there instead of refused."""

    url: httpx.URL = field(repr=False)
    headers: Headers
    max_bytes: int
    method: str = "GET"
    content: bytes = field(default=b"", repr=False)
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `body` is decompressed, `remote_address` is the address that was connected to."""

    status: int
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)
    remote_address: str

    def header(self, name: str) -> str:
        return _header(self.headers, name)


class Line:
    """At most one connection, for one thread at a time."""

    def __init__(self, dial: Dial, tls: ssl.SSLContext) -> None:
        self._dial = dial
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls,
            max_connections=1,
            max_keepalive_connections=1,
            keepalive_expiry=KEPT_OPEN_SECONDS,
            network_backend=dial,
        )

    def ask(self, question: Question, watch: Watch) -> Answer:
        """Raises `Unreachable` with the reason why there is no answer; a status of 400 or more is an answer."""
        self._dial.watch = watch
        watch.start()
        try:
            with _reasons():
                return self._answer(question, self._responded(question), watch)
        finally:
            watch.stop()

    def _responded(self, question: Question) -> httpcore.Response:
        dialled = self._dial.count
        try:
            return self._pool.handle_request(_written(question))
        except (httpcore.NetworkError, httpcore.RemoteProtocolError):
            if self._dial.count > dialled or question.method != "GET":
                raise
            # the server had hung up on a connection kept from last time: that is no answer to this question
            return self._pool.handle_request(_written(question))

    def _answer(self, question: Question, response: httpcore.Response, watch: Watch) -> Answer:
        try:
            watch.head_complete()
            if response.status < 200:
                raise Unreachable(Unclear.NETWORK, "the server wants to speak something other than HTTP")
            headers = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers)
            body = _read(response, _header(headers, "content-encoding"), question)
            return Answer(response.status, headers, body, self._dial.address)
        finally:
            response.close()

    def close(self) -> None:
        self._pool.close()


class Lines:
    """The lines kept open between questions; the one used longest ago is closed first. Safe to share between threads:
    a line that is lent out is nobody else's."""

    def __init__(self, make: Callable[[], Line]) -> None:
        self._make = make
        self._guard = threading.Lock()
        self._idle: OrderedDict[str, Line] = OrderedDict()

    @contextmanager
    def lent(self, host: str, *, cold: bool = False) -> Iterator[Line]:
        """`cold`: a new line, hung up afterwards."""
        with self._guard:
            line = None if cold else self._idle.pop(host, None)
        line = line or self._make()
        try:
            yield line
        finally:
            self._put_back(host, line, cold)

    def _put_back(self, host: str, line: Line, cold: bool) -> None:
        surplus = [line]
        if not cold:
            with self._guard:
                surplus = [earlier] if (earlier := self._idle.pop(host, None)) else []
                self._idle[host] = line
                if len(self._idle) > KEPT_OPEN:
                    surplus.append(self._idle.popitem(last=False)[1])
        for each in surplus:
            each.close()

    def close(self) -> None:
        with self._guard:
            lines, self._idle = tuple(self._idle.values()), OrderedDict()
        for line in lines:
            line.close()


def _written(question: Question) -> httpcore.Request:
    url = question.url
    headers = [(b"Host", url.netloc), *((name.encode(), value.encode()) for name, value in question.headers)]
    if question.content:
        headers.append((b"Content-Length", str(len(question.content)).encode()))
    where = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    return httpcore.Request(question.method, where, headers=headers, content=question.content)


def _read(response: httpcore.Response, coding: str, question: Question) -> bytes:
    pieces, size = [], 0
    for piece in unpacked(_bounded(response, question), coding):
        pieces.append(piece)
        size += len(piece)
        if size > question.max_bytes:
            if question.cut:
                break
            raise _too_large(question)
    return b"".join(pieces)[: question.max_bytes]


def _bounded(response: httpcore.Response, question: Question) -> Iterator[bytes]:
    """What was sent may not be endless either, even where it unfolds to nothing."""
    size = 0
    for chunk in response.iter_stream():
        yield chunk
        size += len(chunk)
        if size > question.max_bytes + len(chunk):
            raise _too_large(question)


def _too_large(question: Question) -> Unreachable:
    return Unreachable(Unclear.TOO_LARGE, f"more than {question.max_bytes} bytes")


def _header(headers: Headers, name: str) -> str:
    """All values of that header, joined as RFC 9110 §5.3 has it; an empty string without any."""
    return ", ".join(value for key, value in headers if key.lower() == name)


@contextmanager
def _reasons() -> Iterator[None]:
    """The engine's errors become ours, without their texts: those name hosts."""
    try:
        yield
    except httpcore.TimeoutException:
        raise Unreachable(Unclear.TOO_SLOW, "no answer in time") from None
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        secure = isinstance(error.__cause__, ssl.SSLError)
        why = "no secure connection could be made" if secure else f"the line broke ({type(error).__name__})"
        raise Unreachable(Unclear.NETWORK, why) from None
