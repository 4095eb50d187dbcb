"""How much goes through: one worker process and two, the diary beside the bare broker, and a claim from ten million lines."""

from __future__ import annotations

import selectors
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from domain.due import Queue
from storage import due
from storage.cipher import KeyRing
from storage.migrate import upgrade
from storage.vault import Vault, open_vault
from tests.chaos.servers import Postgres, Rabbit
from tests.conftest import RING

ROOT = Path(__file__).parent.parent
_SLEEP = 0.05
_SLEEPERS = 1_200
_NOTHINGS = 4_000
_LEASE = timedelta(minutes=1)
_CLAIM = 50


@dataclass(frozen=True)
class Bench:
    """A database of its own and a broker, and where processes find them."""

    postgres: Postgres
    rabbit: Rabbit
    home: Path

    def vault(self, name: str) -> Vault:
        self.postgres.create(name, f"{name}_keys")
        vault = open_vault(self.postgres.url(name), self.postgres.url(f"{name}_keys"), KeyRing.parse(RING))
        upgrade(vault)
        return vault

    def where(self, name: str) -> list[str]:
        return [self.postgres.url(name), self.postgres.url(f"{name}_keys"), self.rabbit.url, str(self.home)]


@contextmanager
def part(what: str, *told: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ready."""
    command = [sys.executable, "-m", "bench._service_part", what, *told]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # it ends when its input does
    try:
        assert process.stdout is not None
        if what != "everybody":
            said = process.stdout.readline()
            if said != b"ready\n":
                raise RuntimeError(f"{what} does not start")
        yield process
    finally:
        process.kill()
        process.communicate()


def throughput(bench: Bench) -> dict[str, float]:
    """Jobs a second with one worker process and with two; twice each, in turns, the best of both."""
    vault = bench.vault("throughput")
    found: dict[int, float] = {}
    with part("clock", *bench.where("throughput")):
        for _ in range(2):
            for processes in (1, 2):
                rate = _through(bench, vault, processes, _SLEEP, _SLEEPERS)
                found[processes] = max(rate, found.get(processes, 0.0))
    vault.close()
    return {"one": round(found[1], 1), "two": round(found[2], 1), "ratio": round(found[2] / found[1], 3)}


def diary(bench: Bench) -> dict[str, float]:
    """Jobs that do nothing: through the diary, and on the same broker without it; twice each, in turns, the best of both."""
    vault = bench.vault("diary_cost")
    best = {"bare": 0.0, "diary": 0.0}
    with part("clock", *bench.where("diary_cost")):
        for _ in range(2):
            best["bare"] = max(best["bare"], _bare(bench))
            best["diary"] = max(best["diary"], _through(bench, vault, 2, 0.0, _NOTHINGS, bench_name="diary_cost"))
    vault.close()
    return {**{name: round(rate) for name, rate in best.items()}, "ratio": round(best["diary"] / best["bare"], 3)}


def _through(
    bench: Bench, vault: Vault, processes: int, seconds: float, count: int, *, bench_name: str = "throughput"
) -> float:
    with ExitStack() as running:
        parts = [running.enter_context(part("worker", str(seconds), *bench.where(bench_name))) for _ in range(processes)]
        many = (
            "INSERT INTO diary (action, thing, at, queue) "
            "SELECT 'scan', 'thing-' || n, now() - interval '1 hour', 'crawl' FROM generate_series(1, :count) n"
        )
        with vault.engine.begin() as connection:
            connection.execute(text(many), {"count": count})
        return _rate(parts, count)


def _bare(bench: Bench) -> float:
    with ExitStack() as running:
        parts = [running.enter_context(part("bare", bench.rabbit.url)) for _ in range(2)]
        running.enter_context(part("send", bench.rabbit.url, str(_NOTHINGS)))
        return _rate(parts, _NOTHINGS)


def _rate(parts: list[subprocess.Popen[bytes]], count: int) -> float:
    """Jobs a second until so many are done by all together, from the first on: when the clock turns is no part of it."""
    done, began, before = 0, 0.0, 0
    with selectors.DefaultSelector() as selector:
        for one in parts:
            assert one.stdout is not None
            selector.register(one.stdout, selectors.EVENT_READ)
        while done < count:
            ready = selector.select(timeout=120)
            if not ready:
                raise TimeoutError(f"{done} of {count} jobs were done, and then no more")
            for key, _ in ready:
                done += key.fileobj.read1(65_536).count(b".")  # type: ignore[union-attr]  # a pipe
            if not began:
                began, before = time.monotonic(), done
    return (done - before) / (time.monotonic() - began)


def claims(bench: Bench, most: int, least: int = 10_000, rounds: int = 200) -> dict[str, float]:
    """Milliseconds to claim fifty lines, from the small diary and from the large one in turns; the medians."""
    vaults = {size: bench.vault(f"diary_{size}") for size in (least, most)}
    for size, vault in vaults.items():
        _fill(vault, size)
    took: dict[int, list[float]] = {size: [] for size in vaults}
    now = datetime.now(UTC)
    for _ in range(rounds):
        for size, vault in vaults.items():
            began = time.perf_counter()
            with vault.begin() as db:
                taken = due.take(db, now, _LEASE, _CLAIM, queues=[Queue.CRAWL])
            took[size].append(time.perf_counter() - began)
            assert len(taken) == _CLAIM
            with vault.begin() as db:  # settled, as the actors do
                for one in taken:
                    due.settle(db, one, None)
    for vault in vaults.values():
        vault.close()
    small, large = (statistics.median(took[size]) * 1000 for size in (least, most))
    return {f"{least:,} lines, ms": round(small, 3), f"{most:,} lines, ms": round(large, 3), "ratio": round(large / small, 3)}


def _fill(vault: Vault, size: int) -> None:
    """Ten thousand lines have come due; all others stand spread over the next month, as routine does."""
    many = (
        "INSERT INTO diary (action, thing, at, queue) SELECT 'scan', md5(n::text), "
        "CASE WHEN n <= 10000 THEN now() - n * interval '1 second' ELSE now() + random() * interval '30 days' END, 'crawl' "
        "FROM generate_series(1, :size) n"
    )
    with vault.engine.begin() as connection:
        connection.execute(text(many), {"size": size})
    with vault.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE diary"))
