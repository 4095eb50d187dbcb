"""Captures with their seals, encrypted under the profile's key; from confirmation on under the case's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select, update

from domain.errors import NotFound
from domain.evidence import Sealed
from storage import rows
from storage.tables import captures
from storage.vault import Db


def keep(db: Db, key_id: str, sealed: Sealed, fetched_at: datetime, *, exposure_id: str | None = None) -> None:
    """Keep a sealed capture under this profile's key; as evidence of an exposure, under its case's."""
    plain = rows.sealed_to_bytes(sealed)
    values = {"key_id": key_id, "exposure_id": exposure_id, "fetched_at": fetched_at, "stamped": sealed.seal.stamped}
    locked = db.lock(key_id, plain, f"capture:{sealed.capture_id}")
    db.connection.execute(insert(captures).values(id=sealed.capture_id, sealed=locked, **values))


def get(db: Db, capture_id: str) -> Sealed:
    """Raises `NotFound` when it was never kept or has been erased."""
    row = db.connection.execute(select(captures).where(captures.c.id == capture_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such capture")
    return rows.sealed_from_bytes(db.unlock(row.key_id, row.sealed, f"capture:{row.id}"))


def fetched_at(db: Db, capture_id: str) -> datetime:
    moment: datetime = db.connection.execute(select(captures.c.fetched_at).where(captures.c.id == capture_id)).scalar_one()
    return moment


def move(db: Db, capture_id: str, case_id: str, exposure_id: str) -> None:
    """A capture becomes evidence of an exposure: encrypted anew under the case's key."""
    sealed = get(db, capture_id)
    locked = db.lock(case_id, rows.sealed_to_bytes(sealed), f"capture:{capture_id}")
    values = {"key_id": case_id, "exposure_id": exposure_id, "sealed": locked}
    db.connection.execute(update(captures).where(captures.c.id == capture_id).values(values))


def of_exposure(db: Db, exposure_id: str) -> list[tuple[datetime, Sealed]]:
    """(when fetched, originals with their seal), oldest first."""
    query = select(captures).where(captures.c.exposure_id == exposure_id).order_by(captures.c.fetched_at)
    return [
        (row.fetched_at, rows.sealed_from_bytes(db.unlock(row.key_id, row.sealed, f"capture:{row.id}")))
        for row in db.connection.execute(query).all()
    ]


def newest(db: Db, exposure_id: str) -> tuple[datetime, bool] | None:
    """When the newest evidence of an exposure was fetched, and whether it bears a trusted time stamp."""
    query = select(captures.c.fetched_at, captures.c.stamped).where(captures.c.exposure_id == exposure_id)
    row = db.connection.execute(query.order_by(captures.c.fetched_at.desc()).limit(1)).one_or_none()
    return None if row is None else (row.fetched_at, row.stamped)
