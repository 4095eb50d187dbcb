"""Takes what has come due from the diary and sends it to its actor; keeps the standing entries and the audit chain."""

from __future__ import annotations

import threading

import structlog

from domain.due import Action, Due
from storage import audit, due, watches
from storage.vault import Db
from workers.broker import Dispatch
from workers.services import Services

log = structlog.get_logger()
#: Entries that are always in the diary: they note themselves again when they are done.
MAILBOX, RETENTION = "mailbox", "retention"
_BATCH = 50


def begin(services: Services) -> None:
    """Put in the diary what must stand there without anybody asking: the mailbox, retention, sources, site watches."""
    now = services.now()
    with services.vault.begin() as db:
        if services.mailbox is not None:
            _note_once(db, Due(Action.RECEIVE, MAILBOX, now))
        _note_once(db, Due(Action.PURGE, RETENTION, now))
        for source in services.sources.values():
            _note_once(db, Due(Action.CHECK, source.slug, now))
        watches.watch_sites(db, services.sources.values(), now)


def tick(services: Services, dispatch: Dispatch) -> int:
    """One turn: returns how many diary lines were sent to actors. What cannot be sent comes due again with its lease."""
    now = services.now()
    with services.vault.begin() as db:
        taken = due.take(db, now, services.lease, _BATCH)
    for line in taken:
        dispatch(line)
    with services.vault.begin() as db:
        audit.chain(db)
    return len(taken)


def run(services: Services, dispatch: Dispatch, stop: threading.Event, seconds: float) -> None:
    """Tick until stopped, `seconds` apart; a tick that fails, for whatever reason, is logged by its kind and tried again:
    a clock that has stopped is a deadline that was missed."""
    while not stop.is_set():
        try:
            tick(services, dispatch)
        except Exception as failure:  # noqa: BLE001 - the top of the clock: database or broker may be away for a while
            log.warning("tick failed", kind=type(failure).__name__)
        stop.wait(seconds)


def _note_once(db: Db, entry: Due) -> None:
    if due.noted(db, entry.action, entry.thing) is None:
        due.note(db, entry)
