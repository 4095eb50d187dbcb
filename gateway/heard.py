"""What comes back over a connection: one answer to one question, within its limits.

How HTTP/1.1 frames it – status line, headers, lengths, chunks, what may be asked again – is read by `httptools` (llhttp). Ours
is what goes around it: the clock and the limits, what belongs to this answer and what nobody asked for, and that no encoding of
the transfer but `chunked` is taken for one. What does not keep to the form is refused, never guessed at.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

from httptools import HttpParserError, HttpResponseParser

from domain.errors import Unclear, Unreachable
from gateway.limits import READ_BYTES, Watch

Headers = tuple[tuple[str, str], ...]
_MOST_FRAMING = 4096  # bytes in a row that bring nothing of the body: lengths of chunks, their extensions, trailers
_MOST_TRAILERS = 64
_SPACE = b" \t"


@dataclass(frozen=True, slots=True)
class Head:
    """`endless`: the body ends where the line does. `stays`: the connection can be asked again afterwards."""

    status: int
    headers: Headers = field(repr=False)
    endless: bool
    stays: bool

    def header(self, name: str) -> str:
        return joined(self.headers, name)


class Heard:
    """One answer as it arrives. `silent`: nothing has arrived yet. `over`: all of it was taken in, and nothing beyond."""

    def __init__(self, line: socket.socket, watch: Watch) -> None:
        self._line = line
        self._watch = watch
        self._parts = _Parts()
        self.silent = True

    @property
    def over(self) -> bool:
        return self._parts.complete and not self._parts.beyond

    def head(self) -> Head:
        """The head of the answer itself; what is said before it (1xx) is passed over. Raises `Unreachable` for what is no
        answer in HTTP, and `OSError` where the line breaks."""
        while self._parts.head is None:
            self._more()
        self._watch.head_complete()
        return self._parts.head

    def body(self, head: Head) -> Iterator[bytes]:
        """The body as it was sent, in pieces. Raises as `head` does."""
        framing = 0
        while True:
            if piece := self._parts.body():
                framing = 0
                yield piece
            if self._parts.complete:
                return
            if framing > _MOST_FRAMING:
                raise _refused("more is said about the body than there is of it")
            arrived = self._more(may_end=head.endless)
            if not arrived:
                return
            framing += arrived

    def _more(self, *, may_end: bool = False) -> int:
        """How many bytes came in."""
        self._line.settimeout(self._watch.left())
        piece = self._line.recv(READ_BYTES)
        if piece:
            self.silent = False
            self._watch.took(len(piece))
            self._parts.take(piece)
        elif not may_end:
            raise ConnectionError("hung up")
        return len(piece)


class _Parts:
    """The answer in the parts that the parser calls out. `beyond`: more came than was asked for."""

    def __init__(self) -> None:
        self.head: Head | None = None
        self.complete = False
        self.beyond = False
        self._headers: list[tuple[str, str]] = []
        self._trailers = 0
        self._pieces: list[bytes] = []
        self._parser = HttpResponseParser(self)
        # a line may end without its CR (RFC 9112 §2.2): on a line with one question that can hide nothing
        self._parser.set_dangerous_leniencies(lenient_optional_cr_before_lf=True)

    def take(self, received: bytes) -> None:
        try:
            self._parser.feed_data(received)
        except HttpParserError as error:
            if not self.complete:
                raise _reason(error) from None
            self.beyond = True
        if self._trailers > _MOST_TRAILERS:
            raise _refused("too many lines after the last chunk")

    def body(self) -> bytes:
        """What came of it since it was last asked for."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)

    def on_message_begin(self) -> None:
        self.beyond = self.complete
        self._headers.clear()

    def on_header(self, name: bytes, value: bytes) -> None:
        if self.head is None:
            self._headers.append((name.decode("ascii"), value.strip(_SPACE).decode("latin-1")))
        elif not self.complete:
            self._trailers += 1

    def on_headers_complete(self) -> None:
        if self.complete:
            return
        status = self._parser.get_status_code()
        if status == 101:
            raise _refused("the server wants to speak something other than HTTP")
        if not 100 <= status <= 599 or self._parser.get_http_version() not in ("1.0", "1.1"):
            raise _refused("this is no HTTP that we know")
        if status >= 200:
            headers = tuple(self._headers)
            self.head = Head(status, headers, _endless(status, headers), self._parser.should_keep_alive())

    def on_body(self, body: bytes) -> None:
        if self.head is not None and not self.complete:
            self._pieces.append(body)

    def on_message_complete(self) -> None:
        self.complete = self.head is not None


def joined(headers: Headers, name: str) -> str:
    """All values of that header, joined as RFC 9110 §5.3 has it; an empty string without any."""
    return ", ".join(value for key, value in headers if key.lower() == name)


def _endless(status: int, headers: Headers) -> bool:
    """RFC 9112 §6.3, the last of its cases. The parser would take any encoding of the transfer, and unpack none but one."""
    transfer = joined(headers, "transfer-encoding").lower()
    if transfer not in ("", "chunked"):
        raise _refused("an encoding of the transfer that we did not ask for")
    return not transfer and not joined(headers, "content-length") and status not in (204, 304)


def _reason(error: HttpParserError) -> Unreachable:
    """What we refused ourselves while it was parsed, else that the parser did."""
    ours = error.__context__
    return ours if isinstance(ours, Unreachable) else _refused("this does not keep to the form of HTTP")


def _refused(why: str) -> Unreachable:
    return Unreachable(Unclear.NETWORK, why)
