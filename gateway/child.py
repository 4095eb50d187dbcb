"""A process beside ours that can be killed with all its offspring, whatever it is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from time import monotonic, sleep
from typing import Any

from gateway.chromium import wire

#: In memory where there is room for what a visit writes: the browser's record of a page should touch no disk.
_MEMORY, _ROOM = Path("/dev/shm"), 600_000_000  # noqa: S108  # a folder of our own is made in it
#: How long the last of what was killed may go on writing in its folder.
_DYING_S = 5.0


class Child:
    """Speaks `wire` with `python -m MODULE`. A folder of its own is made for it, and taken away with it."""

    def __init__(self, module: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="luwte-", dir=_roomy()))
        # those who are not us (the browser, where we are root) may pass, and not look
        self.folder.chmod(0o711)
        self._running = subprocess.Popen(  # noqa: S603  # our own module, by our own interpreter
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_environment(self.folder),
        )

    @property
    def pid(self) -> int:
        return self._running.pid

    @property
    def alive(self) -> bool:
        return self._running.poll() is None

    def ask(self, told: dict[str, Any], seconds: float) -> tuple[dict[str, Any], list[bytes]]:
        """Its answer. It is killed when that does not come in time. Raises `EOFError` where it ended before it answered all."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        timer = threading.Timer(seconds, self.kill)
        timer.start()
        try:
            wire.write(self._running.stdin, told)
            return wire.read(self._running.stdout)
        except (OSError, ValueError):
            raise EOFError("the other process ended") from None
        finally:
            timer.cancel()

    def kill(self) -> None:
        """All of it, at once."""
        for pid in [*offspring(self._running.pid), self._running.pid]:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        self.kill()
        self._running.wait()
        for pipe in (self._running.stdin, self._running.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        clear(self.folder)


def clear(folder: Path) -> None:
    """Takes a folder away, also while the last of those who wrote in it are dying."""
    until = monotonic() + _DYING_S
    while folder.exists():
        rmtree(folder, ignore_errors=True)
        if monotonic() > until:
            return
        sleep(0.02)


def _roomy() -> Path | None:
    with suppress(OSError):
        free = os.statvfs(_MEMORY)
        if os.access(_MEMORY, os.W_OK | os.X_OK) and free.f_bavail * free.f_frsize > _ROOM:
            return _MEMORY
    return None


def _environment(folder: Path) -> dict[str, str]:
    """No setting of luwte and no secret goes along: the process deals with strangers."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")}
    paths = [*map(str, _packages())]
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "PYTHONPATH": os.pathsep.join(paths)}


def _packages() -> Sequence[str]:
    """Where our own modules are found, as this process finds them."""
    return [entry for entry in sys.path if entry]


def offspring(pid: int) -> list[int]:
    """Every process that this one started, and those that they started, the deepest first."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [*offspring(child), child]
    return found
