"""A stray reply gets its takedown, on a person's word; from then on it is kept under the key of that case."""

from __future__ import annotations

from sqlalchemy import select, update

from domain.errors import Conflict, NotFound
from storage.tables import replies, takedowns
from storage.vault import Db


def join(db: Db, reply_id: str, reference: str) -> str:
    """The id of the takedown that people call so. Raises `NotFound` for an unknown reference, `Conflict` when the reply
    belongs to another takedown already."""
    found = select(takedowns.c.id, takedowns.c.case_id).where(takedowns.c.reference == reference)
    takedown = db.connection.execute(found).one_or_none()
    row = db.connection.execute(select(replies).where(replies.c.id == reply_id)).one_or_none()
    if takedown is None or row is None:
        raise NotFound("there is no such takedown or reply")
    if row.takedown_id not in {None, takedown.id}:
        raise Conflict("this reply belongs to another takedown")
    bound_to = f"reply:{reply_id}"
    sealed = db.lock(takedown.case_id, db.unlock(row.key_id, row.sealed, bound_to), bound_to)
    values = {"takedown_id": takedown.id, "key_id": takedown.case_id, "sealed": sealed}
    db.connection.execute(update(replies).where(replies.c.id == reply_id).values(values))
    return str(takedown.id)
