"""Writes down every visit to a fictional site, so that a test can prove what was never asked and never sent twice."""

from __future__ import annotations

import json
import threading
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

VISITS_FILE = "requests.jsonl"


class Journal:
    """One JSON line a visit: at, calendar, method, host, path (with its query), status, agent."""

    def __init__(self, home: Path) -> None:
        self._path = home / VISITS_FILE
        self._lock = threading.Lock()
        lines = self._path.read_text("utf-8").splitlines() if self._path.exists() else []
        self._counts = Counter(_site(row["host"]) for row in map(json.loads, lines) if row["path"] != "/robots.txt")

    def count(self, host: str) -> int:
        """How many pages this site has served over all its life; robots.txt does not count."""
        with self._lock:
            return self._counts[_site(host)]

    def note(self, *, calendar: datetime, method: str, host: str, path: str, status: int, agent: str) -> None:
        row = {
            "at": datetime.now(UTC).isoformat(),
            "calendar": calendar.isoformat(),
            "method": method,
            "host": host,
            "path": path,
            "status": status,
            "agent": agent,
        }
        with self._lock:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            if path != "/robots.txt":
                self._counts[_site(host)] += 1


def _site(host: str) -> str:
    return host.removeprefix("www.")
