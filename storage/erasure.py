"""Withdrawal and erasure: everything of a profile goes, its keys are destroyed, and the audit line stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Table, delete, select, update

from domain.due import Action, Due
from domain.profile import GrantKind
from domain.takedown import FINAL, Event, Step
from storage import audit, due, profiles, takedowns
from storage import tables as t
from storage.vault import Db, Vault


def withdraw(db: Db, profile_id: str, by: str, now: datetime) -> None:
    """Stop at once: grants end, everything due is struck, takedowns are withdrawn, and the erasure itself is due now."""
    for kind in GrantKind:
        profiles.take_back(db, profile_id, kind, by, now)
    for takedown in takedowns.all_of(db, profile_id=profile_id):
        if takedown.state not in FINAL:
            takedowns.add(db, takedown, Step(Event.WITHDRAWAL, now, by))
    for thing in _things(db, profile_id):
        due.strike(db, thing)
    db.connection.execute(update(t.profiles).where(t.profiles.c.id == profile_id).values(withdrawn_at=now))
    due.note(db, Due(Action.PURGE, profile_id, now))
    audit.write(db, now, by, "withdrawn", about=profile_id)


def erase(vault: Vault, profile_id: str, now: datetime) -> None:
    """Delete every row of a withdrawn profile, then destroy its keys. Safe to repeat: the keys go last, so that a crash
    in between leaves the purge due."""
    with vault.begin() as db:
        key_ids = [profile_id, *_ids(db, t.cases, profile_id)]
        _delete_rows(db, profile_id)
    for key_id in key_ids:
        vault.keys.destroy(key_id)
    with vault.begin() as db:
        db.connection.execute(delete(t.cases).where(t.cases.c.profile_id == profile_id))
        db.connection.execute(delete(t.profiles).where(t.profiles.c.id == profile_id))
        audit.write(db, now, "luwte", "erased", about=profile_id)


def erase_keyless(vault: Vault, now: datetime) -> int:
    """Erase again what an older backup brought back of profiles whose keys are destroyed. Returns how many."""
    with vault.begin() as db:
        known = list(db.connection.execute(select(t.profiles.c.id)).scalars())
    lost = [profile_id for profile_id in known if not vault.keys.holds(profile_id)]
    for profile_id in lost:
        erase(vault, profile_id, now)
    return len(lost)


def _delete_rows(db: Db, profile_id: str) -> None:
    """Children before parents; the cases stay until their keys are gone."""
    takedown_ids = _ids(db, t.takedowns, profile_id)
    exposure_ids = _ids(db, t.exposures, profile_id)
    finding_ids = _ids(db, t.findings, profile_id)
    watch_ids = _ids(db, t.watches, profile_id)
    case_ids = _ids(db, t.cases, profile_id)
    account_ids = _ids(db, t.accounts, profile_id)
    trace_ids = _select(db, t.traces, "exposure_id", exposure_ids)
    scan_ids = _select(db, t.scans, "watch_id", watch_ids)
    _drop(db, t.replies, "takedown_id", takedown_ids)
    _drop(db, t.steps, "takedown_id", takedown_ids)
    _drop(db, t.takedowns, "id", takedown_ids)
    _drop(db, t.sightings, "trace_id", trace_ids)
    _drop(db, t.traces, "id", trace_ids)
    _drop(db, t.exposures, "id", exposure_ids)
    _drop(db, t.judgements, "finding_id", finding_ids)
    _drop(db, t.findings, "id", finding_ids)
    _drop(db, t.captures, "key_id", [profile_id, *case_ids])
    _drop(db, t.custody, "case_id", case_ids)
    _drop(db, t.pages, "scan_id", scan_ids)
    _drop(db, t.scans, "id", scan_ids)
    _drop(db, t.watches, "id", watch_ids)
    _drop(db, t.sessions, "account_id", account_ids)
    for table in (t.accounts, t.invitations, t.grants, t.disclosures, t.flare_ups):
        _drop(db, table, "profile_id", [profile_id])


def _things(db: Db, profile_id: str) -> list[str]:
    return [thing for table in (t.watches, t.exposures, t.takedowns) for thing in _ids(db, table, profile_id)]


def _ids(db: Db, table: Table, profile_id: str) -> list[str]:
    return _select(db, table, "profile_id", [profile_id])


def _select(db: Db, table: Table, column: str, values: Iterable[str]) -> list[str]:
    return list(db.connection.execute(select(table.c.id).where(table.c[column].in_(list(values)))).scalars())


def _drop(db: Db, table: Table, column: str, values: Iterable[str]) -> None:
    db.connection.execute(delete(table).where(table.c[column].in_(list(values))))
