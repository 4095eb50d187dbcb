"""The road between clock and actors: in this process by default, RabbitMQ or Redis where a setting names one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import dramatiq
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AgeLimit, Callbacks, Pipelines, Retries, ShutdownNotifications, TimeLimit

from domain.due import Action, Queue
from storage.due import Taken

#: No actor runs longer than this, in milliseconds; fetching has time limits of its own.
_TIME_LIMIT = 6 * 60 * 60 * 1000
#: Redis redelivers what a dead worker held after this long, in milliseconds; its default waits for a lottery.
_HEARTBEAT = 15_000
_MAINTENANCE_CHANCE = 100_000
#: How soon a worker that is idle notices that it should stop, in milliseconds.
_IDLE = 100
#: A worker asks the broker for so many messages of a queue for each of its threads. What takes long is asked for one by one:
#: what waits behind it should be anybody's.
_PREFETCH = {Queue.INTERACTIVE: 1, Queue.CRAWL: 1, Queue.MAIL: 2, Queue.REPORTS: 1}

Act = Callable[[Taken], None]
Dispatch = Callable[[Taken], None]


def make_broker(url: str) -> dramatiq.Broker:
    """ "" → in this process; amqp(s)://… → RabbitMQ with confirmed delivery; redis(s)://… → Redis."""
    # Trying again is the diary's business: a message that fails is not sent again, its line comes due again.
    middleware = [
        AgeLimit(),
        TimeLimit(time_limit=_TIME_LIMIT),
        ShutdownNotifications(),
        Callbacks(),
        Pipelines(),
        Retries(max_retries=0),
    ]
    if url.startswith("amqp"):
        return RabbitmqBroker(url=url, confirm_delivery=True, middleware=middleware)
    if url.startswith("redis"):
        return RedisBroker(  # type: ignore[no-untyped-call]  # dramatiq leaves it untyped
            url=url, heartbeat_timeout=_HEARTBEAT, maintenance_chance=_MAINTENANCE_CHANCE, middleware=middleware
        )
    return StubBroker(middleware=middleware)


class Road:
    """Carries diary lines to `act`, queue by queue. Each queue has a broker of its own: Dramatiq's workers share one line of
    threads for all that they listen to, and an hour of crawling would stand before a letter."""

    def __init__(self, url: str, act: Act, queues: Iterable[Queue] = tuple(Queue)) -> None:
        self._lanes = {queue: _Lane(make_broker(url), queue, act) for queue in queues}
        self._workers: list[dramatiq.Worker] = []

    def send(self, taken: Taken) -> None:
        self._lanes[taken.queue].send(taken)

    def waiting(self, queue: Queue) -> int:
        """How many messages wait in this queue that no worker has asked for yet."""
        return self._lanes[queue].waiting()

    def work(self, threads: Callable[[Queue], int]) -> None:
        """Take what comes, in so many threads for each queue."""
        for queue, lane in self._lanes.items():
            worker = dramatiq.Worker(lane.broker, queues={queue.value}, worker_threads=threads(queue), worker_timeout=_IDLE)
            worker.queue_prefetch = _PREFETCH[queue] * threads(queue)
            worker.start()
            self._workers.append(worker)

    def alive(self) -> bool:
        """Whether every thread that takes what comes still lives."""
        return all(thread.is_alive() for one in self._workers for thread in (*one.workers, *one.consumers.values()))

    def answer(self) -> None:
        """Has the broker itself answer, which all lanes share; raises whatever its library raises where it does not."""
        next(iter(self._lanes.values())).waiting()

    def empty(self) -> None:
        """Drop every message; the diary has them all."""
        for lane in self._lanes.values():
            lane.broker.flush_all()

    def close(self, seconds: float = 10.0) -> None:
        """What is being done is given so long to end; the rest comes due again."""
        for worker in self._workers:
            worker.stop(timeout=int(seconds * 1000))
        for lane in self._lanes.values():
            lane.broker.close()


class _Lane:
    """One queue on one broker, with an actor for each action: the metrics tell them apart."""

    def __init__(self, broker: dramatiq.Broker, queue: Queue, act: Act) -> None:
        def run(action: str, thing: str, lease: str) -> None:
            act(Taken(Action(action), thing, lease, queue))

        self.broker = broker
        self._queue = queue.value
        self._actors: dict[Action, dramatiq.Actor[Any, Any]] = {
            action: dramatiq.actor(broker=broker, actor_name=action.value, queue_name=queue.value)(run) for action in Action
        }

    def send(self, taken: Taken) -> None:
        self._actors[taken.action].send(taken.action.value, taken.thing, taken.lease)

    def waiting(self) -> int:
        if isinstance(self.broker, RabbitmqBroker):
            return self._waiting_on_rabbitmq(self.broker)
        if isinstance(self.broker, RedisBroker):
            return int(self.broker.client.llen(f"{self.broker.namespace}:{self._queue}"))
        assert isinstance(self.broker, StubBroker)
        return int(self.broker.queues[self._queue].qsize())

    def _waiting_on_rabbitmq(self, broker: RabbitmqBroker) -> int:
        try:
            broker.declare_queue(self._queue, ensure=True)
            return int(broker.channel.queue_declare(self._queue, passive=True).method.message_count)
        except BaseException:
            # Or the next turn would ask over the same dead line, and for a queue that somebody took away.
            del broker.connection
            broker.queues_pending.add(self._queue)
            raise
