"""Starts the outside world as a process of its own, and waits until it has done what was due: for the demo and tests."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from demo.lifeline import start_with_lifeline
from demo.names import WORLD_FILE, Whereabouts, whereabouts
from demo.web import CONTROL_HOST

START_SECONDS = 20.0
STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class RunningWorld:
    """The process and where it is. Use `stop()`, or a test leaves it behind."""

    home: Path
    process: subprocess.Popen[bytes]
    where: Whereabouts

    def settle(self) -> datetime:
        """Returns when everything due by this moment of the calendar has been done; gives that moment."""
        return settle(self.where)

    def stop(self) -> int:
        """Asks it to end (SIGTERM) and gives its exit code."""
        self.process.terminate()
        return self.process.wait(STOP_SECONDS)


def settle(where: Whereabouts) -> datetime:
    """Lets the world there do all that is due by now; gives the moment up to which it is done."""
    connection = http.client.HTTPConnection("127.0.0.1", where.http_port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": CONTROL_HOST})
        return datetime.fromisoformat(json.loads(connection.getresponse().read())["settled"])
    finally:
        connection.close()


def start(home: Path) -> RunningWorld:
    """Starts the outside world in this home. Raises RuntimeError when it does not come up."""
    home.mkdir(parents=True, exist_ok=True)
    process = start_with_lifeline(
        [sys.executable, "-m", "demo.world", "--home", str(home), "--with-parent"], cwd=Path(__file__).parent.parent
    )
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        if _ready(home, process.pid):
            return RunningWorld(home, process, whereabouts(home))
        time.sleep(0.02)
    process.kill()
    raise RuntimeError("the outside world did not come up; what it said stands above")


def _ready(home: Path, pid: int) -> bool:
    """Whether this very process announced itself, and not one that ran here before."""
    path = home / WORLD_FILE
    return path.exists() and json.loads(path.read_text("utf-8")).get("pid") == pid
