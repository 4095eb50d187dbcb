"""Which processes of the service live, and what they say of the parts that they reach."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import SQLAlchemyError

from domain import parts as judge
from domain.due import Action
from domain.errors import LuwteError
from domain.parts import Checked, Condition, Organ, Part, Pulse, Reading
from storage.once import insert_once
from storage.tables import diary, parts, pulses
from storage.vault import SIGNING_KEY, Db, Vault

#: The line of a process that was killed is kept so long, so that one can see that it died.
_BURIED = timedelta(days=1)
#: The diary line of the mailbox may come late by so much.
_MAIL_LATE = timedelta(minutes=30)
_LOOKING = [Action.SCAN.value, Action.LOOK.value]


def beat(db: Db, pulse: Pulse) -> None:
    """This process lives. Lines of those that died long ago go."""
    values = {"at": pulse.at, "index_at": pulse.index_at}
    told = {"organ": pulse.organ.value, "version": pulse.version, "queues": list(pulse.queues), "started_at": pulse.started_at}
    if insert_once(db, pulses, {"id": pulse.id, **told, **values}):
        db.connection.execute(delete(pulses).where(pulses.c.at < pulse.at - _BURIED))
    else:
        db.connection.execute(update(pulses).where(pulses.c.id == pulse.id).values(values))


def stop(db: Db, pulse_id: str) -> None:
    """It ended tidily: nobody need wonder where it is."""
    db.connection.execute(delete(pulses).where(pulses.c.id == pulse_id))


def all_of(db: Db) -> list[Pulse]:
    """Of every process that lives, or died within a day."""
    return [
        Pulse(row.id, Organ(row.organ), row.version, row.started_at, row.at, tuple(row.queues), row.index_at)
        for row in db.connection.execute(select(pulses).order_by(pulses.c.organ, pulses.c.started_at))
    ]


def say(db: Db, reading: Reading, at: datetime) -> None:
    """What a part is like, by a process that has the way to it."""
    values = {"condition": reading.condition.value, "why": reading.why[:64], "at": at}
    if not insert_once(db, parts, {"part": reading.part.value, **values}):
        db.connection.execute(update(parts).where(parts.c.part == reading.part.value).values(values))


def readings(vault: Vault, queues: Iterable[str], now: datetime) -> list[Reading]:
    """Every part, in order. `queues`: those that need a worker; `now`: the machine's own time, which pulses are in."""
    try:
        with vault.engine.begin() as connection:
            connection.execute(select(func.count()).select_from(pulses))
        database, keys = Reading(Part.DATABASE, Condition.UP), _keys(vault)
        if keys.condition is Condition.DOWN:  # nothing more can be asked
            return [database, keys]
        with vault.begin() as db:
            return [database, keys, *_in_vault(db, frozenset(queues), now)]
    except SQLAlchemyError:
        return [Reading(Part.DATABASE, Condition.DOWN, "does not answer, or has not the newest schema")]


def _in_vault(db: Db, queues: frozenset[str], now: datetime) -> list[Reading]:
    known, said = all_of(db), _said(db)
    untaken = select(func.min(diary.c.at)).where(diary.c.action.in_(_LOOKING), diary.c.lease.is_(None))
    due_since = db.connection.execute(untaken).scalar_one()
    return [
        judge.clock(known, now),
        judge.checked(Part.BROKER, said.get(Part.BROKER), now),
        judge.workers(known, queues, now),
        judge.index(known, due_since, now),
        judge.checked(Part.MAIL_OUT, said.get(Part.MAIL_OUT), now),
        _mail_in(db, now),
        judge.checked(Part.TEXTS, said.get(Part.TEXTS), now),
    ]


def has_way(db: Db, part: Part) -> bool:
    """Whether some process has the way to this part, whether or not it answers just now."""
    found = _said(db).get(part)
    return found is not None and found.reading.condition is not Condition.OFF


def _said(db: Db) -> dict[Part, Checked]:
    found = {}
    for row in db.connection.execute(select(parts)):
        with suppress(ValueError):  # a part of another version of luwte
            part = Part(row.part)
            found[part] = Checked(Reading(part, Condition(row.condition), row.why), row.at)
    return found


def _keys(vault: Vault) -> Reading:
    """Whether the key store answers and the ring opens what is in it."""
    try:
        vault.keys.get(SIGNING_KEY)
    except SQLAlchemyError:
        return Reading(Part.KEYS, Condition.DOWN, "the key store does not answer")
    except LuwteError:
        return Reading(Part.KEYS, Condition.DOWN, "the key ring does not open the key store")
    return Reading(Part.KEYS, Condition.UP)


def _mail_in(db: Db, now: datetime) -> Reading:
    """The mailbox has a standing line in the diary, which counts its failures in a row."""
    query = select(diary.c.at, diary.c.failures, diary.c.lease).where(diary.c.action == Action.RECEIVE.value)
    row = db.connection.execute(query).first()
    if row is None:
        return Reading(Part.MAIL_IN, Condition.OFF, "no mailbox is read")
    if row.failures:
        return Reading(Part.MAIL_IN, Condition.DOWN, f"reading the mailbox failed {row.failures} times in a row")
    if now - row.at > _MAIL_LATE:
        return Reading(Part.MAIL_IN, Condition.DOWN, "the mailbox has not been read for a while")
    return Reading(Part.MAIL_IN, Condition.UP)
