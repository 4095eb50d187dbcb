"""Messages to employees that wait to be sent. To whom and what is kept until it has left, and not a moment longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from domain.due import Action, Due
from domain.errors import NotFound
from domain.message import Message, MessageKind
from storage import due, languages, rows
from storage.tables import messages
from storage.vault import Db, new_id

SENT, REFUSED = "sent", "refused"


def keep(db: Db, profile_id: str, kind: MessageKind, to: str, word: str, now: datetime) -> str:
    """It leaves as soon as a worker takes it. Returns its id."""
    message_id = new_id()
    sealed = db.lock(profile_id, rows.texts_to_bytes(to, word), f"message:{message_id}")
    values = {"id": message_id, "profile_id": profile_id, "kind": kind.value, "sealed": sealed, "at": now, "outcome": ""}
    db.connection.execute(insert(messages).values(values))
    due.bring_forward(db, Due(Action.DELIVER, message_id, now))
    return message_id


def get(db: Db, message_id: str) -> Message:
    """Raises `NotFound` for one that has left, or was never there."""
    row = db.connection.execute(select(messages).where(messages.c.id == message_id)).one_or_none()
    if row is None or row.sealed is None or row.outcome:
        raise NotFound("there is no such message waiting")
    return _read(db, row)


def sent(db: Db, message_id: str, now: datetime) -> None:
    """It has left: to whom and what is forgotten."""
    where = messages.c.id == message_id
    db.connection.execute(update(messages).where(where).values(outcome=SENT, ended_at=now, sealed=None))


def refused(db: Db, message: Message, now: datetime) -> None:
    """It cannot be delivered. An invitation keeps its address until somebody has seen that; nothing else does."""
    kept = {} if message.kind is MessageKind.INVITATION else {"sealed": None}
    db.connection.execute(update(messages).where(messages.c.id == message.id).values(outcome=REFUSED, ended_at=now, **kept))


def undelivered(db: Db) -> list[Message]:
    """Invitations that could not be delivered and that nobody has put away, oldest first."""
    where = (messages.c.outcome == REFUSED, messages.c.sealed.is_not(None))
    return [_read(db, row) for row in db.connection.execute(select(messages).where(*where).order_by(messages.c.at)).all()]


def put_away(db: Db, message_id: str) -> None:
    """Somebody has seen that it was not delivered."""
    where = (messages.c.id == message_id, messages.c.outcome == REFUSED)
    db.connection.execute(update(messages).where(*where).values(sealed=None))


def of_profile(db: Db, profile_id: str) -> list[tuple[MessageKind, datetime, str]]:
    """(kind, when, what came of it), oldest first."""
    found = db.connection.execute(select(messages).where(messages.c.profile_id == profile_id).order_by(messages.c.at))
    return [(MessageKind(row.kind), row.at, row.outcome) for row in found]


def _read(db: Db, row: Row[Any]) -> Message:
    to, word = rows.texts_from_bytes(db.unlock(row.profile_id, row.sealed, f"message:{row.id}"))
    return Message(row.id, row.profile_id, MessageKind(row.kind), to, word, row.at, languages.of_profile(db, row.profile_id))
