"""Other organisations' experience with recipients, as imported; the newest document of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from storage import audit
from storage.tables import experiences
from storage.vault import Db, new_id


def keep(db: Db, organisation: str, document: dict[str, Any], by: str, now: datetime) -> None:
    """Keep a document that was checked, in place of this organisation's older one."""
    db.connection.execute(delete(experiences).where(experiences.c.organisation == organisation))
    values = {"id": new_id(), "organisation": organisation, "imported_at": now, "by": by, "document": document}
    db.connection.execute(insert(experiences).values(values))
    audit.write(db, now, by, "experience imported")


def all_of(db: Db) -> list[tuple[datetime, dict[str, Any]]]:
    """When each came in, and the document, by organisation."""
    found = db.connection.execute(select(experiences).order_by(experiences.c.organisation))
    return [(row.imported_at, row.document) for row in found]
