"""The connection to one host: one question out, one answer in, within its limits.

The connecting itself is ours, because a check in front of a library could be undone by a second look-up behind it; so are the
deadlines, which a library starts anew with every byte received. What an answer's bytes mean is read by one (gateway/heard.py).
"""

from __future__ import annotations

import select
import socket
import ssl
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from domain.errors import Unclear, Unreachable
from gateway.decompress import unpacked
from gateway.dial import Dial
from gateway.heard import Head, Headers, Heard, joined
from gateway.limits import Watch
from gateway.targets import host_of, port_of

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
        return joined(self.headers, name)


@dataclass(slots=True)
class _Open:
    """A connection, to whom it leads, and until when it may be used again."""

    line: socket.socket
    origin: tuple[str, str, int]
    address: str
    until: float = 0.0

    @property
    def usable(self) -> bool:
        """What can be read before anything was asked is a farewell."""
        return time.monotonic() < self.until and not select.select([self.line], [], [], 0)[0]


class Line:
    """At most one connection, for one thread at a time."""

    def __init__(self, dial: Dial, tls: ssl.SSLContext) -> None:
        self._dial = dial
        self._tls = tls
        self._open: _Open | None = None

    def ask(self, question: Question, watch: Watch) -> Answer:
        """Raises `Unreachable` with the reason why there is no answer; a status of 400 or more is an answer."""
        watch.start()
        try:
            with _reasons():
                return self._asked(question, watch)
        except BaseException:
            self.close()  # what is left on it belongs to no other question
            raise
        finally:
            watch.stop()

    def _asked(self, question: Question, watch: Watch) -> Answer:
        known = self._kept(question)
        if known is not None:
            heard = Heard(known.line, watch)
            try:
                _say(known, question, watch)
                return self._answer(known, heard, heard.head(), question)
            except TimeoutError:
                raise
            except OSError:
                # the server had hung up on a connection kept from last time: that is no answer to this question
                if not heard.silent or question.method != "GET":
                    raise
                self.close()
        new = self._open = self._connected(question, watch)
        heard = Heard(new.line, watch)
        _say(new, question, watch)
        return self._answer(new, heard, heard.head(), question)

    def _kept(self, question: Question) -> _Open | None:
        known = self._open
        if known is not None and (known.origin != _origin(question.url) or not known.usable):
            self.close()
        return self._open

    def _connected(self, question: Question, watch: Watch) -> _Open:
        origin = scheme, host, port = _origin(question.url)
        line, address = self._dial(host, port, watch)
        if scheme == "https":
            line.settimeout(watch.left())
            try:
                line = self._tls.wrap_socket(line, server_hostname=host)
            except BaseException:
                line.close()
                raise
        return _Open(line, origin, address)

    def _answer(self, known: _Open, heard: Heard, head: Head, question: Question) -> Answer:
        body = _body(heard, head, question)
        if head.stays and heard.over:
            known.until = time.monotonic() + KEPT_OPEN_SECONDS
        else:
            self.close()
        return Answer(head.status, head.headers, body, known.address)

    def close(self) -> None:
        if self._open is not None:
            self._open.line.close()
            self._open = None


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


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, host_of(url), port_of(url)


def _say(known: _Open, question: Question, watch: Watch) -> None:
    """No header goes out but those of the question, and the name of the host."""
    said = [(question.method.encode() + b" " + question.url.raw_path + b" HTTP/1.1"), b"Host: " + question.url.netloc]
    said += [f"{name}: {value}".encode() for name, value in question.headers]
    if question.content:
        said.append(b"Content-Length: %d" % len(question.content))
    if any(b"\r" in line or b"\n" in line for line in said):
        raise Unreachable(Unclear.NOT_ALLOWED, "a line break stands in the question", permanent=True)
    known.line.settimeout(watch.left())
    known.line.sendall(b"\r\n".join((*said, b"", question.content)))
    watch.asked()


def _body(heard: Heard, head: Head, question: Question) -> bytes:
    pieces, size = [], 0
    for piece in unpacked(_bounded(heard, head, question), head.header("content-encoding")):
        pieces.append(piece)
        size += len(piece)
        if size > question.max_bytes:
            if question.cut:
                break
            raise _too_large(question)
    return b"".join(pieces)[: question.max_bytes]


def _bounded(heard: Heard, head: Head, question: Question) -> Iterator[bytes]:
    """What was sent may not be endless either, even where it unfolds to nothing."""
    size = 0
    for chunk in heard.body(head):
        yield chunk
        size += len(chunk)
        if size > question.max_bytes + len(chunk):
            raise _too_large(question)


def _too_large(question: Question) -> Unreachable:
    return Unreachable(Unclear.TOO_LARGE, f"more than {question.max_bytes} bytes")


@contextmanager
def _reasons() -> Iterator[None]:
    """The system's errors become ours, without their texts: those name hosts."""
    try:
        yield
    except TimeoutError:
        raise Unreachable(Unclear.TOO_SLOW, "no answer in time") from None
    except ssl.SSLError:
        raise Unreachable(Unclear.NETWORK, "no secure connection could be made") from None
    except OSError as error:
        raise Unreachable(Unclear.NETWORK, f"the line broke ({type(error).__name__})") from None
