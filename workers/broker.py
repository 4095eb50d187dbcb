"""The road between clock and actors: in this process by default, RabbitMQ or Redis where a setting names one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dramatiq
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AgeLimit, Callbacks, Pipelines, Retries, ShutdownNotifications, TimeLimit

from domain.due import Action
from storage.due import Taken

#: Long crawls must not stand before a letter, nor either before somebody who waits.
QUEUES = {
    Action.SCAN: "crawl",
    Action.LOOK: "interactive",
    Action.SEND: "mail",
    Action.RECEIVE: "mail",
    Action.ASK: "mail",
    Action.TELL: "mail",
    Action.CHECK: "crawl",
    Action.PURGE: "interactive",
}
#: No actor runs longer than this, in milliseconds; fetching has time limits of its own.
_TIME_LIMIT = 6 * 60 * 60 * 1000
#: Redis redelivers what a dead worker held after this long, in milliseconds; its default waits for a lottery.
_HEARTBEAT = 15_000
_MAINTENANCE_CHANCE = 100_000

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


def register(broker: dramatiq.Broker, act: Callable[[Taken], None]) -> Dispatch:
    """Declares one Dramatiq actor for each action, all of which call `act`; returns what sends a diary line to its actor."""

    def run(action: str, thing: str, lease: str) -> None:
        act(Taken(Action(action), thing, lease))

    actors: dict[Action, dramatiq.Actor[Any, Any]] = {
        action: dramatiq.actor(broker=broker, actor_name=action.value, queue_name=queue)(run)
        for action, queue in QUEUES.items()
    }

    def dispatch(taken: Taken) -> None:
        actors[taken.action].send(taken.action.value, taken.thing, taken.lease)

    return dispatch
