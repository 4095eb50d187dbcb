"""Which actor does what, and what happens when one fails: its line comes due again, later each time, and the log says why."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import structlog

from domain.due import Action
from domain.errors import Conflict, LuwteError, NotFound, NotPermitted
from storage import due
from storage.due import Taken
from workers import ask, capture, check, deliver, hook, look, purge, receive, remind, scan, send, stamp, tallies, tell
from workers.services import Services
from workers.tallies import Outcome

log = structlog.get_logger()

ACTORS: dict[Action, Callable[[Services, Taken], None]] = {
    Action.SCAN: scan.act,
    Action.LOOK: look.act,
    Action.SEND: send.act,
    Action.RECEIVE: receive.act,
    Action.ASK: ask.act,
    Action.CAPTURE: capture.act,
    Action.REMIND: remind.act,
    Action.CHECK: check.act,
    Action.TELL: tell.act,
    Action.DELIVER: deliver.act,
    Action.HOOK: hook.act,
    Action.PURGE: purge.act,
    Action.STAMP: stamp.act,
}
#: What these are about can be erased or forbidden. The others stand in the diary for good.
_ABOUT_SOMETHING = frozenset(
    {
        Action.SCAN,
        Action.LOOK,
        Action.SEND,
        Action.ASK,
        Action.CAPTURE,
        Action.REMIND,
        Action.CHECK,
        Action.DELIVER,
        Action.HOOK,
    }
)


def act(services: Services, taken: Taken) -> None:
    """Do what a diary line says, unless its message came before. Nothing a line names is ever forgotten: what is not settled
    comes due again."""
    with tallies.timed(taken.action):
        tallies.job(taken.action, _outcome(services, taken))


def _outcome(services: Services, taken: Taken) -> Outcome:
    try:
        with services.vault.begin() as db:
            due.begin(db, taken, services.now() + services.lease)
        ACTORS[taken.action](services, taken)
    except Conflict:
        log.info("somebody else has this line", action=taken.action.value)
        return Outcome.LOST
    except (NotPermitted, NotFound) as refusal:
        if taken.action in _ABOUT_SOMETHING:
            _struck(services, taken, refusal)
            return Outcome.STRUCK
        _failed(services, taken, refusal)
        return Outcome.FAILED
    except Exception as failure:  # noqa: BLE001 - the top of an actor: whatever it is, the line must come due again
        _failed(services, taken, failure)
        return Outcome.FAILED
    return Outcome.DONE


def _struck(services: Services, taken: Taken, refusal: LuwteError) -> None:
    """Without consent, or after erasure, there is nothing left to do, unless it was noted anew meanwhile: a consent given
    just now counts. The refusal is in the audit."""
    log.info("nothing to do", action=taken.action.value, kind=type(refusal).__name__)
    with suppress(Conflict), services.vault.begin() as db:
        due.settle(db, taken, None)


def _failed(services: Services, taken: Taken, failure: Exception) -> None:
    """The log says what kind of failure and where in the code; its text stays out, it may hold what was being read."""
    frame = traceback.extract_tb(failure.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    log.warning("failed", action=taken.action.value, kind=type(failure).__name__, where=where)
    with services.vault.begin() as db:
        due.failed(db, taken, services.now(), type(failure).__name__)
