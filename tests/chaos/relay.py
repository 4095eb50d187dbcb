"""The line to a server, which can be cut: everything passes through here, and then, for a while, nothing."""

from __future__ import annotations

import selectors
import socket
import threading
from contextlib import suppress


class Relay:
    """Passes on what comes at `port` to the server's port, until it is cut: open connections break and new ones are refused."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._guard = threading.Lock()
        self._open: set[socket.socket] = set()
        self._whole = True
        self._closed = False
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        with self._guard:
            self._whole = False
            ends = tuple(self._open)
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        with self._guard:
            self._whole = True

    def close(self) -> None:
        self._closed = True
        self.cut()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while not self._closed:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with near:
            if not self._whole:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._to), timeout=5)
            except OSError:
                return
            with far, suppress(OSError):
                far.settimeout(None)
                self._both(near, far)

    def _both(self, near: socket.socket, far: socket.socket) -> None:
        with self._guard:
            self._open |= {near, far}
            whole = self._whole
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(near, selectors.EVENT_READ, far)
                selector.register(far, selectors.EVENT_READ, near)
                while whole:
                    for key, _ in selector.select():
                        assert isinstance(key.fileobj, socket.socket)
                        said = key.fileobj.recv(65_536)
                        if not said:
                            return
                        key.data.sendall(said)
        finally:
            with self._guard:
                self._open -= {near, far}
