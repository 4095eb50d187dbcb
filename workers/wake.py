"""Waits at the mailbox and has it read at once when something comes; where nothing can wait, it is read every five minutes."""

from __future__ import annotations

import threading

import structlog

from domain.due import Action, Due
from domain.errors import Unreachable
from storage import due
from workers.clock import MAILBOX
from workers.services import Services

log = structlog.get_logger()
#: How long one line stays open (RFC 2177 allows 29 minutes); a line that died unnoticed is found out after so long.
LONGEST_WAIT = 280.0
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 300.0


def run(services: Services, stop: threading.Event) -> None:
    """Until stopped. A line that drops is opened again, later with each failure in a row; what came meanwhile is found then."""
    pause = _FIRST_PAUSE
    while services.mailbox is not None and not stop.is_set():
        try:
            came = services.mailbox.wait(LONGEST_WAIT, stop.is_set)
            pause = _FIRST_PAUSE
            if came:
                _wake(services)
        except Unreachable as failure:
            log.info("waiting at the mailbox failed", reason=failure.reason.value)
            stop.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        except Exception as failure:  # noqa: BLE001 - the top of a thread: the database may be away for a while
            log.warning("waking failed", kind=type(failure).__name__)
            stop.wait(_FIRST_PAUSE)


def _wake(services: Services) -> None:
    with services.vault.begin() as db:
        due.bring_forward(db, Due(Action.RECEIVE, MAILBOX, services.now()))
