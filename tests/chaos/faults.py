"""The faults, one function each: it disturbs a town in which scans and letters are under way, and says what it did.

Each is bounded in time. How often, how many and how long is told by `Size`, so that the suite can play a small share of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy.exc import OperationalError

from domain.due import Queue
from tests.chaos.servers import Rabbit, Redis, until
from tests.chaos.town import Town
from workers.broker import Road


@dataclass(frozen=True)
class Size:
    """`scans` in one round; `kills` of the process that a fault is about; `away`: seconds for which a server is gone."""

    scans: int
    kills: int
    away: float
    letters: int = 4
    patience: float = 900.0


@dataclass(frozen=True)
class Fault:
    """`does` disturbs and tells what it did; the rest says in what kind of town."""

    does: Callable[[Town, Size], str]
    parts: tuple[str, ...] = ("clock", "worker", "worker")
    broker: type[Rabbit | Redis] = Rabbit
    manner: str = "takes"
    hanging: int = 0
    tmpfs: bool = False
    of_all: float = 0.2  # which share of the scans this fault is given


def workers(town: Town, size: Size) -> str:
    return _killed_while_scanning(town, size, "worker")


def clock(town: Town, size: Size) -> str:
    return _killed_while_scanning(town, size, "clock")


def web(town: Town, size: Size) -> str:
    return _killed_while_scanning(town, size, "web")


def _killed_while_scanning(town: Town, size: Size, what: str) -> str:
    """Spread over the round: after each so many scans."""
    for number in range(size.kills):
        wanted = size.scans * number // (size.kills + 1)
        until(lambda wanted=wanted: _counted(town) >= wanted, f"{wanted} scans", size.patience)  # type: ignore[misc]  # bound now
        time.sleep(town.dice.random())
        town.kill(what)
    return f"{size.kills} times kill -9"


def broker(town: Town, size: Size) -> str:
    return _server(town, size, lambda: (town.broker.kill(), time.sleep(size.away / 10), town.broker.start()))


def postgres(town: Town, size: Size) -> str:
    return _server(town, size, lambda: (town.postgres.kill(), time.sleep(size.away / 10), town.postgres.start()))


def _server(town: Town, size: Size, again: Callable[[], object]) -> str:
    times = max(1, size.kills // 20)
    for number in range(times):
        _part_done(town, size, (number + 1) / (times + 2))
        again()
    return f"{times} times kill -9, and started again"


def emptied(town: Town, size: Size) -> str:
    dropped = 0
    road = Road(town.broker.url, lambda taken: None)  # type: ignore[attr-defined]  # of a Rabbit or a Redis
    times = 5
    for number in range(times):
        _part_done(town, size, (number + 1) / (times + 3))
        dropped += sum(road.waiting(queue) for queue in Queue)
        road.empty()
    road.close()
    return f"{times} times, {dropped} messages gone"


def unreachable(town: Town, size: Size) -> str:
    _part_done(town, size, 0.3)
    town.relay.cut()
    time.sleep(size.away)
    town.relay.mend()
    return f"no line to it for {size.away:g} seconds"


def full(town: Town, size: Size) -> str:
    """The disk of the database holds not one byte more; then somebody makes room, and restarts what gave up."""
    ballast = town.postgres.home / "ballast"
    _part_done(town, size, 0.2)
    written = 0
    with suppress(OSError), ballast.open("wb", buffering=0) as filling:
        while True:
            written += filling.write(b"\0" * 65_536)
    time.sleep(size.away)
    gave_up = not town.postgres.alive()
    ballast.unlink()
    if gave_up:
        town.postgres.start()
    return f"full for {size.away:g} seconds; the database {'gave up' if gave_up else 'stayed up'}"


def set_back_and_forward(town: Town, size: Size) -> str:
    """The clock process believes that it is an hour ago, then that it is an hour later, then it is set right."""
    part = next(part for part in town.parts if part.what == "clock")
    for skew in (-3600.0, 3600.0, 0.0):
        part.skew = skew
        town.kill("clock")
        _part_done(town, size, 0.0 if skew < 0 else 0.2)
        time.sleep(size.away / 3)
    return "an hour back, an hour forward, and right again"


def drops(town: Town, size: Size) -> str:
    """The mail server takes each letter and drops the line instead of saying so."""
    return "every letter is taken, and the line dropped"


def hangs(town: Town, size: Size) -> str:
    return "one source of all takes the question and never answers"


def two_clocks(town: Town, size: Size) -> str:
    return "two clocks on one diary"


def migration(town: Town, size: Size) -> str:
    """An upgrade that is killed at any moment, while others start too; each deployment ends with one that is let be."""
    from tests.chaos.deployment import killed_upgrades

    return killed_upgrades(town, size)


def _counted(town: Town) -> int:
    """The database may be away just now; then nothing more is done than before."""
    with suppress(OperationalError):
        return town.done()
    return 0


def _part_done(town: Town, size: Size, share: float) -> None:
    until(lambda: _counted(town) >= share * size.scans, f"{share:.0%} of the scans", size.patience)


FAULTS: Mapping[str, Fault] = {
    "workers killed": Fault(workers, of_all=1.0),
    "clock killed": Fault(clock),
    "web killed": Fault(web, parts=("clock", "worker", "worker", "web")),
    "RabbitMQ killed": Fault(broker),
    "Redis killed": Fault(broker, broker=Redis),
    "PostgreSQL killed": Fault(postgres),
    "RabbitMQ emptied": Fault(emptied),
    "Redis emptied": Fault(emptied, broker=Redis),
    "database unreachable": Fault(unreachable),
    "disk full": Fault(full, tmpfs=True),
    "clock set back and forward": Fault(set_back_and_forward),
    "mail server drops the line": Fault(drops, manner="takes-and-drops", of_all=0.02),
    "a source hangs": Fault(hangs, hanging=1, of_all=0.1),
    "two clocks": Fault(two_clocks, parts=("clock", "clock", "worker", "worker")),
    "killed in a migration": Fault(migration, of_all=0.02),
}
