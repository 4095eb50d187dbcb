"""Who did what to whose profile, and for which purpose: append-only lines, chained in batches by the clock."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, text, update
from sqlalchemy.exc import OperationalError

from storage.tables import audit
from storage.vault import Db

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Head:
    """A line's number and its link, which stands for every line before it."""

    seq: int
    link: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.link}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """ "SEQ:LINK", as it was printed. Raises ValueError."""
        seq, _, link = text.strip().partition(":")
        if not seq.isascii() or not seq.isdigit() or not re.fullmatch(r"[0-9a-f]{64}", link):
            raise ValueError("a head is NUMBER:LINK, with a link of 64 figures and letters a to f")
        return cls(int(seq), link)


_START = "0" * 64


def line(at: datetime, by: str, action: str, *, purpose: str = "", about: str = "", detail: str = "") -> dict[str, Any]:
    """The columns of one line. `by` is a pseudonym or an actor's name; no value of an identifier ever stands here."""
    return {"at": at, "by": by, "action": action, "purpose": purpose, "about": about, "detail": detail[:128]}


def write(db: Db, at: datetime, by: str, action: str, *, purpose: str = "", about: str = "", detail: str = "") -> None:
    db.connection.execute(insert(audit).values(line(at, by, action, purpose=purpose, about=about, detail=detail)))


def refuse(db: Db, at: datetime, by: str, purpose: str, about: str) -> None:
    """Remember a refusal even if this transaction is rolled back, as it will be."""
    db.refusals.append(line(at, by, "refused", purpose=purpose, about=about))


def chain(db: Db) -> int:
    """Link the lines that are not linked yet, in order; returns how many: none while anybody is writing, since a line that
    is committed late would stand before one that is linked already. Call it in a transaction of its own."""
    if not _alone(db):
        return 0
    last = db.connection.execute(select(audit.c.chain).where(audit.c.chain.is_not(None)).order_by(audit.c.seq.desc()).limit(1))
    link = last.scalar_one_or_none() or _START
    rows = db.connection.execute(select(audit).where(audit.c.chain.is_(None)).order_by(audit.c.seq).limit(_BATCH)).all()
    for row in rows:
        link = _link(link, row)
        db.connection.execute(update(audit).where(audit.c.seq == row.seq).values(chain=link))
    return len(rows)


def verify(db: Db) -> int | None:
    """None if every linked line is as it was written, else the number of the first that is not."""
    link = _START
    for row in db.connection.execute(select(audit).where(audit.c.chain.is_not(None)).order_by(audit.c.seq)):
        link = _link(link, row)
        if link != row.chain:
            return int(row.seq)
    return None


def head(db: Db) -> Head:
    """The newest linked line. Kept where luwte cannot write, it shows later whether the end of the log was cut off."""
    query = select(audit.c.seq, audit.c.chain).where(audit.c.chain.is_not(None)).order_by(audit.c.seq.desc()).limit(1)
    row = db.connection.execute(query).one_or_none()
    return Head(row.seq, row.chain) if row else Head(0, _START)


def goes_on_from(db: Db, known: Head) -> bool:
    """Whether the line that was the newest then is still there, with the same link: all before it then are as they were."""
    if known.seq == 0:
        return True
    query = select(audit.c.chain).where(audit.c.seq == known.seq)
    return db.connection.execute(query).scalar_one_or_none() == known.link


def lines(db: Db, *, about: str = "", limit: int = 200) -> list[Row[Any]]:
    """The newest lines first; of one profile where `about` is given."""
    query = select(audit).order_by(audit.c.seq.desc()).limit(limit)
    return list(db.connection.execute(query.where(audit.c.about == about) if about else query))


def newest_about(db: Db, by: str, action: str) -> str:
    """Whom the newest line is about that this person wrote with this action; empty where there is none."""
    query = select(audit.c.about).where(audit.c.by == by, audit.c.action == action).order_by(audit.c.seq.desc()).limit(1)
    return db.connection.execute(query).scalar_one_or_none() or ""


def profiles_with(db: Db, action: str) -> int:
    """How many profiles have at least one line with this action."""
    query = select(func.count(audit.c.about.distinct())).where(audit.c.action == action, audit.c.about != "")
    return int(db.connection.execute(query).scalar_one())


def _alone(db: Db) -> bool:
    """Whether no other transaction has written a line that we cannot see yet; until our end nobody writes one either."""
    if db.connection.dialect.name != "postgresql":
        return True  # SQLite has one writer at a time
    if db.connection.execute(select(audit.c.seq).where(audit.c.chain.is_(None)).limit(1)).first() is None:
        return False
    try:
        with db.connection.begin_nested():
            db.connection.execute(text("LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE NOWAIT"))
    except OperationalError:
        return False
    return True


def _link(before: str, row: Row[Any]) -> str:
    return link_of(before, [row.seq, row.at.isoformat(), row.by, row.action, row.purpose, row.about, row.detail])


def link_of(before: str, told: list[object]) -> str:
    """SHA-256 over the link before and this line: number, moment, who, what, purpose, about, detail."""
    return hashlib.sha256((before + json.dumps(told, separators=(",", ":"))).encode()).hexdigest()
