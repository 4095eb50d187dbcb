"""A calendar for the demo that can be turned, so that weeks pass in seconds; shared by every process of one home."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

OFFSET_FILE = "calendar-offset"


class Calendar:
    """Real time plus an offset that lies in a small file in `home`; without that file it is really now."""

    def __init__(self, home: Path) -> None:
        self._path = home / OFFSET_FILE
        self._seen: tuple[int, int] | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        """The present moment of the demo, in UTC."""
        return datetime.now(UTC) + self.offset()

    def offset(self) -> timedelta:
        """How far the demo runs ahead of real time; read again only when another process has turned the calendar."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return timedelta()
        mark = (found.st_ino, found.st_mtime_ns)
        if mark != self._seen:
            self._offset = timedelta(seconds=float(self._path.read_text("ascii")))
            self._seen = mark
        return self._offset

    def turn(self, by: timedelta) -> datetime:
        """Turns the calendar forward and gives the new moment. One process turns it; all the others follow.

        Raises ValueError for a negative step: what has happened cannot be taken back.
        """
        if by < timedelta():
            raise ValueError("the calendar is only turned forward")
        ahead = self.offset() + by
        handle, name = tempfile.mkstemp(prefix=OFFSET_FILE, dir=self._path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(repr(ahead.total_seconds()))
        Path(name).replace(self._path)
        return self.now()
