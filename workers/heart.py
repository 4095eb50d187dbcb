"""The pulse of a process: in the vault, for whoever asks whether luwte lives, and as a file, for its container's own check."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from time import monotonic

import structlog

from domain.parts import Organ, Pulse
from storage import pulses
from storage.vault import Vault, new_id

log = structlog.get_logger()
#: Seconds between two lines in the vault, and between two touches of the file; `domain.parts.SILENT` is several times that.
BEAT = 10.0
_TOUCH = 2.0


class Heart:
    """`turn` says that the process goes round, `beat` that it also reaches the vault. Both are cheap when called often."""

    def __init__(
        self, vault: Vault, organ: Organ, now: Callable[[], datetime], *, queues: tuple[str, ...] = (), file: Path | None = None
    ) -> None:
        self._vault = vault
        self._now = now
        self._file = file
        self._pulse = Pulse(new_id(), organ, version("luwte"), now(), now(), queues)
        self._touched = self._beaten = float("-inf")
        self._lock = threading.Lock()

    def turn(self) -> None:
        """The loop of this process goes round, whether or not the database answers: nobody need restart it."""
        if self._file is not None and monotonic() - self._touched >= _TOUCH:
            self._touched = monotonic()
            self._file.touch()

    def beat(self, *, index_at: datetime | None = None) -> None:
        """Write the pulse, unless that was done just now. A database that is away is not our death."""
        with self._lock:
            if monotonic() - self._beaten < BEAT:
                return
            self._beaten = monotonic()
        kept = self._pulse
        try:
            with self._vault.begin() as db:
                pulse = Pulse(kept.id, kept.organ, kept.version, kept.started_at, self._now(), kept.queues, index_at)
                pulses.beat(db, pulse)
        except Exception as failure:  # noqa: BLE001 - whatever keeps us from telling must not stop what we do
            log.warning("no pulse", organ=kept.organ.value, kind=type(failure).__name__)

    def stop(self) -> None:
        """The end of a tidy process."""
        try:
            with self._vault.begin() as db:
                pulses.stop(db, self._pulse.id)
        except Exception as failure:  # noqa: BLE001 - the process ends all the same
            log.warning("no last pulse", organ=self._pulse.organ.value, kind=type(failure).__name__)
