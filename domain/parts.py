"""The parts that luwte lives by, and whether each is well: what `/readyz` and `luwte health` say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: A process that has not been heard of for so long is taken for dead; each beats several times in it.
SILENT = timedelta(seconds=60)
#: What was checked longer ago than this says nothing any more.
UNCHECKED = timedelta(minutes=5)
#: Somebody has been waiting to be looked up for so long: looking has stopped.
BEHIND = timedelta(hours=1)


class Part(StrEnum):
    """In the order in which one should look at them: what is down may be so because of one before it."""

    DATABASE = "database"
    KEYS = "keys"
    CLOCK = "clock"
    BROKER = "broker"
    WORKERS = "workers"
    INDEX = "index"
    MAIL_OUT = "mail-out"
    MAIL_IN = "mail-in"
    TEXTS = "texts"


class Condition(StrEnum):
    UP = "up"
    DOWN = "down"
    OFF = "off"  # not asked for by the settings: nothing is wrong


class Organ(StrEnum):
    """What a process is; `luwte run` is all three."""

    WEB = "web"
    CLOCK = "clock"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Reading:
    """One part's condition; `why` holds words of ours alone: no address, no name, no text of an error."""

    part: Part
    condition: Condition
    why: str = ""


@dataclass(frozen=True, slots=True)
class Pulse:
    """That a process was alive at a moment. `queues`: those that a worker takes from; `index_at`: when it last compared whom
    it looks for with the grants."""

    id: str
    organ: Organ
    version: str
    started_at: datetime
    at: datetime
    queues: tuple[str, ...] = ()
    index_at: datetime | None = None

    def lives(self, now: datetime) -> bool:
        return now - self.at <= SILENT


@dataclass(frozen=True, slots=True)
class Checked:
    """What whoever has the way to it last said of a part."""

    reading: Reading
    at: datetime


def clock(pulses: Iterable[Pulse], now: datetime) -> Reading:
    """A clock beats after a turn that succeeded, so its age is that of the last turn."""
    seen = [pulse.at for pulse in pulses if pulse.organ is Organ.CLOCK]
    if not seen:
        return Reading(Part.CLOCK, Condition.DOWN, "no clock has been started")
    age = now - max(seen)
    return Reading(Part.CLOCK, Condition.UP if age <= SILENT else Condition.DOWN, f"last turn {_seconds(age)} ago")


def workers(pulses: Iterable[Pulse], queues: frozenset[str], now: datetime) -> Reading:
    """Every queue needs a worker that lives."""
    living = [pulse for pulse in pulses if pulse.organ is Organ.WORKER and pulse.lives(now)]
    unserved = sorted(queues - {queue for pulse in living for queue in pulse.queues})
    if unserved:
        return Reading(Part.WORKERS, Condition.DOWN, f"nobody takes from {', '.join(unserved)}")
    return Reading(Part.WORKERS, Condition.UP, f"{len(living)} alive")


def index(pulses: Iterable[Pulse], waiting_since: datetime | None, now: datetime) -> Reading:
    """`waiting_since`: since when the oldest scan or look has been due. An index is compared with the grants before each use,
    so an old one is bad only where somebody waits."""
    compared = [pulse.index_at for pulse in pulses if pulse.index_at is not None and pulse.lives(now)]
    newest = max(compared, default=None)
    told = "not used yet" if newest is None else f"compared with the grants {_seconds(now - newest)} ago"
    late = waiting_since is not None and now - waiting_since > BEHIND
    if late and (newest is None or now - newest > BEHIND):
        return Reading(Part.INDEX, Condition.DOWN, f"{told}, while scans or looks wait")
    return Reading(Part.INDEX, Condition.OFF if newest is None else Condition.UP, told)


def checked(part: Part, found: Checked | None, now: datetime) -> Reading:
    """What was last said of it, unless that was too long ago."""
    if found is None:
        return Reading(part, Condition.OFF, "nobody has the way to it")
    if found.reading.condition is not Condition.OFF and now - found.at > UNCHECKED:
        return Reading(part, Condition.DOWN, f"not checked for {_seconds(now - found.at)}")
    return found.reading


def ready(readings: Iterable[Reading]) -> bool:
    return all(reading.condition is not Condition.DOWN for reading in readings)


def _seconds(age: timedelta) -> str:
    return f"{max(0, round(age.total_seconds()))} s"
