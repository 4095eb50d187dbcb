"""What the data protection officer may ask of the vault: who did what and for which purpose, what sources were told, what was
erased and what is kept of which kind. Numbers, pseudonyms and ids; no content of anybody's profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Row, select

from storage.tables import accounts, audit, disclosures, metadata
from storage.vault import Db

#: The lines of the audit that say that something was erased.
ERASING = ("retention", "erased", "evidence erased", "withdrawn")
#: For what no account did.
MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines: empty means all. `about`: a profile's id or its beginning; `role`: of whoever did it, or `MACHINE`."""

    about: str = ""
    by: str = ""
    purpose: str = ""
    role: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def anything(self) -> bool:
        return self != Asked()


@dataclass(frozen=True, slots=True)
class Told:
    """What one source was told, how often and about how many employees."""

    source: str
    purpose: str
    kinds: tuple[str, ...]
    times: int
    employees: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """One column of one table, as its comment explains it."""

    table: str
    column: str
    locked: bool
    meaning: str


def lines(db: Db, asked: Asked, limit: int = 200) -> list[Row[Any]]:
    """The newest first."""
    return list(db.connection.execute(select(audit).where(*_conditions(asked)).order_by(audit.c.seq.desc()).limit(limit)))


def purposes(db: Db) -> list[str]:
    found = db.connection.execute(select(audit.c.purpose).distinct().where(audit.c.purpose != "")).scalars()
    return sorted(found)


def erasures(db: Db, limit: int = 200) -> list[Row[Any]]:
    """Every run of the retention and every erasure, newest first."""
    query = select(audit).where(audit.c.action.in_(ERASING)).order_by(audit.c.seq.desc()).limit(limit)
    return list(db.connection.execute(query))


def told_to_sources(db: Db, since: datetime | None = None) -> list[Told]:
    """By source, purpose and what was told; the newest first."""
    query = select(disclosures)
    rows = db.connection.execute(query.where(disclosures.c.at >= since) if since else query)
    times: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    whom: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
    last: dict[tuple[str, str, tuple[str, ...]], datetime] = {}
    for row in rows:
        key = (row.source, row.purpose, tuple(sorted(row.kinds)))
        times[key] += 1
        whom.setdefault(key, set()).add(row.profile_id)
        last[key] = max(last.get(key, row.at), row.at)
    found = [Told(*key, number, len(whom[key]), last[key]) for key, number in times.items()]
    return sorted(found, key=lambda one: (one.last, one.source), reverse=True)


def register() -> Iterator[Kept]:
    """Every column of every table with what it holds: the ground of a register of processing that keeps itself up to date."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            locked = isinstance(column.type, LargeBinary) and column.name in {"sealed", "witness"}
            yield Kept(table.name, column.name, locked, column.comment or _plain(column.name))


def _plain(name: str) -> str:
    if name in {"id", "seq"}:
        return "number of the row"
    if name.endswith("_id"):
        return f"which {name.removesuffix('_id').replace('_', ' ')} it belongs to"
    return name.replace("_", " ")


def _conditions(asked: Asked) -> Iterator[ColumnElement[bool]]:
    if asked.about:
        yield audit.c.about.startswith(asked.about, autoescape=True)
    if asked.by:
        yield audit.c.by == asked.by
    if asked.purpose:
        yield audit.c.purpose == asked.purpose
    if asked.action:
        yield audit.c.action == asked.action
    if asked.role:
        names = select(accounts.c.pseudonym)
        yield (
            audit.c.by.not_in(names) if asked.role == MACHINE else audit.c.by.in_(names.where(accounts.c.role == asked.role))
        )
    if asked.since:
        yield audit.c.at >= asked.since
    if asked.until:
        yield audit.c.at < asked.until
