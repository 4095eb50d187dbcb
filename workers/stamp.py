"""Asks for the time stamps that are missing, and once a day has the custody logs themselves stamped.

A token that comes within minutes belongs to the capture. After that a first token would prove too little: the place is
captured anew, as soon as an authority is back. A second authority's token may always come late.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.due import Action, Due
from domain.errors import NotFound, Unreachable
from domain.evidence import CustodyType, Sealed
from domain.ports import Stamp
from evidence import custody
from storage import captures, cases, due, exposures, seals
from storage.due import Taken
from storage.vault import Db
from workers import heads
from workers.seals import stamp
from workers.services import Services

#: Standing entries of the diary.
TOKENS, CUSTODY = "tokens", "custody"
_AGAIN, _DAILY = timedelta(minutes=5), timedelta(days=1)
#: The verifier refuses a first token that is ten minutes away from the capture; leave the network a moment.
IN_TIME = timedelta(minutes=9)


def act(services: Services, taken: Taken) -> None:
    now = services.now()
    if taken.thing == CUSTODY:
        heads.stamp_today(services)
        upcoming = Due(Action.STAMP, CUSTODY, now + _DAILY)
    else:
        _ask_again(services)
        upcoming = Due(Action.STAMP, TOKENS, now + _AGAIN)
    with services.vault.begin() as db:
        due.settle(db, taken, upcoming)


def _ask_again(services: Services) -> None:
    patient = replace(services, stamps=tuple(map(_once_away, services.stamps)))
    with services.vault.begin() as db:
        lacking = seals.lacking(db, len(services.stamps), services.now())
    for capture_id in lacking:
        try:
            with services.vault.begin() as db:
                kept, fetched_at = captures.get(db, capture_id), captures.fetched_at(db, capture_id)
        except NotFound:  # erased meanwhile
            continue
        stamped = stamp(patient, kept)
        if len(stamped.seal.tokens) == len(kept.seal.tokens):
            continue
        with services.vault.begin() as db:
            if kept.seal.stamped or services.now() - fetched_at <= IN_TIME:
                _keep(services, db, kept, stamped)
            else:
                _look_anew(services, db, capture_id)


def _once_away(ask: Stamp) -> Stamp:
    """An authority that did not answer once is not asked again in this sweep: waiting for it fifty times helps nobody."""
    gone: list[Unreachable] = []

    def patient(request: bytes) -> bytes:
        if gone:
            raise gone[0]
        try:
            return ask(request)
        except Unreachable as error:
            gone.append(error)
            raise

    return patient


def _keep(services: Services, db: Db, before: Sealed, stamped: Sealed) -> None:
    captures.restamp(db, stamped, services.now())
    exposure_id = captures.exposure_of(db, stamped.capture_id)
    if exposure_id is not None and not before.seal.stamped:
        case_id = exposures.get(db, exposure_id).case_id
        step, about = CustodyType.CAPTURE_TIMESTAMPED, {"capture": stamped.capture_id, "seal": stamped.seal.digest}
        cases.log(db, case_id, custody.following(step, actor="luwte", at=services.now(), **about))


def _look_anew(services: Services, db: Db, capture_id: str) -> None:
    exposure_id = captures.exposure_of(db, capture_id)
    if exposure_id is not None and not seals.holds(db, exposure_id):
        due.bring_forward(db, Due(Action.LOOK, exposure_id, services.now()))
