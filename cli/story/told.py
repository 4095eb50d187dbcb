"""Which parts of the story are over, so that a story cut short goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path


class Told:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._parts: list[str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []

    @property
    def anything(self) -> bool:
        return bool(self._parts)

    def once(self, part: str, act: Callable[[], None]) -> None:
        """Play this part unless it is over; a part that was cut short is played again."""
        if part not in self._parts:
            act()
            self._parts.append(part)
            self._file.write_text(json.dumps(self._parts), encoding="utf-8")
