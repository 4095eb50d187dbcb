"""What a source's canaries said, and what follows for what it told us before."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Unclear
from storage import doubts, health
from storage.vault import Db

#: That a source cannot be reached today says nothing about how it was read yesterday.
OUT_OF_REACH = frozenset(
    {Unclear.NETWORK, Unclear.TOO_SLOW, Unclear.SERVER_ERROR, Unclear.ROBOTS, Unclear.INWARD, Unclear.NOT_ALLOWED}
)


def heard(db: Db, source: str, version: int, reason: Unclear | None, now: datetime) -> None:
    """No reason: it is well; whom it told nothing clear while it was ill is looked for again. Ill: its absences since the
    last good canary are reopened."""
    before = health.of(db, source)
    health.note(db, source, version, reason, now)
    if reason is None:
        if before is not None and not before.healthy:
            doubts.ask_again(db, source, now)
    elif reason not in OUT_OF_REACH:
        doubts.cast(db, source, version, before.good_at if before else None, now)
