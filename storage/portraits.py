"""Portraits under their profile's key, opened only with the employee's own grant for them; and what seemed to be like one."""

from __future__ import annotations

import base64
import json
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from domain.portrait import Likeness, Portrait, Suggestion
from domain.profile import GrantKind, Purpose
from storage import audit, profiles
from storage.once import insert_once
from storage.tables import likenesses, portraits
from storage.vault import Db, new_id


def add(db: Db, profile_id: str, picture: bytes, hashes: tuple[bytes, ...], by: str, now: datetime) -> None:
    """Raises `NotPermitted` without the grant."""
    profiles.require(db, Purpose.PORTRAIT, profile_id, now, by)
    portrait_id = new_id()
    told = {"picture": base64.b64encode(picture).decode(), "hashes": [one.hex() for one in hashes]}
    locked = db.lock(profile_id, json.dumps(told).encode(), f"portrait:{portrait_id}")
    db.connection.execute(insert(portraits).values(id=portrait_id, profile_id=profile_id, added_at=now, sealed=locked))
    audit.write(db, now, by, "portrait added", purpose=Purpose.PORTRAIT.value, about=profile_id)


def take_back(db: Db, profile_id: str, by: str, now: datetime) -> None:
    """The grant ends, and with it the portraits and everything that seemed to be like them."""
    profiles.take_back(db, profile_id, GrantKind.PORTRAIT, by, now)
    forget(db, profile_id)


def forget(db: Db, profile_id: str) -> None:
    for table in (likenesses, portraits):
        db.connection.execute(delete(table).where(table.c.profile_id == profile_id))


def count(db: Db, profile_id: str) -> int:
    query = select(func.count()).select_from(portraits).where(portraits.c.profile_id == profile_id)
    return int(db.connection.execute(query).scalar_one())


def all_permitted(db: Db, now: datetime, by: str) -> tuple[Portrait, ...]:
    """Those of everybody whose grant holds today; one audit line with their number, none where there is nobody."""
    allowed = profiles.permitted(db, Purpose.PORTRAIT, now)
    rows = db.connection.execute(select(portraits).where(portraits.c.profile_id.in_(list(allowed)))).all()
    if rows:
        audit.write(db, now, by, "opened all", purpose=Purpose.PORTRAIT.value, detail=f"{len(rows)} portraits")
    return tuple(_opened(db, row.id, row.profile_id, row.sealed) for row in rows)


def suggest(db: Db, likeness: Likeness, page: str, picture: str, now: datetime) -> bool:
    """True for one that is new: the same picture at the same place is suggested once."""
    suggestion_id = new_id()
    told = json.dumps([page, picture]).encode()
    values = {
        "id": suggestion_id,
        "profile_id": likeness.profile_id,
        "portrait_id": likeness.portrait_id,
        "place_index": db.index(f"{page}\n{picture}"),
        "method": likeness.method,
        "strength": likeness.strength,
        "found_at": now,
        "opinion": "",
        "by": "",
        "sealed": db.lock(likeness.profile_id, told, f"likeness:{suggestion_id}"),
    }
    return insert_once(db, likenesses, values)


def waiting(db: Db, of: frozenset[str], limit: int = 50) -> list[Suggestion]:
    """What nobody has judged yet about these profiles, oldest first."""
    here = (likenesses.c.opinion == "", likenesses.c.profile_id.in_(list(of)))
    found = []
    for row in db.connection.execute(select(likenesses).where(*here).order_by(likenesses.c.found_at).limit(limit)):
        page, picture = json.loads(db.unlock(row.profile_id, row.sealed, f"likeness:{row.id}"))
        like = Likeness(row.profile_id, row.portrait_id, row.method, row.strength)
        found.append(Suggestion(row.id, like, page, picture, row.found_at))
    return found


def of_suggestion(db: Db, suggestion_id: str) -> str | None:
    """Whose portrait it is said to be."""
    query = select(likenesses.c.profile_id).where(likenesses.c.id == suggestion_id)
    return db.connection.execute(query).scalar_one_or_none()


def judge(db: Db, suggestion_id: str, opinion: str, by: str) -> None:
    db.connection.execute(update(likenesses).where(likenesses.c.id == suggestion_id).values(opinion=opinion, by=by))


def _opened(db: Db, portrait_id: str, profile_id: str, sealed: bytes) -> Portrait:
    told = json.loads(db.unlock(profile_id, sealed, f"portrait:{portrait_id}"))
    hashes = tuple(bytes.fromhex(one) for one in told["hashes"])
    return Portrait(portrait_id, profile_id, base64.b64decode(told["picture"]), hashes)
