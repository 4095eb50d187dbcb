"""Takes what has come due from the diary and sends it to its actor; keeps the standing entries and the audit chain."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Protocol

import structlog

from domain.due import UPKEEP, Action, Due, Queue
from storage import audit, due, watches
from storage.due import Taken
from storage.vault import Db
from workers import heads, stamp
from workers.heart import Heart
from workers.services import Services

log = structlog.get_logger()
#: Entries that are always in the diary: they note themselves again when they are done.
MAILBOX, RETENTION = "mailbox", UPKEEP
#: So many messages may wait in a queue.
ROOM = 500
#: A message that nobody began is taken for lost after so long: an emptied broker costs a minute.
ON_ITS_WAY = timedelta(minutes=1)
#: Seconds that it rests at least.
_BUSY = 0.05


class Outlet(Protocol):
    """Where the clock sends what is due: a `Road`."""

    def send(self, taken: Taken) -> None: ...

    def waiting(self, queue: Queue) -> int: ...


def begin(services: Services) -> None:
    """Put in the diary what must stand there without anybody asking: the mailbox, retention, sources, site watches."""
    now = services.now()
    with services.vault.begin() as db:
        if services.mailbox is not None:
            _note_once(db, Due(Action.RECEIVE, MAILBOX, now))
        _note_once(db, Due(Action.PURGE, RETENTION, now))
        if services.stamps:
            _note_once(db, Due(Action.STAMP, stamp.TOKENS, now))
            _note_once(db, Due(Action.STAMP, stamp.CUSTODY, now))
        for source in services.sources.values():
            _note_once(db, Due(Action.CHECK, source.slug, now))
        watches.watch_sites(db, services.sources.values(), now)
    heads.check(services)


def tick(services: Services, road: Outlet) -> int:
    """One turn: returns how many diary lines were sent to actors. What cannot be sent comes due again with its lease.

    Only as many are sent as a queue has room for: what waits in the diary waits in order, and costs nobody anything."""
    sent = sum(_serve(services, road, queue) for queue in Queue)
    with services.vault.begin() as db:
        audit.chain(db)
    return sent


def _serve(services: Services, road: Outlet, queue: Queue) -> int:
    waiting = road.waiting(queue)
    with services.vault.begin() as db:
        # Where messages wait nothing was lost: what was sent and not begun stands among them.
        taken = due.take(db, services.now(), ON_ITS_WAY, max(0, ROOM - waiting), queues=[queue], lost=waiting == 0)
    for line in taken:
        road.send(line)
    return len(taken)


def run(services: Services, road: Outlet, stop: threading.Event, seconds: float, heart: Heart) -> None:
    """Tick until stopped, `seconds` apart, sooner where so much is done that a full queue would run empty meanwhile; a tick
    that fails, for whatever reason, is logged by its kind and tried again: a clock that stopped is a missed deadline."""
    before = time.monotonic() - seconds
    while not stop.is_set():
        sent, began = 0, time.monotonic()
        try:
            sent = tick(services, road)
            heart.beat()
        except Exception as failure:  # noqa: BLE001 - the top of the clock: database or broker may be away for a while
            log.warning("tick failed", kind=type(failure).__name__)
        heart.turn()
        now = time.monotonic()
        stop.wait(pause(sent, now - before, now - began, seconds))
        before = now


def pause(sent: int, passed: float, took: float, seconds: float) -> float:
    """How long a clock may rest that sent so many since its last turn `passed` seconds ago, `took` of them for sending: hardly
    where a queue had run empty; else as long as it takes, at that pace, to do half of what a full one holds. Never longer
    than `seconds`."""
    if not sent:
        return seconds
    until_half = 0.0 if sent >= ROOM else ROOM / 2 * passed / sent - took
    return min(seconds, max(_BUSY, until_half))


def _note_once(db: Db, entry: Due) -> None:
    if due.noted(db, entry.action, entry.thing) is None:
        due.note(db, entry)
