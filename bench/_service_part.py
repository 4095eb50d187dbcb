"""A process that the service benchmark measures; it says `ready`, and then a dot for each job."""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import dramatiq
from pydantic import SecretStr

from cli import logs
from config.settings import Settings
from demo.lifeline import end_with_parent
from domain.due import Action, Queue
from storage import due
from storage.due import Taken
from tests.conftest import RING
from workers import act as actors
from workers import main
from workers.broker import make_broker
from workers.services import Services, build

THREADS = 4


def built(vault: str, keys: str, broker: str, home: str) -> Services:
    return build(
        Settings(
            home=Path(home),
            database_url=vault,
            keys_database_url=keys,
            broker_url=broker,
            encryption_keys=SecretStr(RING),
            worker_threads=THREADS,
            browser="off",
        )
    )


def say(word: str) -> None:
    os.write(1, word.encode())


def worker(seconds: str, *where: str) -> None:
    """Takes scans from the diary; the work is to sleep."""
    services = built(*where)

    def scan(services: Services, taken: Taken) -> None:
        time.sleep(float(seconds))
        with services.vault.begin() as db:
            due.settle(db, taken, None)
        say(".")

    actors.ACTORS[Action.SCAN] = scan
    main.start_workers(services, [Queue.CRAWL])
    say("ready\n")


def clock(*where: str) -> None:
    main.start_clock(built(*where))
    say("ready\n")


def bare(broker: str) -> None:
    """The same broker with an actor that does nothing, and no diary."""
    made = make_broker(broker)
    _bare(made)
    dramatiq.Worker(made, worker_threads=THREADS, worker_timeout=100).start()
    say("ready\n")


def send(broker: str, count: str) -> None:
    """What stands in for the clock there."""
    made = make_broker(broker)
    actor = _bare(made)
    say("ready\n")
    for number in range(int(count)):
        actor.send("scan", f"thing-{number}", "lease")


def everybody(*where: str) -> None:
    """Start to ready of a worker that knows everybody; seconds, and megabytes at its largest."""
    began = time.monotonic()
    used = time.process_time()
    services = built(*where)
    main.start_workers(services, [Queue.CRAWL])
    seconds, cpu = time.monotonic() - began, time.process_time() - used
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    as_of = services.crowd.as_of or datetime.now(UTC)
    say(f"{seconds} {cpu} {most} {len(services.crowd)} {(datetime.now(UTC) - as_of).total_seconds()}\n")


def _bare(broker: dramatiq.Broker) -> dramatiq.Actor[[str, str, str], None]:
    def run(action: str, thing: str, lease: str) -> None:
        say(".")

    return dramatiq.actor(broker=broker, actor_name="bare", queue_name="bare")(run)


if __name__ == "__main__":
    end_with_parent()
    logs.configure()  # to standard error: what is said on standard output is counted
    WHAT: dict[str, Callable[..., None]] = {
        "worker": worker,
        "clock": clock,
        "bare": bare,
        "send": send,
        "everybody": everybody,
    }
    WHAT[sys.argv[1]](*sys.argv[2:])
    threading.Event().wait()
