"""Starts clock and workers: together in this process, or apart, over RabbitMQ or Redis."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from domain.due import Queue
from storage.due import Taken
from workers import clock, vitals, wake
from workers.act import act
from workers.broker import Road
from workers.keeper import Keeper
from workers.services import Services

Stop = Callable[[], None]
_TICK = 1.0
#: Of threads for queues other than CRAWL, which has as many as the settings say.
_THREADS = {Queue.INTERACTIVE: 2, Queue.MAIL: 2, Queue.REPORTS: 1}


def start_embedded(services: Services, *, tick_seconds: float = _TICK) -> Stop:
    """A road in this process, its workers, and the clock; returns what stops them."""
    keeper = Keeper(services)
    road = Road("", _actor(services, keeper))
    stop_workers = _workers(services, road, tuple(Queue))
    stop_clock = _clock(services, road, tick_seconds)

    def stop() -> None:
        stop_clock()
        stop_workers()
        keeper.close()

    return stop


def start_workers(services: Services, queues: Iterable[Queue] = tuple(Queue)) -> Stop:
    """Workers for these queues, on the broker that the settings name. Whoever scans knows everybody before the first page
    comes: it would only wait for that."""
    served = tuple(queues)
    if {Queue.CRAWL, Queue.INTERACTIVE} & set(served):
        with services.vault.begin() as db:
            services.crowd.refresh(db, services.now())
    keeper = Keeper(services)
    road = Road(services.settings.broker_url, _actor(services, keeper), served)
    stop_workers = _workers(services, road, served)

    def stop() -> None:
        stop_workers()
        keeper.close()

    return stop


def start_clock(services: Services, *, tick_seconds: float = _TICK) -> Stop:
    """The clock, sending to the broker that the settings name; several may run: each line is taken by one."""
    road = Road(services.settings.broker_url, _not_here)
    stop_clock = _clock(services, road, tick_seconds)

    def stop() -> None:
        stop_clock()
        road.close()

    return stop


def _workers(services: Services, road: Road, queues: tuple[Queue, ...]) -> Stop:
    road.work(lambda queue: _threads(services, queue))
    heart = vitals.worker_heart(services, queues)
    beat, checks = vitals.working(services, road.alive, heart), vitals.checks_of_worker(services, queues)
    stop_vitals = vitals.start(beat, checks, services.vault)

    def stop() -> None:
        road.close()
        stop_vitals()
        heart.stop()

    return stop


def _threads(services: Services, queue: Queue) -> int:
    return _THREADS.get(queue, services.settings.worker_threads)


def _actor(services: Services, keeper: Keeper) -> Callable[[Taken], None]:
    def work(taken: Taken) -> None:
        with keeper.keeping(taken):
            act(services, taken)

    return work


def _clock(services: Services, road: Road, seconds: float) -> Stop:
    clock.begin(services)
    stopping = threading.Event()
    heart = vitals.clock_heart(services)
    check = vitals.broker_check(services.settings.broker_url, road.answer)
    stop_vitals = vitals.start(lambda: None, (check,), services.vault)
    ticking = threading.Thread(target=clock.run, args=(services, road, stopping, seconds, heart), name="clock", daemon=True)
    waiting = threading.Thread(target=wake.run, args=(services, stopping), name="mailbox", daemon=True)
    threads = (ticking, waiting)
    for thread in threads:
        thread.start()

    def stop() -> None:
        stopping.set()
        for thread in threads:
            thread.join(timeout=10)
        stop_vitals()
        heart.stop()

    return stop


def _not_here(taken: Taken) -> None:
    raise RuntimeError("the clock sends, it does not act")
