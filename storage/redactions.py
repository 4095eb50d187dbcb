"""Which boxes of a picture a person approved to be painted over, under the case's key; the picture itself stays as it was."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import insert, select

from storage.tables import redactions
from storage.vault import Db, new_id


def approve(db: Db, case_id: str, capture_id: str, picture: str, boxes: str, by: str, now: datetime) -> None:
    """`boxes` as they were typed. The newest approval counts."""
    redaction_id = new_id()
    locked = db.lock(case_id, json.dumps([picture, boxes]).encode(), f"redaction:{redaction_id}")
    values = {"id": redaction_id, "capture_id": capture_id, "key_id": case_id, "by": by, "at": now, "sealed": locked}
    db.connection.execute(insert(redactions).values(values))


def of_capture(db: Db, capture_id: str) -> dict[str, str]:
    """The newest approved boxes of each picture of this capture."""
    query = select(redactions).where(redactions.c.capture_id == capture_id).order_by(redactions.c.at, redactions.c.id)
    found = {}
    for row in db.connection.execute(query):
        picture, boxes = json.loads(db.unlock(row.key_id, row.sealed, f"redaction:{row.id}"))
        found[picture] = boxes
    return found
