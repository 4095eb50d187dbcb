"""Ends a process of the demo with the one that started it, even when that was killed: its standard input ends then."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from typing import IO, Any


def start_with_lifeline(command: list[str], *, output: IO[bytes] | None = None, **options: Any) -> subprocess.Popen[bytes]:
    """Starts a process whose standard input stays open for as long as this one lives, and no longer."""
    theirs, _ours = os.pipe()  # our end is never closed: the system does that when we are gone
    try:
        return subprocess.Popen(command, stdin=theirs, stdout=output, stderr=output, **options)  # noqa: S603 - our own commands
    finally:
        os.close(theirs)


def end_with_parent() -> None:
    """From now on the end of standard input is a SIGTERM to this process."""

    def wait() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
