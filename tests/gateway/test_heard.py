"""How an answer is framed (RFC 9112): read alike however it arrives, and refused where it does not keep to the form.

The reader is httptools (llhttp). Where it is stricter or laxer than the standard lets a client be, a test here says so.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterable

import h11
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Unclear, Unreachable
from gateway.heard import Heard
from gateway.limits import Limits, Watch

Told = tuple[int, tuple[tuple[str, str], ...], bytes, bool]


def told(pieces: Iterable[bytes]) -> Told:
    """(status, headers, body, whether the connection may be used again) of what arrives in these pieces. Raises `Unreachable`
    or `OSError`."""
    ours, theirs = socket.socketpair()

    def send() -> None:
        with theirs, contextlib.suppress(OSError):
            for piece in pieces:
                theirs.sendall(piece)

    sender = threading.Thread(target=send)
    sender.start()
    watch = Watch(Limits(seconds=5), time.monotonic)
    watch.start()
    try:
        heard = Heard(ours, watch)
        head = heard.head()
        body = b"".join(heard.body(head))
        return head.status, head.headers, body, head.stays and heard.over
    finally:
        ours.close()
        sender.join()


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("sent", "body", "again"),
    [
        (OK + b"Content-Length: 3\r\n\r\nabc", b"abc", True),
        (OK + b"Content-Length: 3\r\nConnection: close\r\n\r\nabc", b"abc", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc", b"abc", False),
        (b"HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 3\r\n\r\nabc", b"abc", True),
        (OK + b"\r\nall that comes", b"all that comes", False),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX: y\r\n\r\n", b"abcde", True),
        (OK + b"Transfer-Encoding: Chunked \r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"abc", True),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 3000 + b"0\r\n\r\n", b"a" * 3000, True),
        (b"HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n", b"", True),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", b"", True),
        (
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK + b"Content-Length: 1\r\n\r\nx",
            b"x",
            True,
        ),
        (b"HTTP/1.1 150 What\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\n\r\n" + OK + b"\r\ny", b"y", False),
        (b"\r\nHTTP/1.1 200\nContent-Length: 1\nX: a\n\nx", b"x", True),  # bare line ends (§2.2), no reason
    ],
)
def test_the_end_of_a_body_is_known(sent: bytes, body: bytes, again: bool) -> None:
    assert told([sent])[2:] == (body, again)
    assert told([sent[n : n + 1] for n in range(len(sent))])[2:] == (body, again)


@pytest.mark.parametrize("surplus", [b"HTTP/1.1 200 OK\r\n", OK + b"Content-Length: 1\r\n\r\nx", b"junk", b"\x00", b"\r\njunk"])
@pytest.mark.parametrize(
    "answer",
    [
        OK + b"Content-Length: 3\r\n\r\nabc",
        OK + b"Connection: close\r\nContent-Length: 3\r\n\r\nabc",
        OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ],
)
def test_what_nobody_asked_for_is_neither_read_nor_kept(answer: bytes, surplus: bytes) -> None:
    status, headers, body, again = told([answer + surplus])
    assert (status, len(headers), body, again) == (200, 2 if b"close" in answer else 1, b"abc", False)


@pytest.mark.parametrize(
    "sent",
    [
        OK + b"Content-Length: 3\r\n\r\nabc\r\n",  # empty lines after an answer are passed over, so the line may be asked again
        b"RTSP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc",  # of the same form, and read as such
        b"ICE/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc",
    ],
)
def test_where_the_reader_is_laxer_than_the_standard(sent: bytes) -> None:
    assert told([sent])[0::2] == (200, b"abc")
    assert told([sent])[3]


@pytest.mark.parametrize(
    "sent",
    [
        OK + b"Content-Length: 3, 3\r\n\r\nabc",  # §6.3 allows to take such a length as said once
        OK + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
        OK + b"Content-Length:\r\n\r\nabc",
        OK + b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n3\r\nabc\r\n0\r\n\r\n",  # §6.3: chunked would prevail
        OK + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        OK + b"Content-Length: 1\r\nX: a\r\n b\r\n\r\nx",  # §5.2: a folded line would be joined with a space
        OK + b"Content-Length: 1\r\nX: a\n\tb\r\n\r\nx",
        OK + b"X: a\x01b\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n3 ;x=y\r\nabc\r\n0\r\n\r\n",  # §7.1.1 would pass over the space
        OK + b"Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n",  # a bare line end, which only a head may have
    ],
)
def test_where_the_reader_is_stricter_than_a_client_must_be(sent: bytes) -> None:
    with pytest.raises(Unreachable) as refused:
        told([sent])
    assert refused.value.reason is Unclear.NETWORK


@pytest.mark.parametrize(
    "sent",
    [
        b"ICY 200 OK\r\n\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/2.0 200 OK\r\n\r\n",
        b"HTTP/0.9 200 OK\r\n\r\n",
        b"HTTP/1.1 099 OK\r\n\r\n",
        b"HTTP/1.1 999 OK\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        OK + b"no header\r\n\r\n",
        OK + b"Naam : x\r\n\r\n",
        OK + b"X: a\x00b\r\n\r\n",
        OK + b"X: a\rY: b\r\n\r\n",
        OK + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        OK + b"Content-Length: -1\r\n\r\n",
        OK + b"Content-Length: \xb2\r\n\r\n",
        OK + b"Content-Length: 99999999999999999999\r\n\r\n",
        OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: gzip\r\n\r\nx",
        OK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n0\r\n\r\n",
        # no end of a line; what comes along with the head, a read of 32 KB at most, is not counted
        OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 50_000,
        OK + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"x" * 50_000,
        OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + b"x" * 50_000,
        OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"X: y\r\n" * 100 + b"\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
    ],
)
def test_what_does_not_keep_to_the_form_is_refused_and_not_guessed_at(sent: bytes) -> None:
    with pytest.raises(Unreachable) as refused:
        told([sent])
    assert refused.value.reason is Unclear.NETWORK


@pytest.mark.parametrize(
    "sent",
    [b"", b"HTTP/1.1 200 OK\r\nX:", OK + b"Content-Length: 3\r\n\r\nab", OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\nab"],
)
def test_what_breaks_off_is_no_answer(sent: bytes) -> None:
    with pytest.raises(ConnectionError):
        told([sent])


NAMES = st.sampled_from(["X-A", "Server", "ETag", "content-type"])
VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(200, 599),
    st.lists(st.tuples(NAMES, VALUES), max_size=4),
    st.binary(max_size=60),
    st.booleans(),
    st.integers(1, 40),
)
def test_it_is_read_as_another_reader_reads_it(
    status: int, headers: list[tuple[str, str]], body: bytes, chunked: bool, step: int
) -> None:
    """That other one is h11, the standard's own words in Python."""
    framed = [("Transfer-Encoding", "chunked")] if chunked else [("Content-Length", str(len(body)))]
    lines = "".join(f"{name}: {value}\r\n" for name, value in [*headers, *framed])
    sent = f"HTTP/1.1 {status} Some reason\r\n{lines}\r\n".encode()
    if status not in (204, 304):
        sent += b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chunked and body else b"0\r\n\r\n" if chunked else body
    assert told([sent[n : n + step] for n in range(0, len(sent), step)])[:3] == by_h11(sent)


def by_h11(sent: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    line = h11.Connection(h11.CLIENT)
    line.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
    line.send(h11.EndOfMessage())
    line.receive_data(sent)
    answer, body = line.next_event(), b""
    assert isinstance(answer, h11.Response)
    while isinstance(event := line.next_event(), h11.Data):
        body += bytes(event.data)
    headers = tuple((name.decode(), value.decode()) for name, value in answer.headers.raw_items())
    return answer.status_code, headers, body


def test_what_we_refuse_ourselves_is_said_in_our_words() -> None:
    with pytest.raises(Unreachable, match="something other than HTTP"):
        told([b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"])
    with pytest.raises(Unreachable, match="did not ask for"):
        told([OK + b"Transfer-Encoding: gzip\r\n\r\n"])


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=120),
    st.sampled_from([b"", OK, OK + b"Transfer-Encoding: chunked\r\n\r\n", OK + b"Content-Length: 9\r\n\r\n"]),
)
def test_no_bytes_break_the_reader(sent: bytes, opening: bytes) -> None:
    with contextlib.suppress(Unreachable, ConnectionError):
        told([opening + sent])
