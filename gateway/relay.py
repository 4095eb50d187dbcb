"""Carries bytes between two connections, both ways, until one side is done or the bound is reached."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable

PIECE = 65_536
MAX_HEAD = 65_536


def head_of(client: socket.socket, deadline: float) -> tuple[bytes, bytes]:
    """A question's head with its blank line, and what came behind it. Raises `OSError`: too slow, too long, broken off."""
    got = b""
    while b"\r\n\r\n" not in got:
        client.settimeout(max(0.01, deadline - time.monotonic()))
        piece = client.recv(PIECE)
        got += piece
        if not piece or len(got) > MAX_HEAD or time.monotonic() > deadline:
            raise ConnectionAbortedError("no question came")
    head, blank, rest = got.partition(b"\r\n\r\n")
    return head + blank, rest


def relay(one: socket.socket, other: socket.socket, max_bytes: int, deadline: float, took: Callable[[int], bool]) -> None:
    """Returns when either side has ended, `max_bytes` went through, or the deadline (monotonic) has come. What one side does
    not take ends it too, at that deadline. `took` is told what comes from `other` and says whether that may go on. Raises
    `OSError` where a line breaks."""
    across = {one: other, other: one}
    with selectors.DefaultSelector() as selector:
        for end in across:
            selector.register(end, selectors.EVENT_READ, end)
        while max_bytes > 0 and (left := deadline - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                side: socket.socket = key.data
                piece = side.recv(PIECE)
                if not piece or (side is other and not took(len(piece))):
                    return
                across[side].settimeout(max(0.01, deadline - time.monotonic()))
                across[side].sendall(piece)
                max_bytes -= len(piece)
