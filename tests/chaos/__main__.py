"""The faults that luwte must survive, on servers of our own: `python -m tests.chaos [FAULT…] [--scans 10000] [--kills 50]`.

Prints a table: what was done, what was lost or doubled (nothing may be), and how long it took. Bounded in time; a fault that
this machine cannot play says what is missing. Letters under kill -9 at every step: `python -m tests.chaos.sending`."""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.chaos import judge
from tests.chaos.faults import FAULTS, Fault, Size
from tests.chaos.servers import Missing
from tests.chaos.town import built_town

_TMPFS = "size=160m"


@dataclass(frozen=True)
class Outcome:
    """What a fault came to; `wrong` says in words what was lost or doubled, and must be empty."""

    fault: str
    did: str
    scans: int
    unclear: int
    letters: int
    deaths: int
    seconds: float
    wrong: tuple[str, ...]


def play(name: str, fault: Fault, home: Path, size: Size, seed: int) -> Outcome:
    """One fault in a town of its own."""
    size = replace(size, scans=max(40, int(size.scans * fault.of_all)))
    people = -(-size.scans // 20)
    with (
        _disk(home, fault) as data,
        built_town(
            home,
            seed=seed,
            broker=fault.broker,
            data=data,
            manner=fault.manner,
            people=people,
            hanging=fault.hanging,
            letters=size.letters,
        ) as town,
    ):
        town.start(*fault.parts)
        began = time.monotonic()
        town.round(size.scans, size.letters)
        did = fault.does(town, size)
        town.settle(size.patience)
        seconds = time.monotonic() - began
        wrong = judge.complaints(town)
        deaths = sum(part.deaths for part in town.parts)
        return Outcome(
            name, did, len(town.scanned()), judge.unclear(town), judge.taken(town), deaths, round(seconds, 1), tuple(wrong)
        )


@contextmanager
def _disk(home: Path, fault: Fault) -> Iterator[Path | None]:
    """A small disk for the database, for a fault that fills it."""
    if not fault.tmpfs:
        yield None
        return
    place = home / "disk"
    place.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", _TMPFS, "tmpfs", str(place)], capture_output=True, check=False)
    if mounted.returncode:
        raise Missing("a small disk needs the right to mount one (run as root)")
    try:
        yield place / "postgres"
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=f"of: {', '.join(FAULTS)}; without one: all")
    parser.add_argument("--scans", type=int, default=10_000, help="in the largest round")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--away", type=float, default=60.0, help="seconds for which a database is unreachable, or a disk full")
    parser.add_argument("--patience", type=float, default=1800.0, help="seconds after which a fault is given up as lost")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are stopped as well
    unknown = [name for name in given.faults if name not in FAULTS]
    if unknown:
        parser.error(f"there is no fault {', '.join(unknown)}; there is: {', '.join(FAULTS)}")
    size = Size(given.scans, given.kills, given.away, patience=given.patience)
    outcomes = [_told(name, size, given.seed) for name in given.faults or FAULTS]
    sys.stdout.write(json.dumps([asdict(one) for one in outcomes if one], indent=1) + "\n")
    return 1 if any(one is None or one.wrong for one in outcomes) else 0


def _told(name: str, size: Size, seed: int) -> Outcome | None:
    with tempfile.TemporaryDirectory(prefix="luwte-chaos-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL is another account, and must be able to pass through
        try:
            found = play(name, FAULTS[name], Path(folder) / "town", size, seed)
        except (Missing, TimeoutError, AssertionError, subprocess.TimeoutExpired) as error:
            sys.stderr.write(f"{name:30} FAILED: {error}\n")
            return None
    told = "; ".join(found.wrong) or "nothing lost, nothing twice"
    sys.stderr.write(
        f"{name:30} {found.did:45} {found.scans:6} scans ({found.unclear} unclear) {found.letters} letters "
        f"{found.seconds:7.1f} s  {told}\n"
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
