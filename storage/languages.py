"""In which language somebody chose to read; kept with their account, for other browsers and for what is sent to them."""

from __future__ import annotations

from sqlalchemy import select, update

from storage.tables import accounts
from storage.vault import Db


def choose(db: Db, account_id: str, language: str) -> None:
    """`language`: a code such as `en`."""
    db.connection.execute(update(accounts).where(accounts.c.id == account_id).values(language=language))


def of_profile(db: Db, profile_id: str) -> str:
    """What the employee with this profile chose; empty when they chose nothing, or have no account yet."""
    found = db.connection.execute(select(accounts.c.language).where(accounts.c.profile_id == profile_id))
    return next((str(row.language) for row in found if row.language), "")
