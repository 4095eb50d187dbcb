"""Starts clock and workers: together in this process, or apart, over RabbitMQ or Redis."""

from __future__ import annotations

import threading
from collections.abc import Callable

import dramatiq

from storage.due import Taken
from workers import clock
from workers.act import act
from workers.broker import make_broker, register
from workers.services import Services

Stop = Callable[[], None]
_TICK = 1.0


def start_embedded(services: Services, *, tick_seconds: float = _TICK) -> Stop:
    """A broker in this process, its worker, and the clock; returns what stops them."""
    broker = make_broker("")
    dispatch = register(broker, lambda taken: act(services, taken))
    stop_worker = _worker(broker, services)
    stop_clock = _clock(services, dispatch, tick_seconds)

    def stop() -> None:
        stop_clock()
        stop_worker()

    return stop


def start_workers(services: Services) -> Stop:
    """Workers on the broker that the settings name."""
    broker = make_broker(services.settings.broker_url)
    register(broker, lambda taken: act(services, taken))
    return _worker(broker, services)


def start_clock(services: Services, *, tick_seconds: float = _TICK) -> Stop:
    """The clock, sending to the broker that the settings name; several may run: each line is taken by one."""
    broker = make_broker(services.settings.broker_url)
    dispatch = register(broker, _not_here)
    stop_clock = _clock(services, dispatch, tick_seconds)

    def stop() -> None:
        stop_clock()
        broker.close()

    return stop


def _worker(broker: dramatiq.Broker, services: Services) -> Stop:
    # Prefetch 1: a crawl takes long, and what waits behind it should be anybody's.
    worker = dramatiq.Worker(broker, worker_threads=services.settings.worker_threads, worker_timeout=100)
    worker.start()

    def stop() -> None:
        worker.stop(timeout=10_000)
        broker.close()

    return stop


def _clock(services: Services, dispatch: Callable[[Taken], None], seconds: float) -> Stop:
    clock.begin(services)
    stopping = threading.Event()
    thread = threading.Thread(target=clock.run, args=(services, dispatch, stopping, seconds), name="clock", daemon=True)
    thread.start()

    def stop() -> None:
        stopping.set()
        thread.join(timeout=10)

    return stop


def _not_here(taken: Taken) -> None:
    raise RuntimeError("the clock sends, it does not act")
