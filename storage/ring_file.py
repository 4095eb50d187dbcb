"""The key ring from a file that may change while we run: read again whenever it did."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import structlog

from domain.errors import BadInput
from storage.cipher import KeyRing

log = structlog.get_logger()


class RingFile:
    """Call it for the ring as it is now. A file that cannot be read at this moment, because somebody is writing it, changes
    nothing: the ring stays as it was, and the log says so."""

    def __init__(self, path: Path, ring: KeyRing) -> None:
        self._path = path
        self._ring = ring
        self._seen: tuple[int, int, int] | None = None
        self._lock = threading.Lock()

    def __call__(self) -> KeyRing:
        with self._lock:
            try:
                told = os.stat(self._path)
                seen = (told.st_mtime_ns, told.st_size, told.st_ino)
                if seen != self._seen:
                    self._seen = seen
                    self._ring = KeyRing.parse(self._path.read_text(encoding="utf-8").strip())
            except (OSError, UnicodeDecodeError, BadInput) as failure:
                log.warning("the key ring stays as it was", kind=type(failure).__name__)
            return self._ring
