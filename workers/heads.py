"""The custody logs as a whole: stamped once a day, and checked at every start."""

from __future__ import annotations

import structlog

from domain.due import Action, Due
from domain.errors import BadInput, Unreachable
from evidence import heads, timestamp
from evidence.timestamp import Token
from storage import audit, custody_heads, due
from workers.services import Services

_log = structlog.get_logger()
BY = "luwte"


def stamp_today(services: Services) -> None:
    """Where every authority is away the document is kept without a token: signed by us alone, and saying so."""
    now = services.now()
    with services.vault.begin() as db:
        newest = audit.head(db)
        told = heads.document(custody_heads.logs(db), now, (newest.seq, newest.link))
    token = _token(services, told)
    with services.vault.begin() as db:
        custody_heads.keep(db, now, told, services.signer.sign(told), token)


def check(services: Services) -> tuple[str, ...]:
    """The cases whose custody log does not hold; the coordinator is told, the audit says which, and work goes on: what is
    broken makes no bundle, and somebody must find out who did it."""
    now = services.now()
    tell(services)
    with services.vault.begin() as db:
        stamped = _last(services, custody_heads.newest(db))
        bad = heads.broken(custody_heads.logs(db), stamped)
        if (anchored := anchor(stamped)) and not audit.goes_on_from(db, anchored):
            audit.write(db, now, BY, "audit cut off", detail=f"line {anchored.seq} is gone or another")
            _log.error("the audit log does not go on from where it was stamped", line=anchored.seq)
        for case_id in bad:
            audit.write(db, now, BY, "custody log broken", detail=f"case {case_id}")
        if bad:
            due.bring_forward(db, Due(Action.TELL, "coordinator", now))
    if bad:
        _log.error("custody logs do not hold", cases=len(bad))
    return bad


def tell(services: Services) -> None:
    """The head of the audit log into our own log, which is kept elsewhere: who cuts off the end there must do so here too."""
    with services.vault.begin() as db:
        newest = audit.head(db)
    _log.info("audit head", line=newest.seq, link=newest.link)


def anchor(stamped: bytes | None) -> audit.Head | None:
    """Where the audit log was when that document was stamped."""
    found = heads.audit_of(stamped) if stamped else None
    return audit.Head(*found) if found else None


def _token(services: Services, told: bytes) -> bytes | None:
    for ask in services.stamps:
        try:
            return timestamp.obtain(told, ask, services.roots).der
        except (Unreachable, BadInput):
            continue
    return None


def _last(services: Services, kept: tuple[bytes, bytes | None] | None) -> bytes | None:
    """The newest document, if its time stamp holds: one that somebody wrote into the database proves nothing."""
    document, token = kept or (b"", None)
    if token is None:
        return None
    return document if isinstance(timestamp.judge(token, document, services.roots), Token) else None
