"""What came in by mail: kept as received, taken once, and what the machine made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, or_, select, update

from domain.errors import NotFound
from storage.tables import replies, takedowns
from storage.vault import MAIL_KEY, Db, new_id


@dataclass(frozen=True, slots=True)
class KeptReply:
    id: str
    takedown_id: str | None
    received_at: datetime
    event: str
    confidence: float
    wants_human: bool


def taken(db: Db, uid: str, content: str = "") -> bool:
    """Whether this message was kept before: under this name in its mailbox, or with this content under whatever name."""
    same = replies.c.uid_index == db.index(uid)
    found = select(replies.c.id).where(or_(same, replies.c.content_index == db.index(content)) if content else same).limit(1)
    return db.connection.execute(found).scalar_one_or_none() is not None


def keep(
    db: Db,
    uid: str,
    raw: bytes,
    takedown_id: str | None,
    received_at: datetime,
    event: str,
    confidence: float,
    *,
    human: bool,
    content: str = "",
) -> str:
    """Keep a message, under its case's key where it belongs to one, else under the service's own. Returns its id."""
    reply_id = new_id()
    key_id = _key_of(db, takedown_id)
    db.connection.execute(
        insert(replies).values(
            id=reply_id,
            uid_index=db.index(uid),
            content_index=db.index(content) if content else None,
            takedown_id=takedown_id,
            received_at=received_at,
            event=event,
            confidence=confidence,
            wants_human=human,
            key_id=key_id,
            sealed=db.lock(key_id, raw, f"reply:{reply_id}"),
        )
    )
    return reply_id


def get(db: Db, reply_id: str) -> tuple[KeptReply, bytes]:
    """The reply and the message as received."""
    row = db.connection.execute(select(replies).where(replies.c.id == reply_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such reply")
    kept = KeptReply(row.id, row.takedown_id, row.received_at, row.event, row.confidence, row.wants_human)
    return kept, db.unlock(row.key_id, row.sealed, f"reply:{row.id}")


def for_humans(db: Db) -> list[KeptReply]:
    """Replies that a machine may not decide about, oldest first."""
    found = db.connection.execute(select(replies).where(replies.c.wants_human).order_by(replies.c.received_at))
    return [KeptReply(row.id, row.takedown_id, row.received_at, row.event, row.confidence, True) for row in found]


def of_takedown(db: Db, takedown_id: str) -> list[KeptReply]:
    found = db.connection.execute(select(replies).where(replies.c.takedown_id == takedown_id).order_by(replies.c.received_at))
    return [KeptReply(row.id, takedown_id, row.received_at, row.event, row.confidence, row.wants_human) for row in found]


def decided(db: Db, reply_id: str, event: str) -> None:
    """A human said what it is."""
    db.connection.execute(update(replies).where(replies.c.id == reply_id).values(event=event, wants_human=False))


def forget(db: Db, before: datetime) -> int:
    """Empty what came in before then, belongs to no request, and waits for nobody. The line stays, without a word: or the same
    message would be taken from the mailbox again. Returns how many."""
    empty = len(db.lock(MAIL_KEY, b"", "reply:"))
    over = (replies.c.takedown_id.is_(None), replies.c.wants_human.is_(False), replies.c.received_at < before)
    found = select(replies.c.id).where(*over, func.length(replies.c.sealed) > empty)
    ids = list(db.connection.execute(found).scalars())
    for one in ids:
        nothing = db.lock(MAIL_KEY, b"", f"reply:{one}")
        db.connection.execute(update(replies).where(replies.c.id == one).values(sealed=nothing))
    return len(ids)


def _key_of(db: Db, takedown_id: str | None) -> str:
    if takedown_id is None:
        return MAIL_KEY
    return str(db.connection.execute(select(takedowns.c.case_id).where(takedowns.c.id == takedown_id)).scalar_one())
