"""Links each step of a takedown to the one before, so that a history that was changed afterwards can be told."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Row, select

from domain.takedown import Step
from storage.tables import steps
from storage.vault import Db

_START = "0" * 64


def last_link(db: Db, takedown_id: str) -> str:
    """The link of the newest step; of a takedown without steps, or of one from before there were links, its beginning."""
    query = select(steps.c.chain).where(steps.c.takedown_id == takedown_id).order_by(steps.c.seq.desc()).limit(1)
    return db.connection.execute(query).scalar_one_or_none() or _start(takedown_id)


def link(before: str, step: Step) -> str:
    told = [step.event.value, step.at.isoformat(), step.by, [list(fact) for fact in step.facts]]
    return hashlib.sha256((before + json.dumps(told, separators=(",", ":"))).encode()).hexdigest()


def broken(db: Db) -> str | None:
    """The id of the first takedown whose steps are not as they were written, or None. Steps from before there were links are
    passed over, but not behind linked ones."""
    links: dict[str, str] = {}
    for row in db.connection.execute(select(steps).order_by(steps.c.seq)):
        known = links.get(row.takedown_id)
        if row.chain is None:
            if known is not None:
                return str(row.takedown_id)
            continue
        links[row.takedown_id] = row.chain
        if row.chain != _reckoned(known or _start(row.takedown_id), row):
            return str(row.takedown_id)
    return None


def _reckoned(before: str, row: Row[Any]) -> str:
    told = [row.event, row.at.isoformat(), row.by, [list(fact) for fact in row.facts]]
    return hashlib.sha256((before + json.dumps(told, separators=(",", ":"))).encode()).hexdigest()


def _start(takedown_id: str) -> str:
    """A chain that begins with its takedown's name cannot be moved to another one."""
    return hashlib.sha256((_START + takedown_id).encode()).hexdigest()
