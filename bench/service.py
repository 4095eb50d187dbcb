"""What the service carries: workers side by side, the diary and its cost, a flare-up's haste, everybody in memory, and that no
identifier stands anywhere in the clear. On servers of its own (tests/chaos/servers.py); about a quarter of an hour.

Seconds are by the clock, so they mean little on a machine that others use; the ratios are taken in turns in one run.
`LUWTE_BENCH_DIARY` makes the large diary smaller than ten million lines, `LUWTE_BENCH_PEOPLE` the crowd than 100,000."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench._goals import at_least, at_most
from bench._service_crowd import everybody
from bench._service_haste import haste
from bench._service_secrecy import secrecy
from bench._service_speed import Bench, claims, diary, throughput
from tests.chaos.servers import Missing, Postgres, Rabbit

LINES = int(os.environ.get("LUWTE_BENCH_DIARY", "10_000_000"))
PEOPLE = int(os.environ.get("LUWTE_BENCH_PEOPLE", "100_000"))
CANARIES = 10_000


def measure(only: tuple[str, ...] = ()) -> dict[str, object]:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the servers are stopped as well
    with tempfile.TemporaryDirectory(prefix="luwte-bench-", ignore_cleanup_errors=True) as folder, ExitStack() as running:
        home = Path(folder)
        home.chmod(0o755)  # PostgreSQL is another account, and must be able to pass through
        try:
            postgres, rabbit = Postgres(home / "postgres"), Rabbit(home / "rabbit")
            postgres.make()
        except Missing as missing:
            return {"benchmark": "service", "skipped": str(missing)}
        for server in (postgres, rabbit):
            server.start()
            running.callback(server.stop)
        bench = Bench(postgres, rabbit, home)
        parts: dict[str, Callable[[], dict[str, Any]]] = {
            "throughput": lambda: throughput(bench),
            "diary": lambda: diary(bench),
            "claims": lambda: claims(bench, LINES),
            "everybody": lambda: everybody(bench, PEOPLE),
            "haste": lambda: haste(home / "haste"),
            "secrecy": lambda: secrecy(home / "secrecy", CANARIES),
        }
        report = {}
        for name, part in parts.items():
            if not only or name in only:
                sys.stderr.write(f"bench service: {name}\n")
                report[name] = part()
        return {"benchmark": "service", "figures": _figures(report), **report}


def _figures(report: dict[str, dict[str, Any]]) -> list[dict[str, object]]:
    def of(part: str, figure: str) -> float | None:
        found = report.get(part, {}).get(figure)
        return None if found is None else float(found)

    return [
        at_least("throughput of scans that sleep 50 ms, two worker processes beside one", 1.9, of("throughput", "ratio")),
        at_least("jobs a second through the diary, beside the bare actor on the same broker", 0.5, of("diary", "ratio")),
        at_most(f"time of a claim with {LINES:,} lines in the diary, beside 10,000", 1.5, of("claims", "ratio")),
        at_most("seconds from a page's change to its finding in a flare-up, above the interval", 5, of("haste", "above")),
        at_most(f"{PEOPLE:,} profiles: megabytes of a worker", 800, of("everybody", "megabytes")),
        at_most(f"{PEOPLE:,} profiles: seconds from start to ready", 15, of("everybody", "seconds")),
        at_most("identifiers found in database, dump, write-ahead log, logs, broker, backup", 0, of("secrecy", "found")),
    ]


if __name__ == "__main__":
    import json

    json.dump(measure(tuple(sys.argv[1:])), sys.stdout, indent=1)
    sys.stdout.write("\n")
