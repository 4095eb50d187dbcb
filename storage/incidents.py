"""The organisation's own register of reports: each one's words under a key of its own, read by the contact point alone, every
reading written down."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import func, insert, or_, select, update

from domain.due import Action, Due
from domain.errors import NotFound
from domain.incident import About, Account, Closing, Criminal, Incident, Nature
from storage import audit, due
from storage.tables import cases, incidents
from storage.vault import Db, Vault

_ACCOUNT = TypeAdapter(Account)
_COLUMNS = tuple(column for column in incidents.c if column.name != "sealed")


def next_reference(db: Db, year: int) -> str:
    """M-2026-0001: what people quote; it says nothing about whom it concerns."""
    prefix = f"M-{year}-"
    db.turn(prefix)
    query = select(func.count()).select_from(incidents).where(incidents.c.reference.like(f"{prefix}%"))
    return f"{prefix}{db.connection.execute(query).scalar_one() + 1:04d}"


def report(db: Db, incident: Incident, told: Account) -> None:
    """Keeps it; the desk hears that something waits, and nothing more."""
    db.keys.make(incident.id, "incident")
    sealed = db.lock(incident.id, _ACCOUNT.dump_json(told), f"incident:{incident.id}")
    db.connection.execute(
        insert(incidents).values(
            id=incident.id,
            reference=incident.reference,
            at=incident.at,
            by=incident.by,
            nature=incident.nature.value,
            about=incident.about.value,
            criminal=incident.criminal.value,
            danger=incident.danger,
            unit=incident.unit,
            happened_on=incident.happened_on.isoformat() if incident.happened_on else "",
            sealed=sealed,
        )
    )
    audit.write(db, incident.at, incident.by, "incident reported", detail=incident.reference)
    due.bring_forward(db, Due(Action.TELL, "coordinator", incident.at))


def get(db: Db, incident_id: str) -> Incident:
    """Without its contents. Raises `NotFound`."""
    query = select(*_COLUMNS, incidents.c.sealed.is_(None).label("erased")).where(incidents.c.id == incident_id)
    row = db.connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("there is no such report")
    return _read(row)


def read(db: Db, incident: Incident, by: str, now: datetime) -> Account | None:
    """Their words, for whoever may; None once erased. Written down."""
    sealed = db.connection.execute(select(incidents.c.sealed).where(incidents.c.id == incident.id)).scalar_one()
    if sealed is None:
        return None
    audit.write(db, now, by, "incident opened", detail=incident.reference)
    return _ACCOUNT.validate_json(db.unlock(incident.id, sealed, f"incident:{incident.id}"))


def all_of(db: Db, *, by: str = "", open_only: bool = False, limit: int = 500) -> list[Incident]:
    """The newest first; those that one person reported where `by` is given."""
    query = select(*_COLUMNS, incidents.c.sealed.is_(None).label("erased")).order_by(incidents.c.at.desc()).limit(limit)
    if by:
        query = query.where(incidents.c.by == by)
    if open_only:
        query = query.where(incidents.c.closed_at.is_(None))
    return [_read(row) for row in db.connection.execute(query)]


def count_new(db: Db) -> int:
    """How many nobody took yet."""
    new = (incidents.c.taken_at.is_(None), incidents.c.closed_at.is_(None))
    return int(db.connection.execute(select(func.count()).select_from(incidents).where(*new)).scalar_one())


def take(db: Db, incident: Incident, by: str, now: datetime) -> None:
    """This person has it from now on, also where another had. Raises `Conflict` once closed."""
    incident.must_be_open()
    _set(db, incident, owner=by, taken_at=incident.taken_at or now)
    audit.write(db, now, by, "incident taken", detail=incident.reference)


def close(db: Db, incident: Incident, why: Closing, by: str, now: datetime, *, case_id: str = "") -> None:
    """Raises `Conflict` once closed. `case_id`: as which it goes on."""
    incident.must_be_open()
    values = {"closed_at": now, "closing": why.value, "case_id": case_id or None}
    _set(db, incident, owner=incident.owner or by, taken_at=incident.taken_at or now, **values)
    audit.write(db, now, by, "incident closed", detail=f"{incident.reference}: {why.value}")


def purge(vault: Vault, before: datetime, now: datetime) -> int:
    """Erases the words of what was closed before then, and of what belongs to a case whose evidence is gone; returns how many.
    The line in the register stays and names nobody. Safe to repeat: the key goes first."""
    with vault.begin() as db:
        joined = incidents.outerjoin(cases, cases.c.id == incidents.c.case_id)
        past = incidents.c.case_id.is_(None) & (incidents.c.closed_at < before)
        query = select(incidents.c.id).select_from(joined)
        ripe = query.where(incidents.c.sealed.is_not(None), or_(past, cases.c.erased_at.is_not(None)))
        ids = list(db.connection.execute(ripe).scalars())
    for incident_id in ids:
        vault.keys.destroy(incident_id)
    if ids:
        with vault.begin() as db:
            gone = {"sealed": None, "by": "", "unit": "", "happened_on": "", "case_id": None}
            db.connection.execute(update(incidents).where(incidents.c.id.in_(ids)).values(gone))
            audit.write(db, now, "luwte", "retention", detail=f"{len(ids)} incidents")
    return len(ids)


def _set(db: Db, incident: Incident, **values: Any) -> None:
    db.connection.execute(update(incidents).where(incidents.c.id == incident.id).values(values))


def _read(row: Any) -> Incident:
    on = date.fromisoformat(row.happened_on) if row.happened_on else None
    words = (Nature(row.nature), About(row.about), Criminal(row.criminal))
    closing = Closing(row.closing) if row.closing else None
    begun = (row.id, row.reference, row.at, row.by, *words, row.danger, row.unit, on)
    return Incident(*begun, row.owner, row.taken_at, row.closed_at, closing, row.case_id or "", row.erased)
