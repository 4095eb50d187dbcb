"""Captures with their seals, encrypted under the profile's key; from confirmation on under the case's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from sqlalchemy import func, insert, select, update

from domain.errors import NotFound
from domain.evidence import Pictured, Sealed
from storage import rows, seals
from storage.tables import captures
from storage.vault import Db


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest evidence of an exposure, without its content. `failures`: how often in a row the browser could not."""

    id: str
    fetched_at: datetime
    stamped: bool
    pictured: Pictured
    failures: int = 0


def keep(
    db: Db,
    key_id: str,
    sealed: Sealed,
    fetched_at: datetime,
    *,
    exposure_id: str | None = None,
    pictured: Pictured = Pictured.OFF,
) -> None:
    """Keep a sealed capture under this profile's key; as evidence of an exposure, under its case's."""
    plain = rows.sealed_to_bytes(sealed)
    values = {"key_id": key_id, "exposure_id": exposure_id, "fetched_at": fetched_at, "stamped": sealed.seal.stamped}
    values |= {"pictured": pictured.value}
    locked = db.lock(key_id, plain, f"capture:{sealed.capture_id}")
    db.connection.execute(insert(captures).values(id=sealed.capture_id, sealed=locked, **values))
    seals.record(db, sealed, exposure_id, fetched_at)


def get(db: Db, capture_id: str) -> Sealed:
    """Raises `NotFound` when it was never kept or has been erased."""
    row = db.connection.execute(select(captures).where(captures.c.id == capture_id)).one_or_none()
    if row is None:
        raise NotFound("there is no such capture")
    return rows.sealed_from_bytes(db.unlock(row.key_id, row.sealed, f"capture:{row.id}"))


def pictured(db: Db, capture_id: str) -> Pictured | None:
    """Whether there is a picture of it, or why not; None where the capture has gone."""
    found = db.connection.execute(select(captures.c.pictured).where(captures.c.id == capture_id)).scalar_one_or_none()
    return None if found is None else Pictured(found)


def fetched_at(db: Db, capture_id: str) -> datetime:
    moment: datetime = db.connection.execute(select(captures.c.fetched_at).where(captures.c.id == capture_id)).scalar_one()
    return moment


def move(db: Db, capture_id: str, case_id: str, exposure_id: str) -> None:
    """A capture becomes evidence of an exposure: encrypted anew under the case's key."""
    sealed = get(db, capture_id)
    locked = db.lock(case_id, rows.sealed_to_bytes(sealed), f"capture:{capture_id}")
    values = {"key_id": case_id, "exposure_id": exposure_id, "sealed": locked}
    db.connection.execute(update(captures).where(captures.c.id == capture_id).values(values))
    seals.record(db, sealed, exposure_id, fetched_at(db, capture_id))


def restamp(db: Db, sealed: Sealed, now: datetime) -> None:
    """Keep a seal that got more tokens; raises `NotFound` when the capture was erased meanwhile."""
    row = db.connection.execute(select(captures).where(captures.c.id == sealed.capture_id).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("there is no such capture")
    locked = db.lock(row.key_id, rows.sealed_to_bytes(sealed), f"capture:{row.id}")
    values = {"sealed": locked, "stamped": sealed.seal.stamped}
    db.connection.execute(update(captures).where(captures.c.id == row.id).values(values))
    seals.record(db, sealed, row.exposure_id, now)


def exposure_of(db: Db, capture_id: str) -> str | None:
    """The exposure whose evidence this capture is; None before confirmation."""
    return db.connection.execute(select(captures.c.exposure_id).where(captures.c.id == capture_id)).scalar_one_or_none()


def of_exposure(db: Db, exposure_id: str) -> list[tuple[datetime, Sealed]]:
    """(when fetched, originals with their seal), oldest first."""
    query = select(captures).where(captures.c.exposure_id == exposure_id).order_by(captures.c.fetched_at)
    return [
        (row.fetched_at, rows.sealed_from_bytes(db.unlock(row.key_id, row.sealed, f"capture:{row.id}")))
        for row in db.connection.execute(query).all()
    ]


def newest(db: Db, exposure_id: str) -> Newest | None:
    """None where there is no evidence of it."""
    columns = (captures.c.id, captures.c.fetched_at, captures.c.stamped, captures.c.pictured)
    query = select(*columns).where(captures.c.exposure_id == exposure_id).order_by(captures.c.fetched_at.desc())
    found = db.connection.execute(query).all()
    if not found:
        return None
    # one try may leave two captures, by browser and without, at the same moment
    failed = {row.fetched_at for row in takewhile(lambda row: row.pictured == Pictured.FAILED, found)}
    row = found[0]
    return Newest(row.id, row.fetched_at, row.stamped, Pictured(row.pictured), len(failed))


def times_pictured(db: Db, exposure_id: str) -> int:
    """How many of its captures have a picture."""
    where = (captures.c.exposure_id == exposure_id, captures.c.pictured == Pictured.MADE.value)
    return int(db.connection.execute(select(func.count()).select_from(captures).where(*where)).scalar_one())
