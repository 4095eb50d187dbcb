"""Ten thousand steps of chance through the life of evidence, on real vaults: how often what must never be true was true.

The browser that is killed is a real one and the disk that is full is a small one of its own, each where this machine has it;
what is only acted is said.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from domain.mention import Capture
from gateway.browser import Browser, find_browser
from gateway.child import offspring
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import open_vault
from tests.conftest import RING
from tests.lab import HOME, LIMITS, OPEN, Lab, html, now
from tests.workers import cases
from tests.workers.evidence_walk import Walk
from tests.workers.house import built
from workers.crowd import Crowd

#: After so many steps a browser is killed; the vault, and what else is on its disk, has so much room.
KILLED_EVERY, ROOM = 200, "96m"
Visit = Callable[[], Capture]


def measure(steps: int = 10_000, walks: int = 5, every: int = 20) -> dict[str, Any]:
    """So many steps in so many walks, each in a vault of its own; after `every` so many the whole database is looked at."""
    began, happened, wrong, crowd = time.perf_counter(), Counter[str](), list[str](), Crowd()
    with ExitStack() as stack:
        visit = stack.enter_context(killed_browser(random.Random(steps)))
        for seed in range(1, walks + 1):
            with disk() as (here, own):
                counts, found = _walk(here, own, crowd, seed, (steps // walks, every), visit)
            happened += counts
            wrong += found
    acted = {"browser": "killed for real" if visit else "NONE HERE", "disk": "filled for real" if own else "ACTED: no tmpfs"}
    seconds = round(time.perf_counter() - began, 1)
    return {"steps": steps, "walks": walks, **acted, "wrong": wrong, "seconds": seconds, "happened": dict(happened)}


def _walk(
    here: Path, own: bool, crowd: Crowd, seed: int, steps: tuple[int, int], visit: Visit | None
) -> tuple[Counter[str], list[str]]:
    many, every = steps
    wrong: list[str] = []
    vault = open_vault(f"sqlite:///{here / 'v.db'}", f"sqlite:///{here / 'k.db'}", KeyRing.parse(RING))
    upgrade(vault)
    house = built(vault, crowd)
    walk = Walk(house, cases.exposed(house), seed=seed, disk=here if own else None)
    for number in range(many):
        walk.step()
        if visit is not None and number % KILLED_EVERY == KILLED_EVERY - 1:
            walk.browser_is_killed(visit)
        if number % every == every - 1:
            wrong += walk.wrong()
    walk.close()
    vault.close()
    return walk.counts, wrong


@contextmanager
def disk() -> Iterator[tuple[Path, bool]]:
    """(a folder, whether it is a small file system of its own): that takes root."""
    with tempfile.TemporaryDirectory() as here:
        mounted = os.geteuid() == 0 and _ran("mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", here)
        try:
            yield Path(here), mounted
        finally:
            if mounted:
                _ran("umount", "--lazy", here)  # whatever went wrong in the walk is told, not that its vault was still open


@contextmanager
def killed_browser(chance: random.Random) -> Iterator[Visit | None]:
    """Visits a page on loopback while every process of the browser is killed at a moment of chance; None without a browser."""
    found = find_browser("auto")
    if not found.path:
        yield None
        return
    lab = Lab()
    lab.pages["/"] = html("<h1>Prikbord</h1>" + "<p>Joke van der Berg</p>" * 400)
    with Browser(found.path, now=now, allow_private_hosts=OPEN, resolve=lab.resolve, limits=LIMITS) as browser:
        yield partial(_killed, browser, chance)
    lab.close()


def _killed(browser: Browser, chance: random.Random) -> Capture:
    """The first visit after a kill starts a new browser; the moment lies before, during or after the visit itself."""
    killer = threading.Timer(chance.uniform(0.0, 4.0), _kill, [browser])
    killer.start()
    try:
        return browser.picture(f"{HOME}/", ("Joke van der Berg",))
    finally:
        killer.cancel()


def _kill(browser: Browser) -> None:
    """Chromium's own processes; ours, which asks it, must find out by itself."""
    child = browser._child
    for pid in offspring(child.pid) if child is not None else ():
        with suppress(OSError):
            if "chrom" in Path(f"/proc/{pid}/comm").read_text(encoding="ascii"):
                os.kill(pid, signal.SIGKILL)


def _ran(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # fixed words and our folder


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000), indent=1))
